#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

namespace regatta::base {

/// How many bytes of output may wait between the hosts and whoever writes them down (spool, stdout).
/// Writers take and give back; transports stop reading from their hosts while it is exhausted, so that SSH's
/// own flow control slows the hosts and memory stays bounded. Every function may be called from any thread.
class OutputBudget
{
public:
    explicit OutputBudget(qint64 limitInBytes);

    /// Taken whether or not it fits: bytes that have been read can't be unread.
    void take(qint64 bytes);

    /// Gives back what take() took. Calls the waiting listeners once use has fallen to half of the limit.
    void giveBack(qint64 bytes);

    bool isExhausted() const;
    qint64 used() const { return m_used.load(std::memory_order_relaxed); }

    /// Calls `listener` once, from whatever thread frees the budget, or at once if it isn't exhausted (any
    /// more). The listener must be short, must not throw and must stay callable (let it hold what it needs).
    void callWhenRelieved(std::function<void()> listener);

private:
    void callListenersIfRelieved();

    const qint64 m_limit;
    std::atomic<qint64> m_used = 0;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_listeners; // guarded by m_mutex
};

} // namespace regatta::base
