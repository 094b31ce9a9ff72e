#include "core/trust/file_stamp.h"

#include <QFile>

namespace regatta::trust {
namespace {

FileStamp stamp(const struct stat &status)
{
    return {status.st_dev, status.st_ino, status.st_size, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

} // namespace

FileStamp FileStamp::of(const QString &path)
{
    struct stat status;
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? stamp(status) : FileStamp();
}

FileStamp FileStamp::of(int descriptor)
{
    struct stat status;
    return ::fstat(descriptor, &status) == 0 ? stamp(status) : FileStamp();
}

} // namespace regatta::trust
