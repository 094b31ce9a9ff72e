#include "core/spool/spool_index.h"

#include <utility>

namespace regatta::spool {

void SpoolIndex::append(const std::vector<IndexEntry> &entries)
{
    if (entries.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        for (const IndexEntry &entry : entries)
            m_lines.add(entry.headOffset(),
                        entry.head.lines - (m_joins.add(entry.headOffset(), entry.head) ? 1 : 0));
        m_end = entries.back().end();
    }
    if (m_onGrowth)
        m_onGrowth();
}

void SpoolIndex::restore(LineMap map, quint64 end)
{
    {
        const std::lock_guard lock(m_mutex);
        m_lines = std::move(map);
        m_end = end;
    }
    if (m_onGrowth)
        m_onGrowth();
}

SpoolIndex::Extent SpoolIndex::extent() const
{
    const std::lock_guard lock(m_mutex);
    return {m_end, m_lines.recordCount(), m_lines.lineCount()};
}

LineMap::Mark SpoolIndex::markBefore(qint64 line) const
{
    const std::lock_guard lock(m_mutex);
    return m_lines.markBefore(line);
}

quint32 SpoolIndex::linesOf(const IndexEntry &entry) const
{
    return entry.head.lines - (isJoined(entry.headOffset()) ? 1 : 0);
}

bool SpoolIndex::isJoined(quint64 offset) const
{
    const std::lock_guard lock(m_mutex);
    return m_joins.isJoined(offset);
}

std::optional<quint64> SpoolIndex::nextOf(quint64 offset) const
{
    const std::lock_guard lock(m_mutex);
    return m_joins.nextOf(offset);
}

LineMap SpoolIndex::lines() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

} // namespace regatta::spool
