#pragma once

#include <QString>

#include <sys/stat.h>

namespace regatta::trust {

/// Tells whether a file is still the one that was read: another inode, size or time of change says no.
struct FileStamp
{
    dev_t device = 0;
    ino_t inode = 0; ///< 0: there is no such file
    off_t size = 0;
    time_t seconds = 0;
    long nanoseconds = 0;

    bool operator==(const FileStamp &) const = default;

    static FileStamp of(const QString &path);
    static FileStamp of(int descriptor);
};

} // namespace regatta::trust
