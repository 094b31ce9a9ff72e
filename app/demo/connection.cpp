#include "app/demo/connection.h"

#include "core/base/quoting.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace regatta::demo {

namespace {

// A connection's share before others get their turn; each call reads up to 4 KiB.
constexpr int pollsInOneTurn = 16;

bool hasHungUp(int socket)
{
    pollfd peer{socket, POLLRDHUP, 0};
    return ::poll(&peer, 1, 0) > 0;
}

QByteArray forwardingCommand(const QStringList &forwarder, ssh_message request)
{
    const QStringList where{QString::fromUtf8(ssh_message_channel_request_open_destination(request)),
                            QString::number(ssh_message_channel_request_open_destination_port(request))};
    return base::posixCommandLine(forwarder + where).toUtf8();
}

} // namespace

Connection::Connection(EventLoop &loop, const ServerSettings &settings, Counters &counters, ssh_bind bind,
                       Descriptor socket, std::function<void()> ended)
    : m_loop(loop)
    , m_settings(settings)
    , m_counters(counters)
    , m_ended(std::move(ended))
    , m_session(ssh_new())
    , m_event(ssh_event_new())
    , m_logIn(settings.logIn)
{
    ssh_set_blocking(m_session, 0);
    ssh_set_message_callback(m_session, &Connection::messageArrived, this);
    setCallbacks();
    m_logIn.announceMethods(m_session);
    const int fd = socket.get();
    const int answer = ssh_bind_accept_fd(bind, m_session, fd);
    if (ssh_get_fd(m_session) == fd)
        socket.release(); // libssh closes it
    if (answer != SSH_OK) {
        m_over = true;
        m_loop.defer(m_ended);
        return;
    }
    m_watch = m_loop.watch(fd, EPOLLIN | EPOLLOUT, [this](std::uint32_t) { socketReady(); });
}

Connection::~Connection()
{
    end();
    ssh_event_free(m_event);
    ssh_free(m_session);
}

void Connection::setCallbacks()
{
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = &Connection::dataArrived;
    m_callbacks.channel_eof_function = &Connection::inputEnded;
    m_callbacks.channel_close_function = &Connection::closeArrived;
    m_callbacks.channel_signal_function = &Connection::signalArrived;
}

void Connection::socketReady()
{
    // Only a hang-up wakes a stalled one, or what the loop had fetched together with the event that stalled
    // it.
    if (m_stalled && !m_over && hasHungUp(ssh_get_fd(m_session))) {
        end();
        m_loop.defer(m_ended);
    }
    service();
}

void Connection::service()
{
    if (m_over || m_stalled)
        return;
    pump();
    if (!isBroken() && !m_fault)
        serviceChannels();
    if (!isBroken() && m_fault)
        applyFault();
    if (isBroken() || m_over) {
        end();
        m_loop.defer(m_ended);
        return;
    }
    updateInterest();
}

void Connection::pump()
{
    if (m_keysExchanged)
        pollEvents();
    else
        exchangeKeys();
}

void Connection::exchangeKeys()
{
    const int answer = ssh_handle_key_exchange(m_session);
    ssh_event_add_session(m_event, m_session); // a second time does nothing
    if (answer == SSH_ERROR)
        m_pollFailed = true;
    else if (answer == SSH_OK && !m_keysExchanged) {
        m_keysExchanged = true;
        reached(Phase::KeysExchanged);
    } else if (ssh_get_clientbanner(m_session) != nullptr)
        reached(Phase::KeyExchange);
}

void Connection::pollEvents()
{
    for (int i = 0; i < pollsInOneTurn && !m_fault; ++i) {
        const int answer = ssh_event_dopoll(m_event, 0);
        if (answer == SSH_ERROR)
            m_pollFailed = true;
        if (answer != SSH_OK)
            return;
    }
}

/// True if a fault begins here, so that no answer may be sent.
bool Connection::reached(Phase phase)
{
    if (m_fault)
        return true;
    if (m_settings.faults.dropAt == phase)
        m_fault = Fault::Drop;
    else if (m_settings.faults.stallAt == phase)
        m_fault = Fault::Stall;
    return m_fault.has_value();
}

void Connection::applyFault()
{
    if (ssh_get_status(m_session) & SSH_WRITE_PENDING) {
        pollEvents();
        ssh_blocking_flush(m_session, 0);
        if (ssh_get_status(m_session) & SSH_WRITE_PENDING)
            return;
    }
    switch (*m_fault) {
    case Fault::Drop:
        m_over = true;
        break;
    case Fault::Stall:
        m_stalled = true;
        for (const auto &channel : m_channels)
            channel->forgetWatches();
        break;
    }
}

void Connection::serviceChannels()
{
    // By index: what libssh reads while a channel writes may open another one.
    for (size_t i = 0; i < m_channels.size(); ++i)
        m_channels[i]->service();
    std::erase_if(m_channels, [](const auto &channel) { return channel->isDone(); });
}

void Connection::updateInterest()
{
    std::uint32_t events = EPOLLIN;
    if (m_stalled)
        events = EPOLLRDHUP;
    else if (ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING)
        events |= EPOLLOUT;
    m_loop.change(*m_watch, events);
}

bool Connection::isBroken() const
{
    return m_pollFailed || !ssh_is_connected(m_session) ||
           (ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0;
}

void Connection::end()
{
    m_over = true;
    *m_alive = false;
    if (m_watch)
        m_loop.forget(*std::exchange(m_watch, std::nullopt));
    m_channels.clear();
    ssh_event_remove_session(m_event, m_session);
    // Without ssh_disconnect(): a dropped connection says no farewell, and others have none to say to.
    if (const int fd = ssh_get_fd(m_session); fd >= 0)
        ::shutdown(fd, SHUT_RDWR);
}

bool Connection::mayWrite() const
{
    return !m_fault && !m_over && (ssh_get_status(m_session) & SSH_WRITE_PENDING) == 0;
}

qint64 Connection::outputAllowance() const
{
    const Faults &faults = m_settings.faults;
    if (faults.dropAt != Phase::MidOutput && faults.stallAt != Phase::MidOutput)
        return std::numeric_limits<qint64>::max();
    return faults.outputBeforeFault - m_outputSent;
}

void Connection::outputSent(qint64 bytes)
{
    m_outputSent += bytes;
    if (m_outputSent >= m_settings.faults.outputBeforeFault)
        reached(Phase::MidOutput);
}

void Connection::callAfter(std::chrono::milliseconds delay, ssh_channel channel,
                           std::function<void(Channel &)> function)
{
    m_loop.callAfter(delay, [this, alive = m_alive, channel, function = std::move(function)] {
        if (!*alive)
            return;
        if (Channel *found = channelOf(channel)) {
            function(*found);
            service();
        }
    });
}

Channel *Connection::channelOf(ssh_channel handle) const
{
    const auto found = std::find_if(m_channels.begin(), m_channels.end(),
                                    [handle](const auto &channel) { return channel->handle() == handle; });
    return found == m_channels.end() ? nullptr : found->get();
}

// The return value of the message handlers is libssh's: 0 if the message has been dealt with (or is left
// without an answer), 1 to have it refused.

int Connection::handle(ssh_message message)
{
    if (!m_keysExchanged) {
        m_keysExchanged = true;
        reached(Phase::KeysExchanged);
    }
    if (m_fault)
        return 0;
    switch (ssh_message_type(message)) {
    case SSH_REQUEST_AUTH:
        return handleLogIn(message);
    case SSH_REQUEST_CHANNEL_OPEN:
        return handleChannelOpen(message);
    case SSH_REQUEST_CHANNEL:
        return handleChannelRequest(message);
    default:
        return 1; // services are accepted by default, everything else is refused
    }
}

int Connection::handleLogIn(ssh_message message)
{
    if (!std::exchange(m_logInBegun, true) && reached(Phase::Authenticating))
        return 0;
    if (const char *user = ssh_message_auth_user(message))
        m_user = user;
    m_logIn.answer(m_session, message);
    if (m_logIn.isComplete()) {
        ++m_counters.authenticated;
        reached(Phase::Authenticated);
    }
    return 0;
}

int Connection::handleChannelOpen(ssh_message message)
{
    const bool isForwarded = ssh_message_subtype(message) == SSH_CHANNEL_DIRECT_TCPIP;
    if (isForwarded ? m_settings.forwarder.isEmpty() : ssh_message_subtype(message) != SSH_CHANNEL_SESSION)
        return 1;
    if (reached(Phase::ChannelOpen))
        return 0;
    const int limit = m_settings.faults.maxChannels;
    // The client may take a place that has been left before the channel's last call has returned.
    const auto open = std::count_if(m_channels.begin(), m_channels.end(),
                                    [](const auto &channel) { return !channel->isDone(); });
    if (limit > 0 && open >= limit)
        return 1;
    ssh_channel channel = ssh_message_channel_request_open_reply_accept(message);
    if (channel == nullptr)
        return 1;
    ssh_set_channel_callbacks(channel, &m_callbacks);
    m_channels.push_back(std::make_unique<Channel>(channel, *this));
    if (isForwarded)
        m_channels.back()->noteCommand(forwardingCommand(m_settings.forwarder, message));
    ++m_counters.channels;
    return 0;
}

int Connection::handleChannelRequest(ssh_message message)
{
    Channel *channel = channelOf(ssh_message_channel_request_channel(message));
    if (ssh_message_subtype(message) != SSH_CHANNEL_REQUEST_EXEC || channel == nullptr ||
        m_settings.faults.refuseExec)
        return 1;
    const QByteArray commandLine(ssh_message_channel_request_command(message));
    ssh_message_channel_request_reply_success(message);
    ++m_counters.commands;
    if (!reached(Phase::ExecAccepted))
        channel->noteCommand(commandLine);
    return 0;
}

int Connection::messageArrived(ssh_session, ssh_message message, void *self)
{
    return static_cast<Connection *>(self)->handle(message);
}

int Connection::dataArrived(ssh_session, ssh_channel channel, void *, std::uint32_t, int, void *self)
{
    if (Channel *found = static_cast<Connection *>(self)->channelOf(channel))
        found->noteInput();
    return 0; // stays in libssh's buffer, where the window counts it, until the command takes it
}

void Connection::inputEnded(ssh_session, ssh_channel channel, void *self)
{
    if (Channel *found = static_cast<Connection *>(self)->channelOf(channel))
        found->noteInputEnd();
}

void Connection::closeArrived(ssh_session, ssh_channel channel, void *self)
{
    if (Channel *found = static_cast<Connection *>(self)->channelOf(channel))
        found->noteClosed();
}

void Connection::signalArrived(ssh_session, ssh_channel channel, const char *name, void *self)
{
    if (Channel *found = static_cast<Connection *>(self)->channelOf(channel))
        found->noteSignal(name);
}

} // namespace regatta::demo
