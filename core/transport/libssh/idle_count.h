#pragma once

#include <algorithm>
#include <functional>
#include <mutex>

namespace regatta::transport::libssh {

/// How many sessions of all reactors are open and have nothing to do. Any thread.
class IdleCount
{
public:
    /// `changed`, which may be empty, is called with each new count, in order.
    IdleCount(int most, std::function<void(int)> changed)
        : m_most(std::max(0, most))
        , m_changed(std::move(changed))
    {}

    /// False: there are too many now.
    bool add() { return change(1) <= m_most; }
    void remove() { change(-1); }

private:
    int change(int difference)
    {
        const std::lock_guard lock(m_mutex);
        m_count += difference;
        if (m_changed)
            m_changed(m_count);
        return m_count;
    }

    const int m_most;
    const std::function<void(int)> m_changed;
    std::mutex m_mutex;
    int m_count = 0; // guarded by m_mutex
};

} // namespace regatta::transport::libssh
