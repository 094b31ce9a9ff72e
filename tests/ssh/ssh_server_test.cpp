#include "tests/ssh/libssh_client.h"
#include "tests/ssh/ssh_program.h"
#include "tests/support/forwarder.h"
#include "tests/support/processes.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <gtest/gtest.h>

#include <sys/resource.h>

using namespace regatta;
using namespace regatta::tests;

TEST(SshServer, ForwardsOutputErrorAndExitCode)
{
    ServerUnderTest host;
    const SshResult result = runSsh(host.call(), QStringLiteral("echo out; echo err >&2; exit 3"));
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.error, "err\n");
    EXPECT_EQ(result.exitCode, 3);
}

TEST(SshServer, RunsInTheHomeOfTheHostWithNothingOfOurEnvironment)
{
    qputenv("REGATTA_TEST_LEAK", "leaked");
    ServerUnderTest host;
    const SshResult result = runSsh(host.call(), QStringLiteral("pwd; echo $HOME $USER; env"));
    qunsetenv("REGATTA_TEST_LEAK");
    EXPECT_TRUE(result.output.startsWith(host.folder().toUtf8() + '\n' + host.folder().toUtf8() + " demo\n"))
        << result.output.toStdString();
    EXPECT_FALSE(result.output.contains("leaked"));
}

TEST(SshServer, ForwardsInputToItsEnd)
{
    ServerUnderTest host;
    const SshResult result = runSsh(host.call(), QStringLiteral("cat; echo end"), QByteArray("a\0b\n", 4));
    EXPECT_EQ(result.output, QByteArray("a\0b\nend\n", 8));
}

TEST(SshServer, ForwardsMuchInBothDirections)
{
    QByteArray much(8 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < much.size(); ++i)
        much[i] = char(i * 7 + i / 1021);
    ServerUnderTest host;
    const SshResult result = runSsh(host.call(), QStringLiteral("cat"), much);
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output.size(), much.size());
    EXPECT_EQ(QCryptographicHash::hash(result.output, QCryptographicHash::Sha1),
              QCryptographicHash::hash(much, QCryptographicHash::Sha1));
}

TEST(SshServer, StopsReadingFromACommandWhoseReaderHasStopped)
{
    ServerUnderTest host;
    LibsshClient client(host.call());
    ssh_channel channel = client.run("i=0; while [ $i -lt 100 ]; do head -c 100000 /dev/zero; i=$((i + 1)); "
                                     "echo x >> progress; done");
    ASSERT_NE(channel, nullptr);
    // Nobody reads: a window of 64,000 bytes and a pipe are all that fits. Meanwhile another connection gets
    // much.
    const QString progress = host.folder() + QStringLiteral("/progress");
    ASSERT_TRUE(waitForFile(progress));
    EXPECT_EQ(runSsh(host.call(), QStringLiteral("head -c 10000000 /dev/zero")).output.size(), 10'000'000);
    EXPECT_LT(QFileInfo(progress).size(), 2 * 5);
    EXPECT_EQ(readAll(channel).size(), 10'000'000);
    EXPECT_EQ(ssh_channel_get_exit_status(channel), 0);
}

TEST(SshServer, ReportsDeathByASignal)
{
    ServerUnderTest host;
    SshCall call = host.call();
    call.options = {QStringLiteral("-v")};
    const SshResult result = runSsh(call, QStringLiteral("kill -SEGV $$"));
    EXPECT_EQ(result.exitCode, 255);
    EXPECT_TRUE(result.error.contains("rtype exit-signal"));
    EXPECT_FALSE(result.error.contains("rtype exit-status"));
}

TEST(SshServer, DeliversSignalsToTheProcessGroup)
{
    ServerUnderTest host;
    LibsshClient client(host.call());
    ssh_channel channel =
        client.run("trap 'echo caught; exit 7' TERM; echo ready; while :; do sleep 0.01; done");
    ASSERT_NE(channel, nullptr);
    char ready[6];
    ASSERT_EQ(ssh_channel_read(channel, ready, sizeof ready, 0), 6);
    EXPECT_EQ(ssh_channel_request_send_signal(channel, "TERM"), SSH_OK);
    EXPECT_EQ(readAll(channel), "caught\n");
    EXPECT_EQ(ssh_channel_get_exit_status(channel), 7);
}

TEST(SshServer, ServesTenChannelsOnOneConnection)
{
    ServerUnderTest host;
    SshCall master = host.call();
    const QString path = QStringLiteral("ControlPath=") + host.folder() + QStringLiteral("/c");
    master.options = {QStringLiteral("-o"), path, QStringLiteral("-o"), QStringLiteral("ControlMaster=yes"),
                      QStringLiteral("-N")};
    const auto connection = startSsh(master, {});
    ASSERT_TRUE(waitForFile(host.folder() + QStringLiteral("/c")));

    SshCall shared = host.call();
    shared.options = {QStringLiteral("-o"), path};
    std::vector<std::unique_ptr<QProcess>> clients;
    for (int i = 0; i < 10; ++i) {
        // Each one waits for all the others: only channels that are served side by side get through.
        clients.push_back(
            startSsh(shared, QStringLiteral("echo %1; touch t%1; "
                                            "while [ $(ls t? | wc -l) -lt 10 ]; do sleep 0.01; done")
                                 .arg(i)));
    }
    for (int i = 0; i < 10; ++i) {
        const SshResult result = waitForSsh(*clients[size_t(i)]);
        EXPECT_EQ(result.exitCode, 0) << result.error.toStdString();
        EXPECT_EQ(result.output, QByteArray::number(i) + '\n');
    }
    EXPECT_EQ(host.server().counters().accepted, 1);
    EXPECT_EQ(host.server().counters().channels, 10);
    connection->kill(); // ssh 9.2 may sleep through a SIGTERM that comes at the wrong moment
    connection->waitForFinished();
}

TEST(SshServer, KillsTheProcessGroupOfALostClient)
{
    ServerUnderTest host;
    const auto client = startSsh(host.call(), QStringLiteral("sleep 1000 & echo $! $$; wait"));
    QByteArray line;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardOutput, "\n", line));
    const QList<QByteArray> ids = line.trimmed().split(' ');
    ASSERT_EQ(ids.size(), 2);
    client->kill();
    client->waitForFinished();
    for (const QByteArray &id : ids)
        EXPECT_TRUE(waitForEnd(id.toInt()));
}

TEST(SshServer, EndsEverythingWithItself)
{
    auto host = std::make_unique<ServerUnderTest>();
    const auto client = startSsh(host->call(), QStringLiteral("echo $$; exec sleep 1000"));
    QByteArray line;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardOutput, "\n", line));
    host.reset();
    EXPECT_FALSE(isAlive(line.trimmed().toInt()));
    EXPECT_EQ(waitForSsh(*client).exitCode, 255);
}

TEST(SshServer, ClosesTheChannelOnlyWhenItsOutputHasEnded)
{
    ServerUnderTest host;
    const SshResult result =
        runSsh(host.call(), QStringLiteral("(while [ ! -e go ]; do sleep 0.01; done; echo late) & touch go"));
    EXPECT_EQ(result.output, "late\n");
    EXPECT_EQ(result.exitCode, 0);
}

TEST(SshServer, AnswersWithoutAProcessWhenToldTo)
{
    demo::ServerSettings settings;
    settings.cannedReply = demo::CannedReply{.output = "hello\n", .error = "warning\n", .exitCode = 4};
    ServerUnderTest host(settings);
    const SshResult result = runSsh(host.call(), QStringLiteral("echo hello > touched"), "unread");
    EXPECT_EQ(result.output, "hello\n");
    EXPECT_EQ(result.error, "warning\n");
    EXPECT_EQ(result.exitCode, 4);
    EXPECT_FALSE(QFile::exists(host.folder() + QStringLiteral("/touched")));
}

TEST(SshServer, DropsAllConnectionsOnDemandAndGoesOn)
{
    ServerUnderTest host;
    const auto client = startSsh(host.call(), QStringLiteral("echo $$; exec sleep 1000"));
    QByteArray line;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardOutput, "\n", line));
    host.server().dropConnections();
    EXPECT_EQ(waitForSsh(*client).exitCode, 255);
    EXPECT_TRUE(waitForEnd(line.trimmed().toInt()));
    EXPECT_EQ(runSsh(host.call(), QStringLiteral("exit 5")).exitCode, 5);
}

TEST(SshServer, RefusesToListenBeyondLoopback)
{
    demo::ServerSettings settings;
    settings.address = QStringLiteral("0.0.0.0");
    EXPECT_FALSE(demo::SshServer::start(settings).has_value());
}

TEST(SshServer, ForwardsNothingUnlessToldHow)
{
    ServerUnderTest target;
    const QStringList toTarget{QStringLiteral("-W"),
                               QStringLiteral("127.0.0.1:%1").arg(target.server().port())};
    ServerUnderTest closed;
    SshCall call = closed.call();
    call.options = toTarget;
    const SshResult refused = runSsh(call, {});
    EXPECT_EQ(refused.exitCode, 255);
    EXPECT_TRUE(refused.error.contains("administratively prohibited")) << refused.error.toStdString();
    EXPECT_EQ(target.server().counters().accepted, 0);

    demo::ServerSettings settings;
    settings.forwarder = bashAsForwarder();
    ServerUnderTest gate(settings);
    call = gate.call();
    call.options = toTarget;
    const auto client = startSsh(call, {});
    QByteArray banner;
    EXPECT_TRUE(waitForText(*client, QProcess::StandardOutput, "SSH-2.0-", banner));
    client->kill();
    client->waitForFinished();
    waitForConnections(target.server().counters(), 0); // what carried it has gone with the client
}

TEST(SshServer, ServesAHundredSessionsOfTenCommandsAtOnce)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur =
        limit.rlim_max; // four descriptors a command, two a session (client and server are one process)
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ASSERT_GE(limit.rlim_max, rlim_t(4600));

    ServerUnderTest host;
    std::vector<std::unique_ptr<LibsshClient>> clients;
    std::vector<ssh_channel> channels;
    for (int session = 0; session < 100; ++session) {
        clients.push_back(std::make_unique<LibsshClient>(host.call()));
        for (int command = 0; command < 10; ++command) {
            channels.push_back(clients.back()->run("exec cat"));
            ASSERT_NE(channels.back(), nullptr);
        }
    }
    EXPECT_EQ(host.server().counters().connectedNow, 100);
    for (size_t i = 0; i < channels.size(); ++i) {
        const QByteArray text = QByteArray::number(qlonglong(i));
        ssh_channel_write(channels[i], text.constData(), std::uint32_t(text.size()));
        ssh_channel_send_eof(channels[i]);
    }
    for (size_t i = 0; i < channels.size(); ++i) {
        EXPECT_EQ(readAll(channels[i]), QByteArray::number(qlonglong(i)));
        EXPECT_EQ(ssh_channel_get_exit_status(channels[i]), 0);
    }
}
