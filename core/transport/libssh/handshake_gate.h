#pragma once

#include "core/base/clock.h"
#include "core/model/handshake_pace.h"
#include "core/transport/libssh/place_gate.h"

#include <cstdint>
#include <optional>

namespace regatta::transport::libssh {

/// How many handshakes are in flight at once: as many as are worth it, as TCP finds out how much a line
/// bears.
///
/// It begins with what one machine answers best. As long as handshakes take hardly longer than the quickest
/// one did, nobody computes: they wait for the network, and each that is answered lets one more begin, up to
/// the most that there may be. A server that hangs up before it has said who it is (sshd's MaxStartups, a
/// full backlog) halves the limit, and ends that for good; from then on each round of handshakes that are
/// answered raises it by one, up to what it was before. Until it is there handshakes are slowed down.
///
/// All functions may be called from any thread. Must outlive the places that it gave.
class HandshakeGate
{
public:
    /// Told of the limit since a server first hung up, as often as it changes; on the thread of the call that
    /// changed it.
    using Listener = std::function<void(const model::HandshakePace &)>;

    HandshakeGate(int first, int most);

    /// As PlaceGate's.
    bool ask(std::function<void(PlaceGate::Place)> granted) { return m_places.ask(std::move(granted)); }

    /// A server has answered: it speaks SSH with us. `took`: since its handshake began.
    void answered(base::Duration took, const Listener &changed = {});
    /// A server has hung up on us.
    void refused(const Listener &changed = {});

    /// So far; grows as long as there is a server that takes us.
    std::uint64_t answers() const;
    int limit() const { return m_places.limit(); }

private:
    bool isWorthMore(base::Duration took);
    bool riseAfterRefusal();
    bool fall();
    model::HandshakePace newPace();

    const int m_most;
    PlaceGate m_places;
    mutable std::mutex m_mutex; // guards all below
    std::uint64_t m_answers = 0;
    std::optional<base::Duration> m_quickest;
    int m_usual; ///< the most that the limit ever was
    bool m_wasRefused = false;
    std::uint64_t m_changes = 0;  ///< since then
    int m_answersSinceChange = 0; ///< of the limit
    int m_endedSinceCut = 0;      ///< those that were in flight at a cut tell nothing about it
};

} // namespace regatta::transport::libssh
