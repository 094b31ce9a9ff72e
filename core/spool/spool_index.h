#pragma once

#include "core/spool/spool_format.h"

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace regatta::spool {

/// Where one record stands in its file, and what it is about.
struct IndexEntry
{
    quint64 offset = 0; ///< of the record's bytes, not of its head
    RecordHead head;
};

/// All records of one spool, in the order of the file. Grows while the run goes on; never changes what is
/// there. Any thread.
class SpoolIndex
{
public:
    /// `onGrowth` is called after each append(), on the thread that appends; it must be quick.
    explicit SpoolIndex(std::function<void()> onGrowth = {})
        : m_onGrowth(std::move(onGrowth))
    {}

    void append(const std::vector<IndexEntry> &entries)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_entries.insert(m_entries.end(), entries.begin(), entries.end());
        }
        if (m_onGrowth)
            m_onGrowth();
    }

    size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_entries.size();
    }

    /// A copy of what has come since the index had `first` entries, at most `most` of them.
    std::vector<IndexEntry> entriesFrom(size_t first, size_t most) const;

private:
    const std::function<void()> m_onGrowth;
    mutable std::mutex m_mutex;
    std::vector<IndexEntry> m_entries; // guarded by m_mutex
};

} // namespace regatta::spool
