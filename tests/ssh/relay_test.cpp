#include "tests/ssh/ssh_program.h"
#include "tests/support/relay/relay.h"

#include <QCryptographicHash>
#include <QElapsedTimer>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;
using namespace std::chrono_literals;

namespace {

SshCall through(const Relay &relay, const ServerUnderTest &host)
{
    SshCall call = host.call();
    call.port = relay.port();
    // The key is known for the host's own port.
    call.options << QStringLiteral("-o")
                 << QStringLiteral("HostKeyAlias=[127.0.0.1]:%1").arg(host.call().port);
    return call;
}

} // namespace

TEST(Relay, DelaysEachRoundTrip)
{
    ServerUnderTest host;
    const Relay relay(QStringLiteral("127.0.0.1"), host.call().port, 40ms);
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(runSsh(through(relay, host), QStringLiteral("exit 3")).exitCode, 3);
    // Banner and key exchange, service, log-in, channel, command: five round trips are the least of it.
    EXPECT_GE(timer.elapsed(), 5 * 80);
}

TEST(Relay, ChangesNoByteAndHasNoLimitOfRate)
{
    QByteArray much(8 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < much.size(); ++i)
        much[i] = char(i * 7 + i / 1021);
    ServerUnderTest host;
    const Relay relay(QStringLiteral("127.0.0.1"), host.call().port, 1ms);
    const SshResult result = runSsh(through(relay, host), QStringLiteral("cat"), much);
    EXPECT_EQ(result.exitCode, 0) << result.error.toStdString();
    EXPECT_EQ(QCryptographicHash::hash(result.output, QCryptographicHash::Sha1),
              QCryptographicHash::hash(much, QCryptographicHash::Sha1));
}

TEST(Relay, PassesOnThatAPeerHasGone)
{
    ServerUnderTest host;
    const Relay relay(QStringLiteral("127.0.0.1"), host.call().port, 5ms);
    const auto client = startSsh(through(relay, host), QStringLiteral("echo ready; exec sleep 1000"));
    QByteArray said;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardOutput, "ready\n", said));
    client->kill();
    client->waitForFinished();
    waitForConnections(host.server().counters(), 0);

    said.clear();
    const auto another = startSsh(through(relay, host), QStringLiteral("echo ready; exec sleep 1000"));
    ASSERT_TRUE(waitForText(*another, QProcess::StandardOutput, "ready\n", said));
    host.server().dropConnections();
    EXPECT_EQ(waitForSsh(*another).exitCode, 255);
}
