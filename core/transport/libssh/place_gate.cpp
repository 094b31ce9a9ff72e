#include "core/transport/libssh/place_gate.h"

#include <algorithm>
#include <vector>

namespace regatta::transport::libssh {

PlaceGate::PlaceGate(int limit)
    : m_limit(std::max(1, limit))
{}

bool PlaceGate::ask(std::function<void(Place)> granted)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_used >= m_limit || !m_waiters.empty()) {
            m_waiters.push_back(std::move(granted));
            return false;
        }
        ++m_used;
    }
    granted(std::make_shared<Held>(*this));
    return true;
}

void PlaceGate::giveBack(bool exists)
{
    std::vector<std::function<void(Place)>> served;
    {
        const std::lock_guard lock(m_mutex);
        --m_used;
        if (!exists)
            m_limit = std::max(1, std::min(m_limit, m_used));
        while (!m_waiters.empty() && m_used < m_limit) {
            ++m_used;
            served.push_back(std::move(m_waiters.front()));
            m_waiters.pop_front();
        }
    }
    for (const auto &granted : served)
        granted(std::make_shared<Held>(*this));
}

bool PlaceGate::Held::declareMissing()
{
    const std::lock_guard lock(m_gate.m_mutex);
    m_exists = false;
    return m_gate.m_used > 1;
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
    return int(m_waiters.size());
}

} // namespace regatta::transport::libssh
