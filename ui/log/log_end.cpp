#include "ui/log/log_end.h"

#include <utility>

namespace regatta::ui {

void LogEnd::follow(qint64 rows, const std::function<bool(qint64 end)> &hasArrived)
{
    if (m_awaited > rows)
        restart();
    if (!hasArrived(m_awaited))
        return;
    m_row = std::exchange(m_awaited, rows);
    if (hasArrived(m_awaited))
        m_row = m_awaited;
}

} // namespace regatta::ui
