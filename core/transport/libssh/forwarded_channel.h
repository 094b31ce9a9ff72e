#pragma once

#include "core/transport/libssh/ssh_connection.h"

#include <libssh/callbacks.h>

namespace regatta::transport::libssh {

/// A channel of a jump host's session that ends at a port of another host ("direct-tcpip"). libssh calls back
/// in the middle of its own work, so callbacks only write down. Of the reactor's thread; destroyed before its
/// connection.
class ForwardedChannel
{
public:
    ForwardedChannel(SshConnection &connection, const QString &host, quint16 port);
    ~ForwardedChannel();
    ForwardedChannel(const ForwardedChannel &) = delete;
    ForwardedChannel &operator=(const ForwardedChannel &) = delete;

    /// Repeat each until it no longer says Again; close() at any time, and after it nothing else.
    Progress open();
    Progress close();

    /// How many of the bytes were taken: less if the host's window is full. Negative: the channel has ended.
    qsizetype write(const QByteArray &bytes);

    /// What came and has not been removed yet: 64 KiB at most, and up to a window's worth (1.28 MB) stays
    /// with libssh until refill().
    QByteArray &received() { return m_received; }
    void refill();
    /// Nothing more will come, and all that came has been removed.
    bool hasEnded() const { return m_isEnded && m_left == 0 && m_received.isEmpty(); }

private:
    static int dataCame(ssh_session, ssh_channel, void *data, std::uint32_t length, int isStderr, void *self);
    static void endCame(ssh_session, ssh_channel, void *self);
    void letGo();

    const QByteArray m_host;
    const int m_port;
    ssh_channel m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    Progress m_opened = Progress::Again;
    QByteArray m_received;
    std::uint32_t m_left = 0; ///< bytes that libssh has for us
    bool m_isEnded = false;
};

} // namespace regatta::transport::libssh
