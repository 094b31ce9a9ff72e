#include "core/transport/libssh/handshake.h"

#include "core/transport/libssh/agent_pool.h"
#include "core/transport/libssh/key_store.h"
#include "core/transport/libssh/resolver.h"
#include "core/trust/host_key_verifier.h"

#include <sys/epoll.h>

#include <cstring>

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

/// A server hangs up while a person thinks (LoginGraceTime, 120 s). Once is usual; more often is a server
/// that changes its key between connections, or drops every one.
constexpr int mostReconnects = 3;

constexpr quint16 defaultSshPort = 22;

} // namespace

Handshake::Handshake(Surroundings &surroundings, const Endpoint &endpoint,
                     std::chrono::milliseconds connectLimit, Listener listener)
    : m_surroundings(surroundings)
    , m_endpoint(endpoint)
    , m_connectLimit(connectLimit)
    , m_listener(std::move(listener))
    , m_limit(surroundings.reactor)
    , m_receiver(surroundings.reactor)
{}

Handshake::~Handshake()
{
    forgetSocket();
}

void Handshake::askForDescriptor()
{
    const auto granted = m_receiver.posted([this](PlaceGate::Place place) {
        m_descriptorPlace = std::move(place);
        askForHandshake();
    });
    if (!m_surroundings.descriptors.ask(granted))
        m_surroundings.makeRoom();
}

void Handshake::askForHandshake()
{
    m_surroundings.handshakes.ask(m_receiver.posted([this](PlaceGate::Place place) {
        m_handshakePlace = std::move(place);
        begin();
    }));
}

void Handshake::begin()
{
    m_step = Step::Connecting;
    m_listener.entered(TaskState::Connecting);
    if (m_connectLimit.count() > 0 && !m_limit.isActive()) {
        m_limit.startIn(m_connectLimit, [this] { connectTookTooLong(); });
    }
    if (m_addresses.empty()) {
        m_surroundings.resolver.resolve(
            m_endpoint.host, m_endpoint.port,
            m_receiver.posted([this](const base::Expected<Addresses> &addresses) { connect(addresses); }));
    } else {
        connect(m_addresses);
    }
}

void Handshake::connect(const base::Expected<Addresses> &addresses)
{
    if (!addresses)
        return fail(Outcome::Unreachable, addresses.error());
    m_addresses = *addresses;
    m_connector = std::make_unique<Connector>(
        m_surroundings.reactor, m_addresses,
        [this](base::Expected<Descriptor> socket) { connected(std::move(socket)); });
    m_connector->start();
}

void Handshake::connected(base::Expected<Descriptor> socket)
{
    m_connector.reset();
    if (!socket && socket.error().code == ErrorCode::DescriptorsExhausted)
        return outOfDescriptors(socket.error());
    if (!socket)
        return fail(Outcome::Unreachable, socket.error());

    SshConnection::Options options;
    options.user = m_endpoint.user.toUtf8();
    options.sshDirectory = m_surroundings.settings.sshDirectory.toLocal8Bit();
    options.knownHostKeyTypes =
        m_surroundings.verifier.knownKeyTypes(knownHostsName(), knownHostsPort(), m_endpoint.knownHostsFiles);
    m_connection = std::make_shared<SshConnection>(std::move(*socket), options);
    m_step = Step::KeyExchange;
    advanceKeyExchange();
}

QString Handshake::knownHostsName() const
{
    return m_endpoint.hostKeyName.isEmpty() ? m_endpoint.host : m_endpoint.hostKeyName;
}

quint16 Handshake::knownHostsPort() const
{
    return m_endpoint.hostKeyName.isEmpty() ? m_endpoint.port : defaultSshPort; // as OpenSSH files an alias
}

void Handshake::outOfDescriptors(const base::Error &error)
{
    m_handshakePlace.reset();
    if (!m_descriptorPlace->declareMissing())
        return fail(Outcome::Unreachable, error);
    m_step = Step::Places;
    m_descriptorPlace.reset();
    m_limit.stop(); // its time begins anew once there is a descriptor
    askForDescriptor();
}

void Handshake::descriptorReady(std::uint32_t)
{
    switch (m_step) {
    case Step::KeyExchange:
        return advanceKeyExchange();
    case Step::HostKey:
        if (m_connection->dispatch() == Progress::Failed) {
            m_lostWhileAsking = true;
            forgetSocket();
        }
        return;
    case Step::LogIn:
        return followLogIn(m_authenticator->advance(*m_connection));
    case Step::Places:
    case Step::Connecting:
    case Step::Agent:
        return;
    }
}

void Handshake::advanceKeyExchange()
{
    Progress progress = m_connection->connect();
    // What was just sent has to be seen leaving; that is cheaper to look at here than to be woken for.
    if (progress == Progress::Again && m_connection->wantsToWrite())
        progress = m_connection->connect();
    switch (progress) {
    case Progress::Again:
        return watchSocket();
    case Progress::Failed:
        return keyExchangeFailed();
    case Progress::Done:
        return checkHostKey();
    }
}

void Handshake::keyExchangeFailed()
{
    fail(Outcome::Unreachable,
         {peerIsSomethingElse() ? ErrorCode::NotAnSshServer : ErrorCode::KeyExchangeFailed,
          m_connection->errorText()});
}

void Handshake::connectTookTooLong()
{
    fail(Outcome::Unreachable,
         {peerIsSomethingElse() ? ErrorCode::NotAnSshServer : ErrorCode::ConnectTimedOut, {}});
}

bool Handshake::peerIsSomethingElse() const
{
    return m_connection && m_connection->bytesReceived() > 0 && !m_connection->peerIsSsh();
}

void Handshake::checkHostKey()
{
    m_step = Step::HostKey;
    m_limit.stop();
    watchSocket();
    const std::optional<trust::HostKey> key = m_connection->hostKey();
    if (!key)
        return fail(Outcome::Unreachable, {ErrorCode::KeyExchangeFailed, m_connection->errorText()});

    trust::HostKeyRequest request;
    request.host = knownHostsName();
    request.port = knownHostsPort();
    request.key = *key;
    request.policy = m_endpoint.hostKeyPolicy;
    request.knownHostsFiles = m_endpoint.knownHostsFiles;
    const bool atOnce = m_surroundings.verifier.verify(
        std::move(request),
        m_receiver.posted([this](const base::Expected<void> &verdict) { hostKeyJudged(verdict); }));
    m_listener.entered(TaskState::Authenticating);
    if (!atOnce) {
        m_handshakePlace
            .reset(); // a person thinks; others may go on meanwhile, and be asked about with this one
        m_listener.entered(TaskState::Waiting);
    }
}

void Handshake::hostKeyJudged(const base::Expected<void> &verdict)
{
    if (!verdict)
        return fail(Outcome::HostKeyRejected, verdict.error());
    if (m_lostWhileAsking)
        return connectAgain();
    beginToLogIn();
}

void Handshake::connectAgain()
{
    if (++m_reconnects > mostReconnects)
        return fail(Outcome::Unreachable, {ErrorCode::KeyExchangeFailed, m_connection->errorText()});
    m_lostWhileAsking = false;
    m_connection.reset();
    m_step = Step::Places;
    askForHandshake();
}

void Handshake::beginToLogIn()
{
    m_step = Step::LogIn;
    m_limit.startIn(m_surroundings.settings.logInLimit, [this] {
        fail(Outcome::AuthenticationFailed, {ErrorCode::LogInTimedOut, {}});
    });
    Authenticator::Ways ways;
    ways.identityFiles = m_endpoint.identityFiles;
    ways.hasAgent = m_surroundings.agents.isConfigured();
    if (ways.identityFiles.isEmpty())
        ways.defaultFiles = defaultIdentityFiles(m_surroundings.settings.sshDirectory);
    m_authenticator.emplace(m_surroundings.keys, ways);
    m_listener.entered(TaskState::Authenticating);
    followLogIn(m_authenticator->advance(*m_connection));
}

void Handshake::followLogIn(Authenticator::Step step)
{
    if (step == Authenticator::Step::Again && m_connection->wantsToWrite())
        step = m_authenticator->advance(*m_connection);
    switch (step) {
    case Authenticator::Step::Again:
        return watchSocket();
    case Authenticator::Step::AskAgent:
        return lendToAgent();
    case Authenticator::Step::Refused:
        return fail(Outcome::AuthenticationFailed, m_authenticator->error(*m_connection));
    case Authenticator::Step::Lost:
        return lost();
    case Authenticator::Step::Accepted: {
        m_limit.stop();
        forgetSocket();
        m_handshakePlace.reset();
        const auto succeeded = std::move(m_listener.succeeded);
        return succeeded(std::move(m_connection), std::move(m_descriptorPlace));
    }
    }
}

void Handshake::lendToAgent()
{
    m_step = Step::Agent;
    forgetSocket();
    m_surroundings.agents.logIn(
        std::move(m_connection), m_surroundings.settings.logInLimit,
        m_receiver.posted([this](const std::shared_ptr<SshConnection> &connection, AuthProgress progress) {
            agentAnswered(connection, progress);
        }));
}

void Handshake::agentAnswered(const std::shared_ptr<SshConnection> &connection, AuthProgress progress)
{
    m_connection = connection;
    m_step = Step::LogIn;
    followLogIn(m_authenticator->agentAnswered(progress, *m_connection));
}

void Handshake::lost()
{
    fail(Outcome::ConnectionLost, {ErrorCode::ConnectionLost, m_connection->errorText()});
}

void Handshake::watchSocket()
{
    m_surroundings.reactor.watch(m_connection->descriptor(),
                                 EPOLLIN | (m_connection->wantsToWrite() ? std::uint32_t(EPOLLOUT) : 0U),
                                 this);
}

void Handshake::forgetSocket()
{
    if (m_connection)
        m_surroundings.reactor.forget(m_connection->descriptor(), this);
}

void Handshake::fail(Outcome outcome, base::Error error)
{
    m_limit.stop();
    forgetSocket();
    const auto failed = std::move(m_listener.failed);
    failed(outcome, std::move(error));
}

} // namespace regatta::transport::libssh
