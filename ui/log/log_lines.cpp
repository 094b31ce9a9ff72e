#include "ui/log/log_lines.h"

#include <algorithm>
#include <utility>

namespace regatta::ui {

void LogLines::showTasks(QSet<model::TaskId> tasks)
{
    m_tasks = std::move(tasks);
    m_shown.clear();
    m_seen = 0;
    m_end = spool::fileHeadSize;
    m_count = 0;
}

bool LogLines::follow(const spool::SpoolIndex &index, const spool::SpoolReader &reader)
{
    const qint64 before = m_count;
    spool::HeadWalker walker(reader, m_end, index.extent().end);
    while (const auto entry = walker.next()) {
        if (m_tasks.isEmpty() || m_tasks.contains(entry->head.task)) {
            m_shown.push_back({m_seen, m_count, *entry});
            m_count += entry->head.lines;
        }
        ++m_seen;
    }
    m_end = walker.offset();
    return m_count > before;
}

LogLines::Place LogLines::placeOf(qint64 line) const
{
    Q_ASSERT(line >= 0 && line < m_count);
    const auto after =
        std::upper_bound(m_shown.begin(), m_shown.end(), line,
                         [](qint64 wanted, const Shown &shown) { return wanted < shown.firstLine; });
    const Shown &shown = *std::prev(after);
    return {shown.record, int(line - shown.firstLine), &shown.entry};
}

} // namespace regatta::ui
