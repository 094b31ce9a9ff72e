#include "core/transport/libssh/handshake.h"

#include "core/transport/libssh/endpoint_choices.h"
#include "core/transport/libssh/key_store.h"
#include "core/trust/host_key_verifier.h"

#include <QRandomGenerator>

#include <sys/epoll.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace regatta::transport::libssh {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

/// A server hangs up while a person thinks (LoginGraceTime, 120 s). Once is usual; more often is a server
/// that changes its key between connections, or drops every one.
constexpr int mostReconnects = 3;

/// A server may send lines before its banner (RFC 4253, 4.2), of which libssh takes any number. OpenSSH takes
/// 1,024.
constexpr quint64 longestGreeting = 64 * 1024;

/// A server that hangs up at once has too many log-ins (MaxStartups), or wants none from here. As long as
/// some are answered somewhere it is worth coming back; each pause is twice as long as the one before.
constexpr quint64 refusalLine =
    sizeof "Exceeded MaxStartups\r\n" - 1; // OpenSSH 8.5 and later; before: nothing
constexpr int mostRefusalsInVain = 5;      // three seconds
constexpr int mostRefusals = 30;           // a minute
constexpr std::chrono::milliseconds firstPause{100};
constexpr std::chrono::milliseconds longestPause{2'000};

/// Between half and all of it, so that those who were turned away together don't come back together.
std::chrono::milliseconds pauseAfter(int refusals)
{
    const auto pause = std::min(firstPause * (1 << std::min(refusals - 1, 10)), longestPause);
    return pause / 2 +
           std::chrono::milliseconds(QRandomGenerator::global()->bounded(int(pause.count() / 2) + 1));
}

} // namespace

Handshake::Handshake(Surroundings &surroundings, const Endpoint &endpoint, const OpeningLimits &limits,
                     Listener listener, Purpose purpose)
    : m_surroundings(surroundings)
    , m_endpoint(endpoint)
    , m_limits(limits)
    , m_listener(std::move(listener))
    , m_purpose(purpose)
    , m_route(makeRoute(surroundings, m_endpoint, limits))
    , m_pause(surroundings.reactor)
    , m_limit(surroundings.reactor)
    , m_receiver(surroundings.reactor)
{
    m_route->whenPersonIsAsked([this] {
        m_listener.entered(TaskState::Connecting); // as far as it came
        m_listener.entered(TaskState::Waiting);
    });
}

Handshake::~Handshake()
{
    forgetSocket();
}

void Handshake::prepareRoute()
{
    m_route->prepare([this](const std::optional<Route::Failure> &failure) {
        if (failure) {
            m_listener.entered(TaskState::Connecting); // as far as it came
            fail(failure->outcome, failure->error);
        } else if (m_descriptorPlace || m_purpose == Purpose::JumpHost) {
            askForHandshake();
        } else {
            askForDescriptor();
        }
    });
}

void Handshake::askForDescriptor()
{
    const auto granted = m_receiver.posted([this](PlaceGate::Place place) {
        m_descriptorPlace = std::move(place);
        askForHandshake();
    });
    if (!m_surroundings.descriptors.ask(granted, m_route->descriptors()))
        m_surroundings.makeRoom();
}

void Handshake::askForHandshake()
{
    // Those who hold the places may wait for just this one.
    if (m_purpose == Purpose::JumpHost)
        return m_receiver.posted([this] { begin(); })();
    m_surroundings.handshakes.ask(m_receiver.posted([this](PlaceGate::Place place) {
        m_handshakePlace = std::move(place);
        begin();
    }));
}

void Handshake::begin()
{
    m_step = Step::Connecting;
    m_begun = m_surroundings.reactor.now();
    m_listener.entered(TaskState::Connecting);
    if (m_limits.connect.count() > 0 && !m_limit.isActive()) {
        m_limit.startIn(m_limits.connect, [this] { connectTookTooLong(); });
    }
    m_route->open(
        [this](tl::expected<Route::Socket, Route::Failure> socket) { connected(std::move(socket)); });
}

void Handshake::connected(tl::expected<Route::Socket, Route::Failure> socket)
{
    if (!socket && socket.error().error.code == ErrorCode::DescriptorsExhausted)
        return outOfDescriptors(socket.error().error);
    if (!socket)
        return fail(socket.error().outcome, socket.error().error);

    const auto keyTypes = knownKeyTypes(m_endpoint, m_surroundings.verifier);
    if (!keyTypes)
        return outOfDescriptors(keyTypes.error());
    SshConnection::Options options = connectionOptions(m_endpoint, m_surroundings.settings);
    options.link = std::move(socket->link);
    options.knownHostKeyTypes = *keyTypes;
    m_connection = std::make_shared<SshConnection>(std::move(socket->descriptor), options);
    m_step = Step::KeyExchange;
    advanceKeyExchange();
}

void Handshake::giveBackPlaces()
{
    m_handshakePlace.reset();
    m_route->giveBackTurn();
}

void Handshake::outOfDescriptors(const base::Error &error)
{
    forgetSocket();
    m_connection.reset();
    giveBackPlaces();
    if (!m_descriptorPlace || !m_descriptorPlace->declareMissing())
        return fail(Outcome::Unreachable, error);
    m_step = Step::Places;
    m_descriptorPlace.reset();
    m_limit.stop(); // its time begins anew once there is a descriptor
    prepareRoute();
}

void Handshake::descriptorReady(std::uint32_t)
{
    switch (m_step) {
    case Step::KeyExchange:
        return advanceKeyExchange();
    case Step::HostKey:
    case Step::Person:
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
        if (peerIsSomethingElse() && m_connection->bytesReceived() > longestGreeting)
            return fail(Outcome::Unreachable, {ErrorCode::NotAnSshServer, {}});
        return watchSocket();
    case Progress::Failed:
        return keyExchangeFailed();
    case Progress::Done:
        return checkHostKey();
    }
}

/// libssh may meet the reset before it has read that line, so its length has to do.
bool Handshake::wasRefused() const
{
    const quint64 received = m_connection->bytesReceived();
    return received == 0 || (received == refusalLine && peerIsSomethingElse());
}

bool Handshake::mayBeTakenLater()
{
    const std::uint64_t answers = m_surroundings.handshakes.answers();
    if (std::exchange(m_answersSeen, answers) != answers)
        m_refusalsInVain = 0;
    return ++m_refusalsInVain <= mostRefusalsInVain && ++m_refusals <= mostRefusals;
}

void Handshake::tryLater()
{
    m_limit.stop(); // its time begins anew with the next try
    forgetSocket();
    m_connection.reset();
    giveBackPlaces();
    m_step = Step::Places;
    m_pause.startIn(pauseAfter(m_refusals), [this] { prepareRoute(); });
}

void Handshake::keyExchangeFailed()
{
    forgetSocket();
    m_route->explain([this](const std::optional<Route::Ending> &ending) { keyExchangeFailed(ending); });
}

void Handshake::keyExchangeFailed(const std::optional<Route::Ending> &ending)
{
    if (m_connection->isLinkBroken())
        return lost();
    const bool isRefusal = wasRefused();
    if (isRefusal && !(ending && ending->isFinal)) {
        m_surroundings.handshakes.refused(m_listener.paceChanged);
        if (mayBeTakenLater())
            return tryLater();
    }
    if (ending && (ending->isFinal || isRefusal))
        return fail(Outcome::Unreachable, ending->error);
    const bool isSomethingElse = !isRefusal && peerIsSomethingElse();
    fail(Outcome::Unreachable, {isSomethingElse ? ErrorCode::NotAnSshServer : ErrorCode::KeyExchangeFailed,
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
    m_surroundings.handshakes.answered(m_surroundings.reactor.now() - m_begun, m_listener.paceChanged);
    m_limit.stop();
    watchSocket();
    const std::optional<trust::HostKey> key = m_connection->hostKey();
    if (!key)
        return fail(Outcome::Unreachable, {ErrorCode::KeyExchangeFailed, m_connection->errorText()});

    const bool atOnce = m_surroundings.verifier.verify(
        hostKeyRequest(m_endpoint, *key),
        m_receiver.posted([this](const base::Expected<void> &verdict) { hostKeyJudged(verdict); }));
    m_listener.entered(TaskState::Authenticating);
    if (!atOnce) {
        giveBackPlaces(); // a person thinks; others may go on meanwhile, and be asked about with this one
        m_listener.entered(TaskState::Waiting);
    }
}

void Handshake::hostKeyJudged(const base::Expected<void> &verdict)
{
    if (!verdict && verdict.error().code == ErrorCode::DescriptorsExhausted)
        return outOfDescriptors(verdict.error());
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
    giveBackPlaces();
    m_step = Step::Places;
    prepareRoute();
}

void Handshake::beginToLogIn()
{
    m_step = Step::LogIn;
    limitLogIn();
    m_authenticator.emplace(*m_surroundings.keys, waysToLogIn(m_endpoint, m_surroundings.settings,
                                                              m_surroundings.credentials.canAsk()));
    m_listener.entered(TaskState::Authenticating);
    followLogIn(m_authenticator->advance(*m_connection));
}

void Handshake::limitLogIn()
{
    m_limit.stop();
    if (m_limits.logIn.count() > 0) {
        m_limit.startIn(m_limits.logIn, [this] {
            fail(Outcome::AuthenticationFailed, {ErrorCode::LogInTimedOut, {}});
        });
    }
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
    case Authenticator::Step::AskPerson:
        return askPerson();
    case Authenticator::Step::Refused:
        return fail(Outcome::AuthenticationFailed, m_authenticator->error(*m_connection));
    case Authenticator::Step::Lost:
        return lost();
    case Authenticator::Step::OutOfDescriptors:
        return outOfDescriptors({ErrorCode::DescriptorsExhausted, {}});
    case Authenticator::Step::Accepted: {
        m_limit.stop();
        m_surroundings.reactor.handOver(m_connection->descriptor(), this);
        giveBackPlaces();
        const auto succeeded = std::move(m_listener.succeeded);
        return succeeded(std::move(m_connection), std::move(m_descriptorPlace));
    }
    }
}

void Handshake::lendToAgent()
{
    m_step = Step::Agent;
    forgetSocket();
    m_agentVisit = m_surroundings.agents.logIn(
        agentSocket(m_endpoint, m_surroundings.settings), std::move(m_connection), m_limits.logIn,
        m_authenticator->agentKeys(),
        m_receiver.posted([this](const std::shared_ptr<SshConnection> &connection,
                                 const AgentPool::Answer &answer) { agentAnswered(connection, answer); }));
}

void Handshake::agentAnswered(const std::shared_ptr<SshConnection> &connection,
                              const AgentPool::Answer &answer)
{
    m_agentVisit = {};
    m_connection = connection;
    m_step = Step::LogIn;
    followLogIn(m_authenticator->agentAnswered(answer.progress, answer.offered, *m_connection));
}

/// The time that a person takes counts for nothing, and keeps nobody else waiting.
void Handshake::askPerson()
{
    const trust::LogInQuestion &question = m_authenticator->question();
    const bool isForPassword = question.kind == trust::LogInQuestion::Kind::Password && !question.wasWrong;
    if (isForPassword && m_keptPassword)
        return followLogIn(
            m_authenticator->personAnswered(*std::exchange(m_keptPassword, {}), false, *m_connection));
    m_step = Step::Person;
    m_limit.stop();
    giveBackPlaces();
    watchSocket();
    const auto done = m_receiver.posted(
        [this](const trust::LogInAnswer &answer, bool opened) { personAnswered(answer, opened); });
    const bool isKey = question.kind == trust::LogInQuestion::Kind::Passphrase;
    m_question =
        m_surroundings.credentials.ask(question, [done, isKey, keys = m_surroundings.keys,
                                                  file = question.subject](const trust::LogInAnswer &answer) {
            if (!isKey || !answer.isGiven())
                return done(answer, false);
            // That takes longer than a reactor or a window may.
            keys->unlockAside(file, answer.words.first(),
                              [done, answer](bool opened) { done(answer, opened); });
        });
    // Not before: whoever sees it wait counts on its question being there. An answer is posted, and comes
    // later.
    m_listener.entered(TaskState::Waiting);
}

void Handshake::personAnswered(const trust::LogInAnswer &answer, bool opened)
{
    const trust::LogInQuestion question = m_authenticator->question();
    if (m_lostWhileAsking) {
        if (answer.isGiven() && question.kind == trust::LogInQuestion::Kind::Password)
            m_keptPassword = answer;
        if (answer.isGiven())
            return connectAgain();
    }
    m_step = Step::LogIn;
    limitLogIn();
    m_listener.entered(TaskState::Authenticating);
    const Authenticator::Step step = m_authenticator->personAnswered(answer, opened, *m_connection);
    const bool isHopeless = question.kind == trust::LogInQuestion::Kind::Passphrase && !opened &&
                            step != Authenticator::Step::AskPerson;
    if (isHopeless)
        m_surroundings.credentials.giveUpOn(question.subject);
    followLogIn(step);
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
