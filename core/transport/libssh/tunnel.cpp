#include "core/transport/libssh/tunnel.h"

#include "core/transport/libssh/forwarding_failure.h"
#include "core/transport/libssh/tunnels.h"
#include "core/transport/libssh/turn.h"

#include <sys/epoll.h>

#include <algorithm>
#include <utility>

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;

namespace {

/// What may wait within libssh for room on the way to the jump host, of all who go through it.
constexpr qsizetype mostUnflushed = 256 * 1024;

/// How often a channel is asked for again whose refusal another one's has covered.
constexpr int mostTries = 8;

OpeningLimits limitsFor(const Endpoint &jumpHost, OpeningLimits limits)
{
    if (jumpHost.options && jumpHost.options->connectTimeout)
        limits.connect = *jumpHost.options->connectTimeout;
    return limits;
}

} // namespace

Tunnel::Tunnel(Surroundings &surroundings, Tunnels &owner, const Endpoint &jumpHost,
               const OpeningLimits &limits)
    : m_surroundings(surroundings)
    , m_owner(owner)
    , m_jumpHost(jumpHost)
    , m_turns(std::make_shared<PlaceGate>(surroundings.settings.handshakesPerJumpHost))
    , m_idleLimit(surroundings.reactor)
{
    allowHandshakes(limits.throughJumpHost);
    Handshake::Listener listener;
    listener.entered = [this](model::TaskState state) { entered(state); };
    listener.succeeded = [this](std::shared_ptr<SshConnection> connection, const PlaceGate::Place &) {
        opened(std::move(connection));
    };
    listener.failed = [this](Outcome outcome, const base::Error &error) {
        fail({outcome, {error.code, named(error.detail)}});
    };
    m_handshake = std::make_unique<Handshake>(surroundings, m_jumpHost, limitsFor(m_jumpHost, limits),
                                              std::move(listener), Handshake::Purpose::JumpHost);
    m_handshake->start();
}

Tunnel::~Tunnel()
{
    close();
}

void Tunnel::allowHandshakes(int count)
{
    m_turns->setLimit(count > 0 ? count : m_surroundings.settings.handshakesPerJumpHost);
}

QString Tunnel::named(const QString &detail) const
{
    return detail.isEmpty() ? QStringLiteral("jump host %1").arg(m_jumpHost.host)
                            : QStringLiteral("jump host %1: %2").arg(m_jumpHost.host, detail);
}

void Tunnel::join(Passenger passenger)
{
    m_idleLimit.stop();
    m_passengers.push_back(std::move(passenger));
    if (m_isPersonAsked)
        m_passengers.back().personIsAsked();
}

void Tunnel::entered(model::TaskState state)
{
    m_isPersonAsked = state == model::TaskState::Waiting;
    if (!m_isPersonAsked)
        return;
    for (const Passenger &passenger : m_passengers)
        passenger.personIsAsked();
}

void Tunnel::leave(const void *who)
{
    const auto isHis = [who](const auto &one) { return one.who == who; };
    std::erase_if(m_passengers, isHis);
    std::erase_if(m_waiting, isHis);
    const auto opening = std::find_if(m_openings.begin(), m_openings.end(), isHis);
    if (opening != m_openings.end()) {
        m_closing.push_back(std::move(opening->channel));
        m_openings.erase(opening);
    }
    if (!m_closed && m_passengers.empty())
        schedulePump(); // whoever leaves may do so in the middle of a turn of ours
}

void Tunnel::opened(std::shared_ptr<SshConnection> connection)
{
    const auto self = shared_from_this();
    m_connection = std::move(connection);
    m_handshake.reset();
    for (const Passenger &passenger : m_passengers)
        passenger.opened();
    pump();
}

void Tunnel::fail(const Route::Failure &failure)
{
    const auto self = shared_from_this();
    for (const Crossing &crossing : m_bridges)
        crossing.link->whatBroke = failure.error.detail;
    close();
    while (!m_passengers.empty()) {
        const Passenger passenger = std::move(m_passengers.front());
        m_passengers.erase(m_passengers.begin());
        passenger.failed(failure);
    }
}

void Tunnel::connectionLost()
{
    fail({Outcome::ConnectionLost, {ErrorCode::ConnectionLost, named(m_connection->errorText())}});
}

void Tunnel::openChannel(const void *who, const QString &host, quint16 port, Descriptor socket, Done done)
{
    Opening opening;
    opening.who = who;
    opening.host = host;
    opening.port = port;
    opening.socket = std::move(socket);
    opening.done = std::move(done);
    m_waiting.push_back(std::move(opening));
    schedulePump();
}

/// Who has to ask again does so alone, before all others: the answer is then known to be his.
void Tunnel::startWaiting()
{
    const auto asksAgain = [](const Opening &opening) { return opening.tries > 1; };
    while (!m_waiting.empty() && m_connection->isAlive() &&
           std::none_of(m_openings.begin(), m_openings.end(), asksAgain)) {
        m_openings.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
        startChannel(m_openings.back());
    }
}

void Tunnel::startChannel(Opening &opening)
{
    ++opening.tries;
    opening.number = channelNumber(++m_channelsStarted);
    opening.channel = std::make_unique<ForwardedChannel>(*m_connection, opening.host, opening.port);
    opening.channel->open();
}

void Tunnel::descriptorReady(std::uint32_t)
{
    const auto self = shared_from_this();
    for (int call = 0; call < callsPerTurn; ++call) {
        const quint64 before = m_connection->bytesReceived();
        if (m_connection->dispatch() != Progress::Done ||
            m_connection->bytesReceived() - before < bytesPerCall)
            break; // the socket is empty, and if it isn't we are told
    }
    pump();
}

void Tunnel::schedulePump()
{
    if (!std::exchange(m_pumpIsScheduled, true)) {
        m_surroundings.reactor.post([weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->m_pumpIsScheduled = false;
                self->pump();
            }
        });
    }
}

void Tunnel::pump()
{
    if (m_closed || m_pumping)
        return;
    const auto self = shared_from_this();
    if (!m_connection) {
        if (m_passengers.empty())
            close(); // nobody needs it any more
        return;
    }
    m_pumping = true;
    // Every call into libssh may read what was meant for another channel, and no event would tell.
    quint64 seen = 0;
    int rounds = 0;
    do {
        seen = m_connection->bytesReceived();
        advanceOpenings();
        startWaiting();
        advanceBridges();
        closeChannels();
        if (m_connection->isAlive() && m_connection->wantsToWrite())
            m_connection->dispatch();
        if (!m_connection->wantsToWrite())
            m_unflushed = 0;
    } while (m_connection->isAlive() && m_connection->bytesReceived() != seen && ++rounds < roundsPerTurn);
    m_pumping = false;

    if (!m_connection->isAlive())
        return connectionLost();
    if (rounds == roundsPerTurn)
        schedulePump();
    watchSocket();
    if (isIdle())
        becomeIdle();
}

void Tunnel::advanceOpenings()
{
    for (size_t i = 0; i < m_openings.size();) {
        const Progress progress = m_openings[i].channel->open();
        if (progress == Progress::Again || !m_connection->isAlive()) {
            ++i;
            continue;
        }
        Opening opening = std::move(m_openings[i]);
        m_openings.erase(m_openings.begin() + std::ptrdiff_t(i));
        answered(std::move(opening), progress);
    }
}

void Tunnel::answered(Opening opening, Progress progress)
{
    if (progress == Progress::Done) {
        const auto link = std::make_shared<Link>();
        m_bridges.push_back({std::make_unique<Bridge>(m_surroundings.reactor, std::move(opening.channel),
                                                      std::move(opening.socket), [this] { schedulePump(); }),
                             link});
        std::erase_if(m_passengers, [&](const Passenger &one) { return one.who == opening.who; });
        return opening.done(link);
    }
    const ForwardingFailure failure = readForwardingFailure(m_connection->errorText());
    m_closing.push_back(std::move(opening.channel));
    // libssh keeps only the last refusal of all; whose words were lost has to ask again.
    if (failure.channel != opening.number && opening.tries < mostTries)
        return m_waiting.push_front(std::move(opening));
    base::Error error = errorOf(failure);
    error.detail = QStringLiteral("seen from jump host %1: %2").arg(m_jumpHost.host, error.detail);
    opening.done(tl::unexpected(Route::Failure{Outcome::Unreachable, std::move(error)}));
}

void Tunnel::advanceBridges()
{
    for (const Crossing &crossing : m_bridges) {
        crossing.bridge->advance(m_unflushed < mostUnflushed);
        m_unflushed += crossing.bridge->takeSent();
        if (crossing.bridge->isOver())
            m_closing.push_back(crossing.bridge->takeChannel());
    }
    std::erase_if(m_bridges, [](const Crossing &crossing) { return crossing.bridge->isOver(); });
}

void Tunnel::closeChannels()
{
    std::erase_if(m_closing, [](const auto &channel) { return channel->close() != Progress::Again; });
}

void Tunnel::watchSocket()
{
    m_surroundings.reactor.watch(m_connection->descriptor(),
                                 EPOLLIN | (m_connection->wantsToWrite() ? std::uint32_t(EPOLLOUT) : 0U),
                                 this);
}

void Tunnel::becomeIdle()
{
    if (m_idleLimit.isActive())
        return;
    m_idleSince = m_surroundings.reactor.now();
    limitIdleness();
}

void Tunnel::idleLimitChanged()
{
    if (m_idleLimit.isActive())
        limitIdleness();
}

/// It doesn't count as one of those that are kept, but goes with them where none is.
void Tunnel::limitIdleness()
{
    const IdleLimits limits = m_surroundings.idleSessions.limits();
    const auto longest = limits.most > 0 ? limits.longest : m_surroundings.settings.idleGrace;
    m_idleLimit.start(m_idleSince + longest, [this] { closeIdle(); });
}

bool Tunnel::closeIdle()
{
    const auto self = shared_from_this();
    for (const Crossing &crossing : m_bridges)
        crossing.bridge->lookAtSocket(); // whoever hung up just now has not been heard yet
    pump();
    if (m_closed || !m_connection || !isIdle())
        return false;
    close();
    return true;
}

void Tunnel::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_idleLimit.stop();
    m_handshake.reset();
    m_waiting.clear();
    m_openings.clear();
    m_bridges.clear();
    m_closing.clear();
    if (m_connection)
        m_surroundings.reactor.forget(m_connection->descriptor(), this);
    m_connection.reset();
    m_owner.tunnelClosed(*this);
}

} // namespace regatta::transport::libssh
