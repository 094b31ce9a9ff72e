#include "core/transport/libssh/handshake_gate.h"

#include <algorithm>

namespace regatta::transport::libssh {

HandshakeGate::HandshakeGate(int most)
    : m_most(std::max(1, most))
    , m_places(most)
    , m_endedSinceCut(m_most)
{}

void HandshakeGate::answered()
{
    const std::lock_guard lock(m_mutex);
    ++m_answers;
    ++m_endedSinceCut;
    const int limit = m_places.limit();
    if (limit >= m_most || ++m_answersSinceChange < limit)
        return;
    m_answersSinceChange = 0;
    m_places.setLimit(limit + 1);
}

void HandshakeGate::refused()
{
    const std::lock_guard lock(m_mutex);
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
