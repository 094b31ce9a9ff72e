#pragma once

#include "core/transport/libssh/agent_pool.h"
#include "core/transport/libssh/authenticator.h"
#include "core/transport/libssh/opening_limits.h"
#include "core/transport/libssh/route.h"
#include "core/transport/libssh/surroundings.h"
#include "core/transport/transport.h"
#include "core/trust/credentials.h"

namespace regatta::transport::libssh {

/// From nothing to a session that is logged in: places, route, key exchange, host key, log-in.
/// Waiting for places costs nothing and is not yet Connecting; all limits count from there. Of the reactor's
/// thread.
class Handshake final : Reactor::Watcher
{
public:
    /// Each but the second may destroy the handshake. Exactly one of the last two is called, once.
    struct Listener
    {
        /// Connecting, Authenticating, Waiting, and Authenticating again.
        std::function<void(model::TaskState)> entered;
        HandshakeGate::Listener paceChanged = {};
        /// The place is the descriptor's: to be let go of after the connection.
        std::function<void(std::shared_ptr<SshConnection>, PlaceGate::Place)> succeeded;
        std::function<void(model::Outcome, base::Error)> failed;
    };

    /// A session with a jump host takes no descriptor's place: those who hold one may be waiting for it.
    enum class Purpose { Target, JumpHost };

    Handshake(Surroundings &surroundings, const Endpoint &endpoint, const OpeningLimits &limits,
              Listener listener, Purpose purpose = Purpose::Target);
    ~Handshake() override;

    void start() { prepareRoute(); }

private:
    enum class Step { Places, Connecting, KeyExchange, HostKey, LogIn, Agent, Person };

    void descriptorReady(std::uint32_t epollEvents) override;
    void prepareRoute();
    void askForDescriptor();
    void askForHandshake();
    void begin();
    void connected(tl::expected<Route::Socket, Route::Failure> socket);
    void giveBackPlaces();
    void outOfDescriptors(const base::Error &error);
    void advanceKeyExchange();
    void keyExchangeFailed();
    void keyExchangeFailed(const std::optional<Route::Ending> &ending);
    bool wasRefused() const;
    bool mayBeTakenLater();
    void tryLater();
    void connectTookTooLong();
    bool peerIsSomethingElse() const;
    void checkHostKey();
    void hostKeyJudged(const base::Expected<void> &verdict);
    void connectAgain();
    void beginToLogIn();
    void limitLogIn();
    void followLogIn(Authenticator::Step step);
    void lendToAgent();
    void askPerson();
    void personAnswered(const trust::LogInAnswer &answer, bool opened);
    void agentAnswered(const std::shared_ptr<SshConnection> &connection, const AgentPool::Answer &answer);
    void lost();
    void watchSocket();
    void forgetSocket();
    void fail(model::Outcome outcome, base::Error error);

    Surroundings &m_surroundings;
    const Endpoint m_endpoint;
    const OpeningLimits m_limits;
    Listener m_listener;
    const Purpose m_purpose;

    Step m_step = Step::Places;
    PlaceGate::Place m_descriptorPlace; ///< before the connection: given back after it is closed
    PlaceGate::Place m_handshakePlace;
    const std::unique_ptr<Route> m_route;
    std::shared_ptr<SshConnection> m_connection; ///< shared only because it is lent to the agent's threads
    std::optional<Authenticator> m_authenticator;
    AgentPool::Visit m_agentVisit;
    trust::Credentials::Request m_question;
    std::optional<trust::LogInAnswer> m_keptPassword; ///< given after the server had hung up
    bool m_lostWhileAsking = false;
    base::Instant m_begun{}; ///< the try at hand
    int m_reconnects = 0;
    int m_refusals = 0;              ///< in all
    int m_refusalsInVain = 0;        ///< since anybody was answered
    std::uint64_t m_answersSeen = 0; ///< of the gate, at the last refusal
    Timer m_pause;                   ///< before the next try
    Timer m_limit;
    Receiver m_receiver; ///< last: what comes for us is dropped before anything else is gone
};

} // namespace regatta::transport::libssh
