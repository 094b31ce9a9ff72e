#include "core/transport/libssh/handshake_gate.h"

#include <algorithm>

namespace regatta::transport::libssh {

namespace {

/// Where servers or we are busy, twice as many in flight take twice as long.
constexpr int mostSlowdown = 2;

} // namespace

HandshakeGate::HandshakeGate(int first, int most)
    : m_first(std::max(1, first))
    , m_most(std::max(m_first, most))
    , m_places(m_first)
    , m_endedSinceCut(m_most)
{}

void HandshakeGate::answered(base::Duration took)
{
    const std::lock_guard lock(m_mutex);
    ++m_answers;
    ++m_endedSinceCut;
    if (m_wasRefused)
        riseAfterRefusal();
    else if (isWorthMore(took))
        m_places.setLimit(m_places.limit() + 1);
}

bool HandshakeGate::isWorthMore(base::Duration took)
{
    m_quickest = std::min(m_quickest.value_or(took), took);
    return took < *m_quickest * mostSlowdown && m_places.limit() < m_most;
}

void HandshakeGate::riseAfterRefusal()
{
    const int limit = m_places.limit();
    if (limit >= m_first || ++m_answersSinceChange < limit)
        return;
    m_answersSinceChange = 0;
    m_places.setLimit(limit + 1);
}

void HandshakeGate::refused()
{
    const std::lock_guard lock(m_mutex);
    m_wasRefused = true;
    const int limit = m_places.limit();
    if (++m_endedSinceCut <= limit)
        return;
    m_endedSinceCut = 0;
    m_answersSinceChange = 0;
    m_places.setLimit(limit / 2);
}

std::uint64_t HandshakeGate::answers() const
{
    const std::lock_guard lock(m_mutex);
    return m_answers;
}

} // namespace regatta::transport::libssh
