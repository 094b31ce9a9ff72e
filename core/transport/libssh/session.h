#pragma once

#include "core/transport/libssh/channel_user.h"
#include "core/transport/libssh/handshake.h"

#include <deque>
#include <memory>

namespace regatta::transport::libssh {

class SessionHub;

/// A connection to one endpoint and the executions that share it. Opened by the first, kept warm for others.
/// Of the reactor's thread; owned by its hub.
class Session final : Reactor::Watcher, public std::enable_shared_from_this<Session>
{
public:
    Session(Surroundings &surroundings, SessionHub &hub, const Endpoint &endpoint,
            const OpeningLimits &limits);
    ~Session() override;

    const Endpoint &endpoint() const { return m_endpoint; }

    void add(std::unique_ptr<ExecutionRecord> record);
    void stop(ExecutionId id);
    void goOn(ExecutionId id, const QByteArray &command);
    /// No execution uses it.
    bool isIdle() const;
    /// Ends everything at once, as Cancelled or StopUnverified.
    void shutDown();
    /// Closes it; only if it is idle.
    void closeIdle();
    /// For how long it may be without work, if it is.
    void idleLimitChanged();
    /// It is open, and all who wait for it, or whose sudo waits, stand aside.
    bool isParked() const;
    /// Gives its descriptor to others, who may hold the slots that its executions wait for; only if it is
    /// parked.
    void closeParked();
    /// Closes it as soon as it is idle, if no execution uses it now.
    void closeIfUnused();
    /// Another takes its place for executions to come: closes as soon as it is idle.
    void retire();

private:
    void descriptorReady(std::uint32_t epollEvents) override;
    void entered(model::TaskState state);
    void paceChanged(const model::HandshakePace &pace);
    void opened(std::shared_ptr<SshConnection> connection, PlaceGate::Place place);
    void openingFailed(model::Outcome outcome, const base::Error &error);
    /// The one place where everything goes on after anything has happened.
    void pump();
    void advanceRuns();
    void channelRefused(ChannelUser &run);
    void startWaiting();
    std::unique_ptr<ChannelUser> userFor(std::unique_ptr<ExecutionRecord> record);
    void closeChannels();
    void connectionLost();
    ChannelUser *whoHasToPause() const;
    void pauseOrGoOn();
    void pause();
    void goOn();
    void waitForRelief(const std::shared_ptr<base::OutputBudget> &budget);
    void sendNothingInAWhile();
    void watchSocket();
    void becomeIdle();
    void becomeBusy();
    void close();
    void schedulePump();

    Surroundings &m_surroundings;
    SessionHub &m_hub;
    const Endpoint m_endpoint;
    std::unique_ptr<Handshake> m_handshake;  ///< until it is open
    std::vector<model::TaskState> m_entered; ///< for those who come later
    PlaceGate::Place m_descriptorPlace;      ///< before the connection: given back after it is closed
    std::shared_ptr<SshConnection> m_connection;
    std::deque<std::unique_ptr<ExecutionRecord>> m_waiting;
    std::vector<std::unique_ptr<ChannelUser>> m_runs;
    std::vector<std::unique_ptr<RemoteCommand>> m_closing;
    size_t m_mostChannels;
    bool m_retired = false;
    bool m_closed = false;
    bool m_pumping = false;
    bool m_paused = false;                           ///< nothing is read
    std::shared_ptr<base::OutputBudget> m_waitedFor; ///< will tell us when it is relieved
    bool m_pumpIsScheduled = false;
    std::optional<base::Instant> m_idleSince; ///< the hub knows it as idle
    Timer m_idleLimit;
    Timer m_pauseTick;
    Receiver m_receiver; ///< last: what comes for us is dropped before anything else is gone
};

} // namespace regatta::transport::libssh
