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
        m_last = entries.back();
        m_end = m_last.end();
    }
    if (m_onGrowth)
        m_onGrowth();
}

SpoolIndex::State SpoolIndex::state() const
{
    const std::lock_guard lock(m_mutex);
    return {m_lines, m_joins, m_last};
}

void SpoolIndex::restore(State state)
{
    {
        const std::lock_guard lock(m_mutex);
        m_lines = std::move(state.lines);
        m_joins = std::move(state.joins);
        m_last = state.last;
        m_end = m_last.end();
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

} // namespace regatta::spool
