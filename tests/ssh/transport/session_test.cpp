#include "tests/ssh/transport/libssh_fixture.h"

#include <QSet>

#include <algorithm>
#include <atomic>

using namespace regatta;
using namespace regatta::tests;

namespace {

using Session = LibSshFixture;

/// The server's port of the connection that ran the command: equal for executions that shared one.
constexpr char connection[] = "echo ${SSH_CONNECTION}";

QSet<QByteArray> connectionsOf(const QList<RecordingObserver::Record> &records)
{
    QSet<QByteArray> connections;
    for (const RecordingObserver::Record &one : records)
        connections.insert(one.standardOutput);
    return connections;
}

} // namespace

TEST_F(Session, RunsACommand)
{
    startSshd();
    makeTransport();
    const auto done = run("echo out; echo err >&2; exit 3");
    EXPECT_EQ(done.standardOutput, "out\n");
    EXPECT_EQ(done.standardError, "err\n");
    EXPECT_EQ(done.results[0].outcome, Outcome::CommandFailed);
    EXPECT_EQ(done.results[0].exitCode, 3);
    EXPECT_EQ(done.stateNames(),
              (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Running}));
}

TEST_F(Session, IsSharedByEqualEndpoints)
{
    startSshd();
    makeTransport();
    QList<RecordingObserver::Record> records;
    for (int i = 0; i < 20; ++i)
        start(connection);
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 20; ++id)
        records.append(record({id}));
    EXPECT_EQ(connectionsOf(records).size(), 1);
}

TEST_F(Session, StaysWarm)
{
    startSshd();
    makeTransport();
    const auto first = run(connection);
    const auto second = run(connection);
    EXPECT_EQ(first.standardOutput, second.standardOutput);
    EXPECT_EQ(second.stateNames(), QList{TaskState::Running});
    EXPECT_FALSE(second.results[0].times.authenticating);
    EXPECT_TRUE(second.results[0].times.started);
}

TEST_F(Session, IsClosedWhenItIsIdleForTooLong)
{
    startServer(demo::Faults{});
    settings.idle.longest = 50ms;
    makeTransport();
    run("true");
    EXPECT_EQ(server->counters().accepted, 1);
    server->counters().connectedNow.wait(1);
    run("true");
    EXPECT_EQ(server->counters().accepted, 2);
}

TEST_F(Session, IsClosedWhenAsked)
{
    startServer(demo::Faults{});
    makeTransport();
    run("true");
    const auto running = start("echo ready; sleep 1");
    ASSERT_TRUE(observer->waitForOutput(running, "ready"));
    transport->closeIdleSessions(); // none is
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(running).outcome, Outcome::Succeeded);
    transport->closeIdleSessions();
    server->counters().connectedNow.wait(1);
    EXPECT_EQ(server->counters().accepted, 1);
}

TEST_F(Session, IsClosedWhenAskedAlsoRightAfterItsCommand)
{
    startServer(demo::Faults{});
    makeTransport();
    for (int i = 1; i <= 10; ++i) {
        run("true");
        transport->closeIdleSessions(); // the channel may still be closing
        server->counters().connectedNow.wait(1);
        EXPECT_EQ(server->counters().accepted, i);
    }
}

TEST_F(Session, OnlySoManyAreKeptWithoutWork)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    settings.reactors = 1;
    settings.idle.most = 2;
    settings.idleGrace = 0ms;
    const auto most = std::make_shared<std::atomic<int>>(0); // the transport outlives the test
    settings.idleSessionsChanged = [most](int count) { *most = std::max(most->load(), count); };
    makeTransport();
    for (int host = 1; host <= 4; ++host) {
        endpoint.host = QStringLiteral("127.1.0.%1").arg(host);
        EXPECT_EQ(run("true").stateNames().first(), TaskState::Connecting);
    }
    EXPECT_EQ(run("true").stateNames(), QList{TaskState::Running}); // the last one is still there
    endpoint.host = QStringLiteral("127.1.0.1");
    EXPECT_EQ(run("true").stateNames().first(), TaskState::Connecting); // the first one had to go
    EXPECT_EQ(*most, 3);
}

TEST_F(Session, IsClosedWhenLimitsFallThatItKnewOtherwise)
{
    startServer(demo::Faults{});
    settings.idleGrace = 0ms;
    makeTransport();
    for (const transport::IdleLimits limits :
         {transport::IdleLimits{.longest = 1ms}, transport::IdleLimits{.most = 0}}) {
        transport->setIdleLimits({});
        const int before = server->counters().accepted;
        run("true");
        transport->setIdleLimits(limits);
        server->counters().connectedNow.wait(1);
        EXPECT_EQ(server->counters().accepted, before + 1);
    }
}

TEST_F(Session, IsThereForTheNextStepEvenWhereNoneIsKept)
{
    startServer(demo::Faults{});
    settings.idle.most = 0;
    settings.idleGrace = 1h;
    makeTransport();
    for (int step = 0; step < 3; ++step)
        run("true");
    EXPECT_EQ(server->counters().accepted, 1);
}

TEST_F(Session, IsReplacedWhenTheServerDroppedIt)
{
    startServer(demo::Faults{});
    makeTransport();
    run("true");
    server->dropConnections();
    server->counters().connectedNow.wait(1);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(run("echo back").standardOutput, "back\n");
    EXPECT_EQ(server->counters().accepted, 2);
}

TEST_F(Session, IsReplacedWhenItsHostKeepsSilent)
{
    startSshd();
    settings.channelLimit = 1s;
    makeTransport();
    const auto before = run(connection);
    sshd->freezeConnections();
    const auto after = run(connection);
    EXPECT_EQ(after.results[0].outcome, Outcome::Succeeded);
    EXPECT_NE(after.standardOutput, before.standardOutput);
}

TEST_F(Session, OpensAgainWhenItsChannelStalls)
{
    demo::Faults faults;
    startServer(faults);
    settings.channelLimit = 300ms;
    makeTransport();
    run("true");
    server.reset(); // and with it every connection; nobody listens any more
    const auto lost = run("true");
    expectFailure(lost.results[0], Outcome::Unreachable, ErrorCode::ConnectionRefused);
}

TEST_F(Session, WaitsForAFreeChannel)
{
    startSshd({QStringLiteral("MaxSessions 3")});
    makeTransport();
    for (int i = 0; i < 12; ++i)
        start(connection + QByteArray("; sleep 0.1"));
    ASSERT_TRUE(waitForAll());
    QList<RecordingObserver::Record> records;
    for (quint64 id = 1; id <= 12; ++id) {
        EXPECT_EQ(result({id}).outcome, Outcome::Succeeded) << id;
        records.append(record({id}));
    }
    EXPECT_LE(connectionsOf(records).size(), 2);
}

TEST_F(Session, GivesUpWhereNoChannelIsToBeHad)
{
    startSshd({QStringLiteral("MaxSessions 0")});
    makeTransport();
    expectFailure(run("true").results[0], Outcome::CommandFailed, ErrorCode::ChannelRefused);
}

TEST_F(Session, FailsForAllWhoWaitForIt)
{
    demo::Faults faults;
    faults.stallAt = demo::Phase::KeyExchange; // so that all of them are there before it fails
    startServer(faults);
    makeTransport();
    for (int i = 0; i < 5; ++i) {
        Execution one = execution("true");
        one.timeouts.connect = 1s;
        start(one);
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 5; ++id)
        expectFailure(result({id}), Outcome::Unreachable, ErrorCode::ConnectTimedOut);
    EXPECT_EQ(server->counters().accepted, 1);
}

TEST_F(Session, TellsWhoJoinsHowFarItIs)
{
    demo::Faults faults;
    faults.stallAt = demo::Phase::Authenticating;
    startServer(faults);
    makeTransport();
    Execution impatient = execution("true");
    impatient.timeouts.logIn = 1s;
    const auto first = start(impatient);
    ASSERT_TRUE(observer->waitForState(first, TaskState::Authenticating));
    const auto second = start("true");
    ASSERT_TRUE(observer->waitForState(second, TaskState::Authenticating));
    ASSERT_TRUE(waitForAll());
    expectFailure(result(second), Outcome::AuthenticationFailed, ErrorCode::LogInTimedOut);
}

TEST_F(Session, IsFairToAllOfManyHosts)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    settings.handshakesInFlight = 8;
    settings.mostHandshakesInFlight = 8;
    makeTransport();
    constexpr int hosts = 60;
    for (int i = 0; i < hosts; ++i) {
        endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        start("echo " + QByteArray::number(i));
    }
    ASSERT_TRUE(waitForAll());
    for (int i = 0; i < hosts; ++i)
        EXPECT_EQ(record({quint64(i + 1)}).standardOutput, QByteArray::number(i) + '\n');
}
