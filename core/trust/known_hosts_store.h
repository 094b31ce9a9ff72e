#pragma once

#include "core/base/clock.h"
#include "core/trust/file_stamp.h"
#include "core/trust/known_hosts.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <vector>

namespace regatta::trust {

/// The known_hosts files that were read so far, each once. Whether one has changed is looked at when somebody
/// asks, at most once a second or when told to; nothing polls. Any thread may call; whoever comes while a
/// file is being read waits for it.
class KnownHostsStore
{
public:
    KnownHosts open(const QStringList &paths, base::Instant now);

    /// The next open() looks at the files again.
    void expire();

    /// Problems of all that was read, each once, in the order of their finding.
    std::vector<base::Error> problems() const;

private:
    struct Entry
    {
        std::shared_ptr<const KnownHostsFile> file;
        FileStamp stamp;
        base::Instant checked;
        bool expired = true;
    };

    void refresh(const QString &path, Entry &entry, base::Instant now);

    mutable std::mutex m_mutex;
    QHash<QString, Entry> m_entries;     // guarded by m_mutex
    std::vector<base::Error> m_problems; // guarded by m_mutex
};

} // namespace regatta::trust
