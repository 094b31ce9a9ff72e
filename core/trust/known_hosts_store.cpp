#include "core/trust/known_hosts_store.h"

#include <algorithm>

namespace regatta::trust {
namespace {

using namespace std::chrono_literals;

// 10,000 hosts of a run then cost one look at each file, and a key that ssh accepted beside us counts soon
// enough.
constexpr base::Duration longestTrustInStamp = 1s;

} // namespace

KnownHosts KnownHostsStore::open(const QStringList &paths, base::Instant now)
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<const KnownHostsFile>> files;
    for (const QString &path : paths) {
        Entry &entry = m_entries[path];
        if (entry.expired || now - entry.checked >= longestTrustInStamp)
            refresh(path, entry, now);
        files.push_back(entry.file);
    }
    return KnownHosts(std::move(files));
}

void KnownHostsStore::refresh(const QString &path, Entry &entry, base::Instant now)
{
    // Taken before the file is read: a change in between is found the next time.
    const FileStamp stamp = FileStamp::of(path);
    entry.checked = now;
    entry.expired = false;
    if (entry.file && stamp == entry.stamp && !entry.file->lacksDescriptors())
        return;
    entry.stamp = stamp;
    entry.file = KnownHostsFile::read(path);
    entry.expired = entry.file->lacksDescriptors(); // whoever comes next may have more luck
    for (const base::Error &problem : entry.file->problems()) {
        const bool isNew = std::find(m_problems.begin(), m_problems.end(), problem) == m_problems.end();
        if (isNew && m_problems.size() < mostProblems)
            m_problems.push_back(problem);
    }
}

void KnownHostsStore::expire()
{
    const std::lock_guard lock(m_mutex);
    for (Entry &entry : m_entries)
        entry.expired = true;
}

std::vector<base::Error> KnownHostsStore::problems() const
{
    const std::lock_guard lock(m_mutex);
    return m_problems;
}

} // namespace regatta::trust
