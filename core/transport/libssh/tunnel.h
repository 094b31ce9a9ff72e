#pragma once

#include "core/transport/libssh/bridge.h"
#include "core/transport/libssh/handshake.h"
#include "core/transport/libssh/route.h"

#include <deque>
#include <memory>
#include <vector>

namespace regatta::transport::libssh {

class Tunnels;

/// The session with a jump host, shared by all who go through it, with a channel for each. It has a trust and
/// a log-in of its own, and may itself go through another jump host. Kept for a while when nobody uses it any
/// more. Of the reactor's thread; owned by its collection and by those who go through it.
class Tunnel final : Reactor::Watcher, public std::enable_shared_from_this<Tunnel>
{
public:
    /// `limits`: unless the jump host's own configuration says one.
    Tunnel(Surroundings &surroundings, Tunnels &owner, const Endpoint &jumpHost, const OpeningLimits &limits);
    ~Tunnel() override;

    const Endpoint &jumpHost() const { return m_jumpHost; }

    /// Somebody who wants to go through, told by an address of his own. One of the two is called later: that
    /// the session is open; or, instead or after that, why there is none, and then nothing more. Not if it is
    /// open already: see isOpen().
    struct Passenger
    {
        const void *who = nullptr;
        std::function<void()> opened; ///< neither joins nor leaves
        std::function<void(const Route::Failure &)> failed;
        std::function<void()> personIsAsked; ///< about the jump host, before all that; likewise
    };
    void join(Passenger passenger);
    void leave(const void *who);
    bool isOpen() const { return m_connection != nullptr; }

    /// For a passenger of a tunnel that is open: connects `socket` to a port that the jump host can reach.
    /// `done` is called later, at most once; once it is called without a failure he has left.
    using Done = std::function<void(tl::expected<std::shared_ptr<Link>, Route::Failure>)>;
    void openChannel(const void *who, const QString &host, quint16 port, Descriptor socket, Done done);

    /// Handshakes through this jump host.
    const std::shared_ptr<PlaceGate> &turns() const { return m_turns; }
    /// So many of them at once; 0: the usual number.
    void allowHandshakes(int count);

    bool isIdle() const { return m_passengers.empty() && m_bridges.empty(); }
    /// Closes it if nobody uses it, which it looks at anew; returns whether it did.
    bool closeIdle();
    /// For how long it may be without work, if it is.
    void idleLimitChanged();
    /// Without a word to anybody.
    void close();

private:
    /// A channel that the jump host has not answered yet.
    struct Opening
    {
        const void *who = nullptr;
        QString host;
        quint16 port = 0;
        Descriptor socket;
        Done done;
        std::unique_ptr<ForwardedChannel> channel;
        int number = 0; ///< of the channel, in libssh's own messages
        int tries = 0;
    };
    struct Crossing
    {
        std::unique_ptr<Bridge> bridge;
        std::shared_ptr<Link> link;
    };

    void descriptorReady(std::uint32_t epollEvents) override;
    void entered(model::TaskState state);
    void opened(std::shared_ptr<SshConnection> connection);
    void fail(const Route::Failure &failure);
    void connectionLost();
    void pump();
    void schedulePump();
    void startWaiting();
    void startChannel(Opening &opening);
    void advanceOpenings();
    void answered(Opening opening, Progress progress);
    void advanceBridges();
    void closeChannels();
    void watchSocket();
    void becomeIdle();
    void limitIdleness();
    QString named(const QString &detail) const;

    Surroundings &m_surroundings;
    Tunnels &m_owner;
    const Endpoint m_jumpHost;
    const std::shared_ptr<PlaceGate> m_turns;
    std::unique_ptr<Handshake> m_handshake; ///< until it is open
    std::shared_ptr<SshConnection> m_connection;
    std::vector<Passenger> m_passengers; ///< in the order of their coming
    std::deque<Opening> m_waiting;       ///< their channels are yet to be asked for
    std::vector<Opening> m_openings;
    std::vector<Crossing> m_bridges;
    std::vector<std::unique_ptr<ForwardedChannel>> m_closing;
    int m_channelsStarted = 0;
    qsizetype m_unflushed = 0; ///< bytes at most that libssh still has to send
    bool m_isPersonAsked = false;
    bool m_closed = false;
    bool m_pumping = false;
    bool m_pumpIsScheduled = false;
    base::Instant m_idleSince; ///< while the next is active
    Timer m_idleLimit;
};

} // namespace regatta::transport::libssh
