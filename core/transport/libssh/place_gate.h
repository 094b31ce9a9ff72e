#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace regatta::transport::libssh {

/// A limit on how many do something at once: first come, first served. All functions may be called from any
/// thread. Must outlive the places that it gave.
class PlaceGate
{
public:
    explicit PlaceGate(int limit);

    /// Places of the limit, given back when it is destroyed.
    class Held
    {
    public:
        Held(PlaceGate &gate, int count)
            : m_gate(gate)
            , m_count(count)
        {}
        ~Held() { m_gate.giveBack(m_count, m_exists); }
        Held(const Held &) = delete;
        Held &operator=(const Held &) = delete;

        /// The place turned out not to exist: when it is given back the limit falls to what is in use without
        /// it. Returns false if nobody else holds a place, so that waiting for one would be in vain.
        bool declareMissing();

    private:
        PlaceGate &m_gate;
        const int m_count;
        bool m_exists = true;
    };
    using Place = std::shared_ptr<Held>;

    /// Calls `granted` exactly once: before it returns if there is room (true), otherwise later, from the
    /// thread that gives a place back (false). Who has no use for the place any more just lets go of it.
    /// `count` places at once, or as many as the limit has.
    bool ask(std::function<void(Place)> granted, int count = 1);

    /// At least 1. Who is above a lowered limit stays; who finds room under a raised one is served with the
    /// next place that is given back.
    void setLimit(int limit);

    int limit() const;
    int used() const;
    int waiting() const; ///< places that are asked for in vain

private:
    struct Waiter
    {
        std::function<void(Place)> granted;
        int count = 1;
    };

    bool hasRoom(int count) const { return m_used + std::min(count, m_limit) <= m_limit; }
    int take(int count);
    void giveBack(int count, bool exists);

    mutable std::mutex m_mutex;
    int m_limit; // guarded by m_mutex, as all below
    int m_used = 0;
    std::deque<Waiter> m_waiters;
};

} // namespace regatta::transport::libssh
