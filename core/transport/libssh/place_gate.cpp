#include "core/transport/libssh/place_gate.h"

#include <numeric>
#include <utility>
#include <vector>

namespace regatta::transport::libssh {

PlaceGate::PlaceGate(int limit)
    : m_limit(std::max(1, limit))
{}

bool PlaceGate::ask(std::function<void(Place)> granted, int count)
{
    int taken = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_waiters.empty() || !hasRoom(count)) {
            m_waiters.push_back({std::move(granted), count});
            return false;
        }
        taken = take(count);
    }
    granted(std::make_shared<Held>(*this, taken));
    return true;
}

int PlaceGate::take(int count)
{
    const int taken = std::min(count, m_limit);
    m_used += taken;
    return taken;
}

void PlaceGate::giveBack(int count, bool exists)
{
    std::vector<std::pair<Waiter, int>> served;
    {
        const std::lock_guard lock(m_mutex);
        m_used -= count;
        if (!exists)
            m_limit = std::max(1, std::min(m_limit, m_used));
        while (!m_waiters.empty() && hasRoom(m_waiters.front().count)) {
            const int taken = take(m_waiters.front().count);
            served.emplace_back(std::move(m_waiters.front()), taken);
            m_waiters.pop_front();
        }
    }
    for (const auto &[waiter, taken] : served)
        waiter.granted(std::make_shared<Held>(*this, taken));
}

bool PlaceGate::Held::declareMissing()
{
    const std::lock_guard lock(m_gate.m_mutex);
    m_exists = false;
    return m_gate.m_used > m_count;
}

void PlaceGate::setLimit(int limit)
{
    const std::lock_guard lock(m_mutex);
    m_limit = std::max(1, limit);
}

int PlaceGate::limit() const
{
    const std::lock_guard lock(m_mutex);
    return m_limit;
}

int PlaceGate::used() const
{
    const std::lock_guard lock(m_mutex);
    return m_used;
}

int PlaceGate::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return std::accumulate(m_waiters.begin(), m_waiters.end(), 0,
                           [](int sum, const Waiter &waiter) { return sum + waiter.count; });
}

} // namespace regatta::transport::libssh
