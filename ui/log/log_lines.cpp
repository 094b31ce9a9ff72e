#include "ui/log/log_lines.h"

#include <algorithm>
#include <utility>

namespace regatta::ui {

void LogLines::showTasks(QSet<model::TaskId> tasks)
{
    m_tasks = std::move(tasks);
    m_shown.clear();
    m_seen = 0;
    m_count = 0;
}

bool LogLines::follow(const spool::SpoolIndex &index)
{
    constexpr size_t batch = 65'536;
    const qint64 before = m_count;
    while (true) {
        const auto entries = index.entriesFrom(m_seen, batch);
        for (const spool::IndexEntry &entry : entries) {
            if (m_tasks.isEmpty() || m_tasks.contains(entry.head.task)) {
                m_shown.push_back({m_seen, m_count, entry});
                m_count += entry.head.lines;
            }
            ++m_seen;
        }
        if (entries.size() < batch)
            return m_count > before;
    }
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
