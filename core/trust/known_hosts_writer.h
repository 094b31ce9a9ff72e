#pragma once

#include "core/base/error.h"
#include "core/trust/file_stamp.h"
#include "core/trust/known_hosts_file.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace regatta::trust {

/// A key that somebody accepted for good.
struct NewEntry
{
    QByteArray name; ///< as knownHostsName() makes it
    HostKey key;
    bool hashed = false;
};

/// Appends to known_hosts, and does nothing else to it: whatever stands there stays, broken or not. Any
/// thread.
///
/// The lock is flock() on the file itself: it ends with the process that holds it, leaves no lock file in
/// ~/.ssh, and, unlike fcntl(), isn't lost when this process closes another descriptor of the file. ssh
/// doesn't lock; against it helps that all lines go out in one write() in append mode.
class KnownHostsWriter
{
public:
    /// Makes the file (0600) and its folder (0700) if they are missing. Entries that the file holds already
    /// are left out. A name that would read as something else (a wildcard, a blank) is hashed, wanted or not.
    /// FileUnwritable: the path and the reason; nothing or only some of the entries were written.
    base::Expected<void> append(const QString &path, const std::vector<NewEntry> &entries);

private:
    struct Seen
    {
        FileStamp stamp;
        std::shared_ptr<const KnownHostsFile> file;
        QSet<std::pair<QByteArray, QByteArray>> written; // name and blob, by us since `file` was read
    };

    base::Expected<void> appendLocked(int descriptor, const QString &path,
                                      const std::vector<NewEntry> &entries);
    QByteArray newLines(Seen &seen, const std::vector<NewEntry> &entries) const;

    std::mutex m_mutex;
    QHash<QString, Seen> m_seen; // guarded by m_mutex
};

} // namespace regatta::trust
