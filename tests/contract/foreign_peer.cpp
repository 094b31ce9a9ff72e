#include "tests/contract/foreign_peer.h"

#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

int boundSocket(quint16 &port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(descriptor, reinterpret_cast<sockaddr *>(&address), size) == 0 &&
        ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    return descriptor;
}

/// True if `descriptor` is ready, false if it is time to quit.
bool waitFor(int descriptor, short events, int quit)
{
    std::array<pollfd, 2> watched = {pollfd{descriptor, events, 0}, pollfd{quit, POLLIN, 0}};
    return ::poll(watched.data(), watched.size(), -1) > 0 && watched[1].revents == 0;
}

} // namespace

ForeignPeer::ForeignPeer(QByteArray words, Then then)
    : m_words(std::move(words))
    , m_then(then)
    , m_listener(boundSocket(m_port))
    , m_quit(::eventfd(0, EFD_CLOEXEC))
{
    ::listen(m_listener, SOMAXCONN);
    m_thread = std::thread([this] { serve(); });
}

ForeignPeer::~ForeignPeer()
{
    ::eventfd_write(m_quit, 1);
    m_thread.join();
    ::close(m_listener);
    ::close(m_quit);
}

void ForeignPeer::serve()
{
    while (waitFor(m_listener, POLLIN, m_quit)) {
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0)
            talk(connection);
        ::close(connection);
    }
}

void ForeignPeer::talk(int connection)
{
    const auto say = [&] { return ::send(connection, m_words.data(), m_words.size(), MSG_NOSIGNAL) > 0; };
    if (m_then == Then::Repeat) {
        while (waitFor(connection, POLLOUT, m_quit) && say()) {
        }
        return;
    }
    // After the client has spoken, as a server that waits for a request does.
    std::array<char, 1024> request;
    if (!waitFor(connection, POLLIN, m_quit) || ::recv(connection, request.data(), request.size(), 0) <= 0)
        return;
    if (!m_words.isEmpty())
        say();
    if (m_then == Then::KeepQuiet)
        waitFor(connection, POLLRDHUP, m_quit);
}

ClosedPort::ClosedPort()
    : m_socket(boundSocket(m_port))
{}

ClosedPort::~ClosedPort()
{
    ::close(m_socket);
}

} // namespace regatta::tests
