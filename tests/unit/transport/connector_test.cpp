#include "core/transport/libssh/connector.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

using namespace regatta;
using namespace regatta::transport::libssh;
using base::ErrorCode;

namespace {

/// Listens on a free port of loopback until it is closed.
class Listener
{
public:
    explicit Listener(int backlog = 10)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        m_address = *numericAddress(QStringLiteral("127.0.0.1"), 0);
        EXPECT_EQ(::bind(m_socket.get(), reinterpret_cast<sockaddr *>(&m_address.storage), m_address.length),
                  0);
        ::getsockname(m_socket.get(), reinterpret_cast<sockaddr *>(&m_address.storage), &m_address.length);
        EXPECT_EQ(::listen(m_socket.get(), backlog), 0);
    }
    const SocketAddress &address() const { return m_address; }
    void close() { m_socket = Descriptor(); }

private:
    Descriptor m_socket;
    SocketAddress m_address;
};

SocketAddress closedAddress()
{
    Listener listener;
    listener.close();
    return listener.address();
}

base::Expected<Descriptor> connectedTo(const Addresses &addresses)
{
    Reactor reactor;
    base::Expected<Descriptor> result;
    std::unique_ptr<Connector> connector;
    connector = std::make_unique<Connector>(reactor, addresses, [&](base::Expected<Descriptor> socket) {
        result = std::move(socket);
        connector.reset();
        reactor.quit();
    });
    // From within the loop, because an attempt may fail before start() returns.
    reactor.post([&] { connector->start(); });
    reactor.run();
    return result;
}

int optionOf(const Descriptor &socket, int level, int option)
{
    int value = -1;
    socklen_t size = sizeof value;
    ::getsockopt(socket.get(), level, option, &value, &size);
    return value;
}

} // namespace

TEST(Connector, MakesASocketReadyForSsh)
{
    const Listener listener;
    const auto socket = connectedTo({listener.address()});
    ASSERT_TRUE(socket);
    EXPECT_TRUE(::fcntl(socket->get(), F_GETFL) & O_NONBLOCK);
    EXPECT_NE(optionOf(*socket, IPPROTO_TCP, TCP_NODELAY), 0);
}

TEST(Connector, NoticesWithinAMinuteThatAPeerIsGone)
{
    const Listener listener;
    const auto socket = connectedTo({listener.address()});
    ASSERT_TRUE(socket);
    EXPECT_NE(optionOf(*socket, SOL_SOCKET, SO_KEEPALIVE), 0);
    const int seconds =
        optionOf(*socket, IPPROTO_TCP, TCP_KEEPIDLE) +
        optionOf(*socket, IPPROTO_TCP, TCP_KEEPINTVL) * optionOf(*socket, IPPROTO_TCP, TCP_KEEPCNT);
    EXPECT_LE(seconds, 60);
    EXPECT_EQ(optionOf(*socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 60'000);
}

TEST(Connector, TellsAClosedPort)
{
    const auto socket = connectedTo({closedAddress()});
    ASSERT_FALSE(socket);
    EXPECT_EQ(socket.error().code, ErrorCode::ConnectionRefused);
}

TEST(Connector, TriesTheNextAddressAfterAFailure)
{
    const Listener listener;
    EXPECT_TRUE(connectedTo({closedAddress(), closedAddress(), listener.address()}));
}

TEST(Connector, TriesTheNextAddressWhileTheFirstKeepsSilent)
{
    // A full backlog answers nothing: the kernel drops what asks for a connection.
    const Listener full(0);
    std::vector<Descriptor> fillers;
    for (int i = 0; i < 4; ++i) {
        Descriptor &filler =
            fillers.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(filler.get(), reinterpret_cast<const sockaddr *>(&full.address().storage),
                  full.address().length);
    }
    const Listener listener;
    EXPECT_TRUE(connectedTo({full.address(), listener.address()}));
}

TEST(Connector, SaysWhatWentWrongLast)
{
    const auto socket = connectedTo({closedAddress(), closedAddress()});
    ASSERT_FALSE(socket);
    EXPECT_EQ(socket.error().code, ErrorCode::ConnectionRefused);
    EXPECT_FALSE(socket.error().detail.isEmpty());
}
