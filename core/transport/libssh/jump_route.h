#pragma once

#include "core/transport/libssh/place_gate.h"
#include "core/transport/libssh/route.h"
#include "core/transport/libssh/surroundings.h"

#include <optional>
#include <utility>

namespace regatta::transport::libssh {

class Tunnel;

/// Through a jump host: waits for the session with it and for a turn, and has a channel bridged to a socket
/// pair. A session that was found open and turns out to be dead is made up for once, by another.
class JumpRoute final : public Route
{
public:
    JumpRoute(Surroundings &surroundings, const Endpoint &target, const OpeningLimits &limits);
    ~JumpRoute() override;

    void whenPersonIsAsked(std::function<void()> asked) override { m_asked = std::move(asked); }
    void prepare(Prepared prepared) override;
    void open(Opened opened) override;
    /// Not by assignment, which would let go of the gate first.
    void giveBackTurn() override { const Turn former = std::exchange(m_turn, {}); }
    int descriptors() const override { return 2; }

private:
    /// A place that keeps its gate alive.
    struct Turn
    {
        std::shared_ptr<PlaceGate> gate;
        PlaceGate::Place place; ///< last: given back while the gate is there
    };

    void board();
    void leave();
    void askForTurn();
    void hasTurn(Turn turn);
    void openChannel();
    void failed(const Failure &failure);

    Surroundings &m_surroundings;
    const Endpoint &m_target;
    const OpeningLimits m_limits;
    std::shared_ptr<Tunnel> m_tunnel;
    bool m_foundOpen = false;
    bool m_hasMoved = false;
    std::optional<Failure> m_lost; ///< nobody waited to hear of it
    Turn m_turn;
    std::function<void()> m_asked;
    Prepared m_prepared;                ///< until it was called
    Opened m_opened;                    ///< likewise
    std::optional<Receiver> m_receiver; ///< of the session at hand; last, as everywhere
};

} // namespace regatta::transport::libssh
