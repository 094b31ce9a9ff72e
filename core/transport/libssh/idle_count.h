#pragma once

#include "core/transport/idle_limits.h"

#include <functional>
#include <mutex>

namespace regatta::transport::libssh {

/// How many sessions of all reactors are open and have nothing to do, and what may be kept of them. Any
/// thread.
class IdleCount
{
public:
    /// `changed`, which may be empty, is called with each new count, in order.
    IdleCount(const IdleLimits &limits, std::function<void(int)> changed)
        : m_changed(std::move(changed))
        , m_limits(limits)
    {}

    /// False: there are too many now.
    bool add() { return change(1); }
    void remove() { change(-1); }

    bool areTooMany() const
    {
        const std::lock_guard lock(m_mutex);
        return m_count > m_limits.most;
    }

    IdleLimits limits() const
    {
        const std::lock_guard lock(m_mutex);
        return m_limits;
    }

    void setLimits(const IdleLimits &limits)
    {
        const std::lock_guard lock(m_mutex);
        m_limits = limits;
    }

private:
    /// Whether there are no more than there may be.
    bool change(int difference)
    {
        const std::lock_guard lock(m_mutex);
        m_count += difference;
        if (m_changed)
            m_changed(m_count);
        return m_count <= m_limits.most;
    }

    const std::function<void(int)> m_changed;
    mutable std::mutex m_mutex;
    IdleLimits m_limits; // guarded by m_mutex, as the next
    int m_count = 0;
};

} // namespace regatta::transport::libssh
