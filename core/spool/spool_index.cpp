#include "core/spool/spool_index.h"

#include <algorithm>

namespace regatta::spool {

std::vector<IndexEntry> SpoolIndex::entriesFrom(size_t first, size_t most) const
{
    const std::lock_guard lock(m_mutex);
    if (first >= m_entries.size())
        return {};
    const auto begin = m_entries.begin() + std::ptrdiff_t(first);
    return {begin, begin + std::ptrdiff_t(std::min(most, m_entries.size() - first))};
}

} // namespace regatta::spool
