#include "core/transport/libssh/ssh_connection.h"

#include "core/transport/libssh/resolver.h"
#include "tests/ssh/transport/libssh_fixture.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

using namespace regatta;
using namespace regatta::tests;
using transport::libssh::Descriptor;
using transport::libssh::Progress;
using transport::libssh::SshConnection;

namespace {

using Connection = LibSshFixture;

Descriptor connectedTo(const Endpoint &endpoint)
{
    const auto address = transport::libssh::numericAddress(endpoint.host, endpoint.port);
    Descriptor socket(::socket(address->family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address->storage), address->length),
              0);
    ::fcntl(socket.get(), F_SETFL, O_NONBLOCK);
    return socket;
}

bool isOpen(int descriptor)
{
    return ::fcntl(descriptor, F_GETFL) >= 0;
}

/// Drives the key exchange; calls `look` after each step.
Progress exchangeKeys(SshConnection &connection, const std::function<void()> &look)
{
    Progress progress = connection.connect();
    while (progress == Progress::Again) {
        look();
        pollfd watched{connection.descriptor(), POLLIN, 0};
        ::poll(&watched, 1, -1);
        progress = connection.connect();
    }
    return progress;
}

} // namespace

TEST_F(Connection, NeverBlocks)
{
    startServer(demo::Faults{});
    SshConnection connection(connectedTo(endpoint), {"somebody", "/nowhere", {}});
    const auto expectNonBlocking = [&] {
        EXPECT_TRUE(::fcntl(connection.descriptor(), F_GETFL) & O_NONBLOCK);
    };
    EXPECT_EQ(exchangeKeys(connection, expectNonBlocking), Progress::Done);
    expectNonBlocking();
    EXPECT_EQ(connection.authenticateWithNone(), transport::libssh::AuthProgress::Again);
    expectNonBlocking();
}

TEST_F(Connection, KnowsTheHostKey)
{
    startServer(demo::Faults{});
    SshConnection connection(connectedTo(endpoint), {"somebody", "/nowhere", {"ssh-ed25519"}});
    EXPECT_FALSE(connection.hostKey());
    ASSERT_EQ(exchangeKeys(connection, [] {}), Progress::Done);
    ASSERT_TRUE(connection.hostKey());
    EXPECT_EQ(connection.hostKey()->type, "ssh-ed25519");
    EXPECT_EQ(connection.hostKey()->blob.toBase64(), server->hostKey());
}

TEST_F(Connection, ClosesItsSocketExactlyOnce)
{
    startServer(demo::Faults{});
    int descriptor = -1;
    {
        const SshConnection untouched(connectedTo(endpoint), {"somebody", "/nowhere", {}});
        descriptor = untouched.descriptor();
    }
    EXPECT_FALSE(isOpen(descriptor));
    {
        SshConnection sound(connectedTo(endpoint), {"somebody", "/nowhere", {}});
        EXPECT_EQ(exchangeKeys(sound, [] {}), Progress::Done);
        descriptor = sound.descriptor();
    }
    EXPECT_FALSE(isOpen(descriptor));
    SshConnection dropped(connectedTo(endpoint), {"somebody", "/nowhere", {}});
    EXPECT_EQ(exchangeKeys(dropped, [] {}), Progress::Done);
    server.reset();
    while (dropped.dispatch() != Progress::Failed) {
        pollfd watched{dropped.descriptor(), POLLIN, 0};
        ::poll(&watched, 1, -1);
    }
    EXPECT_FALSE(dropped.isAlive());
}
