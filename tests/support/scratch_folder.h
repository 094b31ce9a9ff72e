#pragma once

#include <QByteArray>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace regatta::tests {

/// A folder for a test's files, whose names are bytes: QFile can't open what isn't UTF-8.
class ScratchFolder
{
public:
    QByteArray path(const QByteArray &name) const;

    /// With the folders that it needs.
    void write(const QByteArray &name, const QByteArray &bytes, quint32 mode = 0644) const;
    /// Unset: there is no such file.
    std::optional<QByteArray> read(const QByteArray &name) const;
    quint32 modeOf(const QByteArray &name) const;
    /// Names in a folder, hidden ones too.
    QStringList namesIn(const QByteArray &name) const;

private:
    QTemporaryDir m_folder;
};

} // namespace regatta::tests
