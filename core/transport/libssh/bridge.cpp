#include "core/transport/libssh/bridge.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>

namespace regatta::transport::libssh {

namespace {

/// What is read from the socket at once; no more waits to be written to the channel.
constexpr qsizetype mostOutgoing = 32 * 1024;

bool meansLater(int error)
{
    return error == EAGAIN || error == EINTR;
}

} // namespace

Bridge::Bridge(Reactor &reactor, std::unique_ptr<ForwardedChannel> channel, Descriptor socket,
               std::function<void()> changed)
    : m_reactor(reactor)
    , m_channel(std::move(channel))
    , m_socket(std::move(socket))
    , m_changed(std::move(changed))
{
    watchSocket();
}

Bridge::~Bridge()
{
    m_reactor.forget(m_socket.get(), this);
}

void Bridge::descriptorReady(std::uint32_t epollEvents)
{
    m_isReadable |= (epollEvents & EPOLLIN) != 0;
    m_isFull &= (epollEvents & EPOLLOUT) == 0;
    m_isHungUp |= (epollEvents & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    watchSocket();
    m_changed();
}

void Bridge::advance(bool hasRoom)
{
    carryIn();
    if (hasRoom)
        carryOut();
    if (m_isOver)
        return m_reactor.forget(m_socket.get(), this);
    watchSocket();
}

/// To the target's session.
void Bridge::carryIn()
{
    QByteArray &received = m_channel->received();
    while (!received.isEmpty() && !m_isFull && !m_isOver) {
        const ssize_t sent = ::send(m_socket.get(), received.constData(), size_t(received.size()),
                                    MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            received.remove(0, sent);
            m_channel->refill();
        } else {
            m_isFull = meansLater(errno);
            m_isOver = !m_isFull;
        }
    }
    m_isOver |= m_channel->hasEnded();
}

/// To the jump host.
void Bridge::carryOut()
{
    if (m_outgoing.isEmpty() && m_isReadable && !m_isOver)
        readSocket();
    if (m_outgoing.isEmpty() || m_isOver)
        return;
    const qsizetype taken = m_channel->write(m_outgoing);
    if (taken > 0) {
        m_outgoing.remove(0, taken);
        m_sent += taken;
    }
    // Who has hung up waits for nothing, so that nothing has to be kept for a window that may never open.
    m_isOver |= taken < 0 || (m_isHungUp && !m_outgoing.isEmpty());
}

void Bridge::readSocket()
{
    m_outgoing.resize(mostOutgoing);
    const ssize_t count = ::recv(m_socket.get(), m_outgoing.data(), size_t(mostOutgoing), MSG_DONTWAIT);
    const bool isLater = count < 0 && meansLater(errno);
    m_outgoing.resize(count > 0 ? count : 0);
    m_isOver |= count <= 0 && !isLater;
    m_isReadable = count == mostOutgoing;
    if (m_isReadable)
        m_changed(); // there is more, but it is the others' turn
}

void Bridge::watchSocket()
{
    std::uint32_t events = m_isHungUp ? 0U : std::uint32_t(EPOLLRDHUP);
    if (m_outgoing.isEmpty() && !m_isReadable)
        events |= EPOLLIN;
    if (m_isFull)
        events |= EPOLLOUT;
    m_reactor.watch(m_socket.get(), events, this);
}

} // namespace regatta::transport::libssh
