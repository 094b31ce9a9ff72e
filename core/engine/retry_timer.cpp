#include "core/engine/retry_timer.h"

#include <algorithm>

namespace regatta::engine {

using namespace std::chrono_literals;

RetryTimer::RetryTimer(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RetryTimer::due);
}

void RetryTimer::add(model::TaskId task, base::Duration delay)
{
    m_tasks.emplace(m_clock.now() + delay, task);
    arm();
}

std::vector<model::TaskId> RetryTimer::takeDue()
{
    std::vector<model::TaskId> tasks;
    const auto end = m_tasks.upper_bound(m_clock.now());
    for (auto entry = m_tasks.begin(); entry != end; ++entry)
        tasks.push_back(entry->second);
    m_tasks.erase(m_tasks.begin(), end);
    arm();
    return tasks;
}

void RetryTimer::arm()
{
    if (m_tasks.empty())
        return m_timer.stop();
    const auto rest = m_tasks.begin()->first - m_clock.now();
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(rest), 0ms));
}

} // namespace regatta::engine
