#include "tests/support/scratch_folder.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <sys/stat.h>

namespace regatta::tests {

namespace fs = std::filesystem;

QByteArray ScratchFolder::path(const QByteArray &name) const
{
    return QFile::encodeName(m_folder.path()) + '/' + name;
}

void ScratchFolder::write(const QByteArray &name, const QByteArray &bytes, quint32 mode) const
{
    fs::create_directories(fs::path(path(name).toStdString()).parent_path());
    FILE *file = std::fopen(path(name).constData(), "w");
    ASSERT_NE(file, nullptr);
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file);
    std::fclose(file);
    ::chmod(path(name).constData(), mode);
}

std::optional<QByteArray> ScratchFolder::read(const QByteArray &name) const
{
    FILE *file = std::fopen(path(name).constData(), "r");
    if (!file)
        return std::nullopt;
    QByteArray bytes(qsizetype(fs::file_size(path(name).toStdString())), Qt::Uninitialized);
    bytes.truncate(qsizetype(std::fread(bytes.data(), 1, size_t(bytes.size()), file)));
    std::fclose(file);
    return bytes;
}

quint32 ScratchFolder::modeOf(const QByteArray &name) const
{
    struct stat status = {};
    ::stat(path(name).constData(), &status);
    return status.st_mode & 07777;
}

QStringList ScratchFolder::namesIn(const QByteArray &name) const
{
    return QDir(QFile::decodeName(path(name)))
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace regatta::tests
