#include "core/transport/libssh/forwarded_channel.h"

#include <algorithm>
#include <new>
#include <utility>

namespace regatta::transport::libssh {

namespace {

constexpr qsizetype mostReceived = 64 * 1024;

/// One large write would queue the whole window of the other side within libssh.
constexpr qsizetype mostAtOnce = 32 * 1024;

/// Who the connection is for, as the jump host may log it; ssh says the same.
constexpr char originator[] = "127.0.0.1";
constexpr int originatorPort = 65535;

} // namespace

ForwardedChannel::ForwardedChannel(SshConnection &connection, const QString &host, quint16 port)
    : m_host(host.toUtf8())
    , m_port(port)
    , m_channel(ssh_channel_new(connection.handle()))
{
    if (!m_channel)
        throw std::bad_alloc();
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = dataCame;
    m_callbacks.channel_eof_function = endCame;
    m_callbacks.channel_close_function = endCame;
    ssh_callbacks_init(&m_callbacks) ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

ForwardedChannel::~ForwardedChannel()
{
    letGo();
}

Progress ForwardedChannel::open()
{
    return m_opened = progressOf(
               ssh_channel_open_forward(m_channel, m_host.constData(), m_port, originator, originatorPort));
}

Progress ForwardedChannel::close()
{
    if (!m_channel)
        return Progress::Done;
    // What is being opened must be open before it can be closed, else the server keeps it.
    if (m_opened == Progress::Again && open() == Progress::Again)
        return Progress::Again;
    const Progress progress =
        m_opened == Progress::Done ? progressOf(ssh_channel_close(m_channel)) : m_opened;
    if (progress != Progress::Again)
        letGo();
    return progress;
}

void ForwardedChannel::letGo()
{
    if (!m_channel)
        return;
    // libssh keeps the channel until the server has closed it, and would go on calling.
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(std::exchange(m_channel, nullptr));
}

qsizetype ForwardedChannel::write(const QByteArray &bytes)
{
    const qsizetype window = qsizetype(ssh_channel_window_size(m_channel));
    if (window == 0)
        return 0; // libssh would read from the socket to wait for more
    return ssh_channel_write(m_channel, bytes.constData(),
                             std::uint32_t(std::min({bytes.size(), window, mostAtOnce})));
}

/// libssh would offer the rest again with the next data, which doesn't come once the window is used up.
void ForwardedChannel::refill()
{
    const qsizetype wanted = std::min(mostReceived - m_received.size(), qsizetype(m_left));
    if (wanted <= 0)
        return;
    QByteArray bytes(wanted, Qt::Uninitialized);
    const int taken =
        ssh_channel_read_nonblocking(m_channel, bytes.data(), std::uint32_t(wanted), /*is_stderr*/ 0);
    m_left = taken > 0 ? m_left - std::uint32_t(taken) : 0;
    if (taken > 0)
        m_received.append(bytes.constData(), taken);
}

int ForwardedChannel::dataCame(ssh_session, ssh_channel, void *data, std::uint32_t length, int isStderr,
                               void *self)
{
    if (isStderr)
        return int(length); // a forwarded connection has none
    // Each call offers all that was not taken before, too.
    auto &channel = *static_cast<ForwardedChannel *>(self);
    const qsizetype taken = std::min(mostReceived - channel.m_received.size(), qsizetype(length));
    channel.m_received.append(static_cast<const char *>(data), taken);
    channel.m_left = length - std::uint32_t(taken);
    return int(taken);
}

void ForwardedChannel::endCame(ssh_session, ssh_channel, void *self)
{
    static_cast<ForwardedChannel *>(self)->m_isEnded = true;
}

} // namespace regatta::transport::libssh
