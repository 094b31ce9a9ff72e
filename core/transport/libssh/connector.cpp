#include "core/transport/libssh/connector.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>

#include <cerrno>
#include <cstring>

namespace regatta::transport::libssh {

namespace {

using namespace std::chrono_literals;

/// RFC 8305, 5: "Connection Attempt Delay", recommended value.
constexpr auto patience = 250ms;

/// A peer that vanished without a word is noticed within a minute: idle ones by three probes, busy ones by
/// data that stays unacknowledged.
constexpr int secondsToFirstProbe = 30;
constexpr int secondsBetweenProbes = 10;
constexpr int probes = 3;
constexpr int millisecondsUnacknowledged = 60'000;

template <typename Value>
void setOption(int socket, int level, int option, Value value)
{
    ::setsockopt(socket, level, option, &value, sizeof value);
}

void prepare(int socket)
{
    setOption(socket, IPPROTO_TCP, TCP_NODELAY, 1); // else each request of SSH waits for a delayed ACK
    setOption(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(socket, IPPROTO_TCP, TCP_KEEPIDLE, secondsToFirstProbe);
    setOption(socket, IPPROTO_TCP, TCP_KEEPINTVL, secondsBetweenProbes);
    setOption(socket, IPPROTO_TCP, TCP_KEEPCNT, probes);
    setOption(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, unsigned{millisecondsUnacknowledged});
}

int errorOf(int socket)
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

base::ErrorCode codeOf(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return base::ErrorCode::ConnectionRefused;
    case ETIMEDOUT:
        return base::ErrorCode::ConnectTimedOut;
    case ECONNRESET:
        return base::ErrorCode::KeyExchangeFailed; // it was there, and hung up
    case EMFILE:
    case ENFILE:
        return base::ErrorCode::DescriptorsExhausted;
    default:
        return base::ErrorCode::NetworkUnreachable;
    }
}

} // namespace

Connector::Connector(Reactor &reactor, Addresses addresses, Done done)
    : m_reactor(reactor)
    , m_addresses(std::move(addresses))
    , m_done(std::move(done))
    , m_patience(reactor)
{}

Connector::~Connector()
{
    dropAttempts();
}

void Connector::tryNextAddress()
{
    while (m_next < m_addresses.size()) {
        m_lastError = attempt(m_addresses[m_next++]);
        if (m_lastError == 0) {
            if (m_next < m_addresses.size())
                m_patience.startIn(patience, [this] { tryNextAddress(); });
            return;
        }
    }
    if (m_attempts.empty()) {
        finish(base::failure(codeOf(m_lastError), QString::fromLocal8Bit(std::strerror(m_lastError))));
    }
}

int Connector::attempt(const SocketAddress &address)
{
    Descriptor socket(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isOpen())
        return errno;
    prepare(socket.get());
    // Also one that is connected already says so by becoming writable: one way through.
    if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address.storage), address.length) != 0 &&
        errno != EINPROGRESS)
        return errno;
    m_reactor.watch(socket.get(), EPOLLOUT, this);
    m_attempts.push_back(std::move(socket));
    return 0;
}

void Connector::descriptorReady(std::uint32_t)
{
    for (auto attempt = m_attempts.begin(); attempt != m_attempts.end();) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        if (::getpeername(attempt->get(), reinterpret_cast<sockaddr *>(&peer), &size) == 0) {
            m_reactor.handOver(attempt->get(), this); // to whoever speaks SSH on it
            Descriptor connected = std::move(*attempt);
            m_attempts.erase(attempt);
            return finish(std::move(connected));
        }
        const int error = errorOf(attempt->get());
        if (error == 0) {
            ++attempt; // still under way
            continue;
        }
        m_lastError = error;
        m_reactor.forget(attempt->get(), this);
        attempt = m_attempts.erase(attempt);
    }
    if (m_next < m_addresses.size())
        return tryNextAddress();
    if (m_attempts.empty())
        finish(base::failure(codeOf(m_lastError), QString::fromLocal8Bit(std::strerror(m_lastError))));
}

void Connector::dropAttempts()
{
    for (const Descriptor &attempt : m_attempts)
        m_reactor.forget(attempt.get(), this);
    m_attempts.clear();
}

void Connector::finish(base::Expected<Descriptor> result)
{
    m_patience.stop();
    dropAttempts();
    const Done done = std::move(m_done);
    done(std::move(result));
}

} // namespace regatta::transport::libssh
