#pragma once

#include <QtGlobal>

#include <functional>

namespace regatta::ui {

/// Where a log ends for who follows it. Fast output is ever ahead of what was fetched: they read the newest
/// rows that have arrived, up to where the end was when they were asked for.
class LogEnd
{
public:
    qint64 row() const { return m_row; }

    /// The rows are others, or fewer: nothing has arrived.
    void restart() { m_row = m_awaited = 0; }
    void jumpTo(qint64 rows) { m_row = m_awaited = rows; }
    /// `hasArrived`: whether the rows in sight are there if the log ends so; asks for those that are not.
    void follow(qint64 rows, const std::function<bool(qint64 end)> &hasArrived);

private:
    qint64 m_row = 0;
    qint64 m_awaited = 0; ///< what m_row will be next
};

} // namespace regatta::ui
