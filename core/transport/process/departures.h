#pragma once

#include "core/base/clock.h"
#include "core/transport/transport.h"

#include <algorithm>
#include <deque>

namespace regatta::transport::process {

/// Which programs have set out for their hosts a moment ago. To start, exchange keys and sign takes a program
/// a good part of a core; hundreds that begin at once would all take longer than a connect time-out allows.
/// Who is under way for longer waits for the network, and is in nobody's way. One thread.
class Departures
{
public:
    static constexpr size_t most = 32; ///< a second's worth for one slow core
    static constexpr base::Duration moment = std::chrono::seconds(2);

    void left(ExecutionId id, base::Instant now) { m_underWay.push_back({id, now}); }
    /// Also if it never gets there.
    void arrived(ExecutionId id)
    {
        std::erase_if(m_underWay, [id](const Departure &one) { return one.id == id; });
    }

    /// How long the next one has to wait, if nobody arrives until then; zero: not at all.
    base::Duration untilNext(base::Instant now)
    {
        while (!m_underWay.empty() && now - m_underWay.front().time >= moment)
            m_underWay.pop_front();
        return m_underWay.size() < most ? base::Duration::zero() : m_underWay.front().time + moment - now;
    }

private:
    struct Departure
    {
        ExecutionId id;
        base::Instant time;
    };

    std::deque<Departure> m_underWay; // in the order of their departure
};

} // namespace regatta::transport::process
