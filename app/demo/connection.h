#pragma once

#include "app/demo/channel.h"
#include "app/demo/descriptor.h"
#include "app/demo/event_loop.h"
#include "app/demo/log_in.h"
#include "app/demo/peer.h"
#include "app/demo/server_settings.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace regatta::demo {

/// One client that is spoken SSH with: libssh's session, non-blocking, with an ssh_event of its own. Of the
/// server's thread.
class Connection final : public Peer
{
public:
    /// `ended` is called once, from within service(): destroy the connection later, not there.
    Connection(EventLoop &loop, const ServerSettings &settings, Counters &counters, ssh_bind bind,
               Descriptor socket, std::function<void()> ended);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    EventLoop &loop() const { return m_loop; }
    const ServerSettings &settings() const { return m_settings; }
    QByteArray user() const { return m_user; }

    /// Moves what can be moved without blocking, in both directions. Not to be called from libssh's
    /// callbacks.
    void service();

    /// Whether bytes may be given to libssh now: it queues them without a limit.
    bool mayWrite() const;

    /// How many bytes of output may go out before a fault of Phase::MidOutput.
    qint64 outputAllowance() const;
    void outputSent(qint64 bytes);

    /// Calls back and services, unless the channel is gone by then.
    void callAfter(std::chrono::milliseconds delay, ssh_channel channel,
                   std::function<void(Channel &)> function);

private:
    enum class Fault { Drop, Stall };

    void socketReady();
    void pump();
    void exchangeKeys();
    void pollEvents();
    bool reached(Phase phase);
    void applyFault();
    void serviceChannels();
    void updateInterest();
    bool isBroken() const;
    void end();
    Channel *channelOf(ssh_channel handle) const;

    int handle(ssh_message message);
    int handleLogIn(ssh_message message);
    int handleChannelOpen(ssh_message message);
    int handleChannelRequest(ssh_message message);
    void setCallbacks();

    static int messageArrived(ssh_session, ssh_message message, void *self);
    static int dataArrived(ssh_session, ssh_channel channel, void *, std::uint32_t, int, void *self);
    static void inputEnded(ssh_session, ssh_channel channel, void *self);
    static void closeArrived(ssh_session, ssh_channel channel, void *self);
    static void signalArrived(ssh_session, ssh_channel channel, const char *name, void *self);

    EventLoop &m_loop;
    const ServerSettings &m_settings;
    Counters &m_counters;
    std::function<void()> m_ended;
    ssh_session m_session;
    ssh_event m_event;
    std::optional<WatchId> m_watch;
    ssh_channel_callbacks_struct m_callbacks{};
    LogIn m_logIn;
    QByteArray m_user;
    std::vector<std::unique_ptr<Channel>> m_channels;
    std::optional<Fault> m_fault; // begins once what was sent before it is out
    qint64 m_outputSent = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_keysExchanged = false;
    bool m_logInBegun = false;
    bool m_pollFailed = false;
    bool m_stalled = false;
    bool m_over = false;
};

} // namespace regatta::demo
