#include "core/transport/libssh/handshake_gate.h"

#include <algorithm>

namespace regatta::transport::libssh {

namespace {

/// Where servers or we are busy, twice as many in flight take twice as long.
constexpr int mostSlowdown = 2;

} // namespace

HandshakeGate::HandshakeGate(int first, int most)
    : m_most(std::max({1, first, most}))
    , m_places(std::max(1, first))
    , m_usual(m_places.limit())
    , m_endedSinceCut(m_most)
{}

void HandshakeGate::answered(base::Duration took, const Listener &changed)
{
    std::optional<model::HandshakePace> pace;
    {
        const std::lock_guard lock(m_mutex);
        ++m_answers;
        ++m_endedSinceCut;
        if (m_wasRefused && riseAfterRefusal())
            pace = newPace();
        else if (!m_wasRefused && isWorthMore(took))
            m_places.setLimit(m_places.limit() + 1);
    }
    if (pace && changed)
        changed(*pace);
}

bool HandshakeGate::isWorthMore(base::Duration took)
{
    m_quickest = std::min(m_quickest.value_or(took), took);
    return took < *m_quickest * mostSlowdown && m_places.limit() < m_most;
}

bool HandshakeGate::riseAfterRefusal()
{
    const int limit = m_places.limit();
    if (limit >= m_usual || ++m_answersSinceChange < limit)
        return false;
    m_answersSinceChange = 0;
    m_places.setLimit(limit + 1);
    return true;
}

void HandshakeGate::refused(const Listener &changed)
{
    std::optional<model::HandshakePace> pace;
    {
        const std::lock_guard lock(m_mutex);
        m_wasRefused = true;
        if (fall())
            pace = newPace();
    }
    if (pace && changed)
        changed(*pace);
}

bool HandshakeGate::fall()
{
    const int limit = m_places.limit();
    if (++m_endedSinceCut <= limit)
        return false;
    m_endedSinceCut = 0;
    m_answersSinceChange = 0;
    m_usual = std::max(m_usual, limit);
    m_places.setLimit(limit / 2);
    return m_places.limit() != limit;
}

model::HandshakePace HandshakeGate::newPace()
{
    const int limit = m_places.limit();
    return {limit, limit < m_usual, ++m_changes};
}

std::uint64_t HandshakeGate::answers() const
{
    const std::lock_guard lock(m_mutex);
    return m_answers;
}

} // namespace regatta::transport::libssh
