#pragma once

#include "core/transport/libssh/forwarded_channel.h"
#include "core/transport/libssh/reactor.h"

#include <functional>
#include <memory>

namespace regatta::transport::libssh {

/// Carries bytes between a forwarded channel and a socket pair, whose other end is the socket of the session
/// with the target. What is under way is bounded in both directions: who doesn't read isn't read for. Of the
/// reactor's thread.
class Bridge final : Reactor::Watcher
{
public:
    /// `changed`: advance() has something to do.
    Bridge(Reactor &reactor, std::unique_ptr<ForwardedChannel> channel, Descriptor socket,
           std::function<void()> changed);
    ~Bridge() override;

    /// Moves what can be moved. Writes to the channel only if there is room on the way to the jump host.
    void advance(bool hasRoom);
    /// Of the bytes that were written to the channel since it was last asked.
    qsizetype takeSent() { return std::exchange(m_sent, 0); }
    /// Looks at the socket even if nothing was heard of it.
    void lookAtSocket() { m_isReadable = true; }

    /// One of the sides is gone, and all has been delivered that could be.
    bool isOver() const { return m_isOver; }
    std::unique_ptr<ForwardedChannel> takeChannel() { return std::move(m_channel); }

private:
    void descriptorReady(std::uint32_t epollEvents) override;
    void carryIn();
    void carryOut();
    void readSocket();
    void watchSocket();

    Reactor &m_reactor;
    std::unique_ptr<ForwardedChannel> m_channel;
    const Descriptor m_socket;
    const std::function<void()> m_changed;
    QByteArray m_outgoing; ///< from the socket, not yet in the channel
    qsizetype m_sent = 0;
    bool m_isReadable = false;
    bool m_isFull = false;   ///< the socket takes no more for now
    bool m_isHungUp = false; ///< the session with the target is gone
    bool m_isOver = false;
};

} // namespace regatta::transport::libssh
