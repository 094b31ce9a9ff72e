#pragma once

#include <QByteArray>
#include <QString>

namespace regatta::ui {

/// Which profiles' files are this person's own: saved by their Regatta, or reviewed before they ran. A file
/// that somebody else has put there, or changed since, is not. Kept by the settings, as digests.
class KnownFiles
{
public:
    bool contains(const QString &path, const QByteArray &content) const;
    void add(const QString &path, const QByteArray &content);
};

} // namespace regatta::ui
