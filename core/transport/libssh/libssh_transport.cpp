#include "core/transport/libssh/libssh_transport.h"

#include "core/base/available_memory.h"
#include "core/base/descriptor_limit.h"
#include "core/transport/libssh/agent_pool.h"
#include "core/transport/libssh/key_store.h"
#include "core/transport/libssh/proxy_process.h"
#include "core/transport/libssh/reactor.h"
#include "core/transport/libssh/resolver.h"
#include "core/transport/libssh/session_hub.h"
#include "core/transport/libssh/tunnels.h"
#include "core/trust/credentials.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <limits>

namespace regatta::transport {

using namespace libssh;

namespace {

constexpr int mostReactors = 8;
constexpr int resolverThreads = 8; // waiting for a name server is all they do
constexpr int agentThreads = 4;

/// Descriptors for all that isn't a session: files, pipes, the agent, the name service, other transports.
constexpr int descriptorReserve = 64;

/// Of the others an eighth is for files that are copied: the sessions that wait for one must not hold them
/// all.
constexpr int copiedFilesShare = 8;
constexpr int mostCopiedFiles = 1'024;

/// What a session may come to: 23 KiB once it has logged in, and 118 KiB more when its host has printed
/// megabytes (measured with libssh 0.10.6).
constexpr qint64 bytesOfASession = 160 * 1'024;
/// Half of the memory is left to all else: output that waits, the window, other programs.
constexpr qint64 sessionsShareOfMemory = 2;

int possibleInMemory()
{
    const auto available = base::availableMemory();
    if (!available)
        return std::numeric_limits<int>::max();
    const qint64 sessions = *available / sessionsShareOfMemory / bytesOfASession;
    return int(std::min<qint64>(sessions, std::numeric_limits<int>::max()));
}

int reactorCount(const LibSshSettings &settings)
{
    return settings.reactors > 0 ? settings.reactors
                                 : std::clamp(QThread::idealThreadCount(), 1, mostReactors);
}

int possibleDescriptors()
{
    return std::max(1, base::raiseDescriptorLimit() - descriptorReserve);
}

int possibleCopiedFiles()
{
    return std::clamp(possibleDescriptors() / copiedFilesShare, 1, mostCopiedFiles);
}

int sessionLimit(const LibSshSettings &settings)
{
    const int possible = mostOpenSessions();
    return settings.openSessions > 0 ? std::min(settings.openSessions, possible) : possible;
}

} // namespace

int mostOpenSessions()
{
    return std::max(1, std::min(possibleDescriptors() - possibleCopiedFiles(), possibleInMemory()));
}

class LibSshTransport::Private
{
public:
    Private(trust::HostKeyVerifier &verifier, LibSshSettings chosen, trust::Credentials *credentials);
    ~Private();

    struct Lane
    {
        Lane(Private &owner, trust::HostKeyVerifier &verifier);

        Reactor reactor;
        Surroundings surroundings;
        Tunnels tunnels{surroundings};
        ProxyProcesses proxies{reactor};
        SessionHub hub{surroundings};
    };

    Lane &laneOf(const Endpoint &endpoint);
    void forEachLane(const std::function<void(Lane &)> &function);
    void makeRoom();
    void setIdleLimits(const IdleLimits &limits);

    std::vector<std::unique_ptr<Lane>> m_lanes;

private:
    const LibSshSettings m_settings;
    HandshakeGate m_handshakes;
    PlaceGate m_descriptors;
    PlaceGate m_copiedFiles;
    IdleCount m_idleSessions;
    trust::Credentials m_nobody{nullptr};
    trust::Credentials &m_credentials;
    const std::shared_ptr<KeyStore> m_keys = std::make_shared<KeyStore>();
    Resolver m_resolver{resolverThreads};
    AgentPool m_agents;
    QThreadPool m_threads;
};

LibSshTransport::Private::Lane::Lane(Private &owner, trust::HostKeyVerifier &verifier)
    : surroundings{reactor,
                   owner.m_settings,
                   owner.m_resolver,
                   owner.m_keys,
                   owner.m_agents,
                   verifier,
                   owner.m_credentials,
                   owner.m_handshakes,
                   owner.m_descriptors,
                   owner.m_copiedFiles,
                   owner.m_idleSessions,
                   tunnels,
                   proxies,
                   [&owner] { owner.makeRoom(); }}
{}

LibSshTransport::Private::Private(trust::HostKeyVerifier &verifier, LibSshSettings chosen,
                                  trust::Credentials *credentials)
    : m_settings(std::move(chosen))
    , m_handshakes(m_settings.handshakesInFlight, m_settings.mostHandshakesInFlight)
    , m_descriptors(sessionLimit(m_settings))
    , m_copiedFiles(possibleCopiedFiles())
    , m_idleSessions(m_settings.idle, m_settings.idleSessionsChanged)
    , m_credentials(credentials ? *credentials : m_nobody)
    , m_agents(agentThreads)
{
    const int count = reactorCount(m_settings);
    for (int i = 0; i < count; ++i)
        m_lanes.push_back(std::make_unique<Lane>(*this, verifier));
    m_threads.setMaxThreadCount(count);
    m_threads.setExpiryTimeout(-1);
    for (const auto &lane : m_lanes)
        m_threads.start([&reactor = lane->reactor] { reactor.run(); });
}

LibSshTransport::Private::~Private()
{
    for (const auto &lane : m_lanes) {
        lane->reactor.post([&lane = *lane] {
            lane.hub.shutDown();
            lane.tunnels.shutDown();
            lane.proxies.shutDown();
            lane.reactor.quit();
        });
    }
    m_threads.waitForDone();
    // What the other pools still have to say finds closed mailboxes, so lanes may go before them or after.
}

/// All that goes through one jump host is served by one reactor, so that it shares a session with it.
LibSshTransport::Private::Lane &LibSshTransport::Private::laneOf(const Endpoint &endpoint)
{
    const Endpoint *dialled = &endpoint;
    while (dialled->jump)
        dialled = dialled->jump.get();
    return *m_lanes[qHash(*dialled) % m_lanes.size()];
}

void LibSshTransport::Private::forEachLane(const std::function<void(Lane &)> &function)
{
    for (const auto &lane : m_lanes)
        lane->reactor.post([&lane = *lane, function] { function(lane); });
}

void LibSshTransport::Private::makeRoom()
{
    forEachLane([this](Lane &lane) { lane.hub.closeIdleSessions(m_descriptors.waiting()); });
}

void LibSshTransport::Private::setIdleLimits(const IdleLimits &limits)
{
    m_idleSessions.setLimits(limits);
    forEachLane([](Lane &lane) {
        lane.hub.idleLimitsChanged();
        lane.tunnels.idleLimitsChanged();
    });
}

LibSshTransport::LibSshTransport(trust::HostKeyVerifier &verifier, LibSshSettings settings,
                                 trust::Credentials *credentials)
    : d(std::make_unique<Private>(verifier, std::move(settings), credentials))
{}

LibSshTransport::~LibSshTransport() = default;

void LibSshTransport::start(Execution execution)
{
    auto &lane = d->laneOf(execution.endpoint);
    lane.reactor.post([&lane, execution = std::move(execution)] { lane.hub.start(execution); });
}

void LibSshTransport::stop(ExecutionId id)
{
    d->forEachLane([id](Private::Lane &lane) { lane.hub.stop(id); });
}

void LibSshTransport::goOn(ExecutionId id, QByteArray command)
{
    d->forEachLane([id, command = std::move(command)](auto &lane) { lane.hub.goOn(id, command); });
}

void LibSshTransport::closeIdleSessions()
{
    d->forEachLane([](Private::Lane &lane) {
        lane.hub.closeIdleSessions();
        lane.tunnels.closeIdle();
    });
}

void LibSshTransport::setIdleLimits(const IdleLimits &limits)
{
    d->setIdleLimits(limits);
}

} // namespace regatta::transport
