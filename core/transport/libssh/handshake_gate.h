#pragma once

#include "core/transport/libssh/place_gate.h"

#include <cstdint>

namespace regatta::transport::libssh {

/// How many handshakes are in flight at once: as many as are bearable, as TCP finds out how much a line
/// bears. A server that hangs up before it has said who it is (sshd's MaxStartups, a full backlog) halves the
/// limit; each round of handshakes that are answered raises it by one, up to the most that there may be. All
/// functions may be called from any thread. Must outlive the places that it gave.
class HandshakeGate
{
public:
    explicit HandshakeGate(int most);

    /// As PlaceGate's.
    bool ask(std::function<void(PlaceGate::Place)> granted) { return m_places.ask(std::move(granted)); }

    /// A server has answered: it speaks SSH with us.
    void answered();
    /// A server has hung up on us.
    void refused();

    /// So far; grows as long as there is a server that takes us.
    std::uint64_t answers() const;
    int limit() const { return m_places.limit(); }

private:
    const int m_most;
    PlaceGate m_places;
    mutable std::mutex m_mutex; // guards all below
    std::uint64_t m_answers = 0;
    int m_answersSinceChange = 0; ///< of the limit
    int m_endedSinceCut = 0;      ///< those that were in flight at a cut tell nothing about it
};

} // namespace regatta::transport::libssh
