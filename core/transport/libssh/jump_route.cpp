#include "core/transport/libssh/jump_route.h"

#include "core/transport/libssh/tunnels.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;

JumpRoute::JumpRoute(Surroundings &surroundings, const Endpoint &target, const OpeningLimits &limits)
    : m_surroundings(surroundings)
    , m_target(target)
    , m_limits(limits)
{}

JumpRoute::~JumpRoute()
{
    leave();
}

void JumpRoute::leave()
{
    if (const auto tunnel = std::exchange(m_tunnel, nullptr))
        tunnel->leave(this);
}

void JumpRoute::prepare(Prepared prepared)
{
    m_prepared = std::move(prepared);
    board();
}

void JumpRoute::board()
{
    giveBackTurn();
    leave();
    m_lost.reset();
    m_receiver.emplace(m_surroundings.reactor);
    m_tunnel = m_surroundings.tunnels.to(*m_target.jump, m_limits);
    m_tunnel->join({this, [this] { askForTurn(); }, [this](const Failure &failure) { failed(failure); },
                    [this] { m_asked(); }});
    m_foundOpen = m_tunnel->isOpen();
    if (m_foundOpen)
        askForTurn();
}

void JumpRoute::askForTurn()
{
    const auto post = m_receiver->posted([this](Turn turn) { hasTurn(std::move(turn)); });
    // Not a shared one: the gate owns what waits for it.
    m_tunnel->turns()->ask([post, gate = std::weak_ptr(m_tunnel->turns())](PlaceGate::Place place) {
        post(Turn{gate.lock(), std::move(place)});
    });
}

void JumpRoute::hasTurn(Turn turn)
{
    m_turn = std::move(turn);
    if (m_opened)
        return openChannel();
    const Prepared prepared = std::exchange(m_prepared, nullptr);
    prepared({});
}

void JumpRoute::open(Opened opened)
{
    m_opened = std::move(opened);
    if (const auto lost = std::exchange(m_lost, {}))
        failed(*lost);
    else
        openChannel();
}

void JumpRoute::openChannel()
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        const Opened opened = std::exchange(m_opened, nullptr);
        return opened(tl::unexpected(
            Failure{Outcome::Unreachable,
                    {ErrorCode::DescriptorsExhausted, QString::fromLocal8Bit(std::strerror(errno))}}));
    }
    const auto theirs = std::make_shared<Descriptor>(ends[0]); // shared only because functions are copied
    m_tunnel->openChannel(this, m_target.dialled(), m_target.port, Descriptor(ends[1]),
                          [this, theirs](tl::expected<std::shared_ptr<Link>, Failure> link) {
                              const Opened opened = std::exchange(m_opened, nullptr);
                              if (link)
                                  opened(Socket{std::move(*theirs), std::move(*link)});
                              else
                                  opened(tl::unexpected(std::move(link.error())));
                          });
}

/// The tunnel has let go of us.
void JumpRoute::failed(const Failure &failure)
{
    if (!m_opened && !m_prepared) {
        m_lost = failure; // for open()
        return;
    }
    if (m_foundOpen && failure.outcome == Outcome::ConnectionLost && !std::exchange(m_hasMoved, true))
        return board();
    m_receiver.reset();
    if (m_opened) {
        const Opened opened = std::exchange(m_opened, nullptr);
        return opened(tl::unexpected(failure));
    }
    const Prepared prepared = std::exchange(m_prepared, nullptr);
    prepared(failure);
}

} // namespace regatta::transport::libssh
