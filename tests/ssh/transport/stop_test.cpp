#include "tests/ssh/transport/libssh_fixture.h"
#include "tests/support/processes.h"

using namespace regatta;
using namespace regatta::tests;

namespace {

class Stop : public LibSshFixture
{
protected:
    /// Runs a command that prints the ids of its processes, stops it, and returns them.
    QList<pid_t> stopped(const QByteArray &command, qsizetype lines)
    {
        const qsizetype before = observer->finishedCount();
        const auto id = start(command);
        EXPECT_TRUE(observer->waitForOutput(id, "ready"));
        transport->stop(id);
        EXPECT_TRUE(observer->waitForFinished(before + 1));
        QList<pid_t> processes;
        for (const QByteArray &line : record(id).standardOutput.split('\n').mid(0, lines))
            processes << pid_t(line.toInt());
        return processes;
    }
};

} // namespace

TEST_F(Stop, EndsInAReceiptWhereTheServerReportsTheEnd)
{
    startServer(demo::Faults{});
    makeTransport();
    const auto id = start("echo $$; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "\n"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    expectFailure(result(id), Outcome::Cancelled, ErrorCode::Cancelled);
    EXPECT_FALSE(tests::isAlive(record(id).standardOutput.trimmed().toInt()));
    EXPECT_EQ(record(id).stateNames().last(), TaskState::Stopping);
}

TEST_F(Stop, LetsACommandSayItsLastWords)
{
    startServer(demo::Faults{});
    makeTransport();
    const auto id = start("trap 'echo cleaned; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    EXPECT_TRUE(record(id).standardOutput.contains("cleaned"));
}

TEST_F(Stop, KillsWhoIgnoresTerm)
{
    startServer(demo::Faults{});
    settings.stopGrace = 200ms;
    settings.killGrace = 10s;
    makeTransport();
    const auto id = start("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
    ASSERT_TRUE(observer->waitForOutput(id, "deaf"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    EXPECT_EQ(result(id).signal, "KILL");
}

TEST_F(Stop, WithoutAReportIsUnverified)
{
    demo::Faults faults;
    faults.noExitStatus = true;
    startServer(faults);
    makeTransport();
    const auto id = start("echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    expectFailure(result(id), Outcome::StopUnverified, ErrorCode::StopUnverified);
}

TEST_F(Stop, OfAStalledServerIsUnverifiedInTime)
{
    demo::Faults faults;
    faults.stallAt = demo::Phase::MidOutput;
    startServer(faults);
    settings.stopGrace = 100ms;
    settings.killGrace = 100ms;
    makeTransport();
    const auto id = start("echo 0123456789; echo 0123456789; sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "\n01234"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    expectFailure(result(id), Outcome::StopUnverified, ErrorCode::StopUnverified);
}

TEST_F(Stop, WhileItWaitsForAChannelCancels)
{
    startSshd({QStringLiteral("MaxSessions 1")});
    makeTransport();
    const auto first = start("echo ready; sleep 2");
    ASSERT_TRUE(observer->waitForOutput(first, "ready"));
    const auto second = start("echo never");
    transport->stop(second);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(first).outcome, Outcome::Succeeded);
    EXPECT_EQ(result(second).outcome, Outcome::Cancelled);
    EXPECT_FALSE(result(second).times.running);
}

TEST_F(Stop, OfAllWhoWaitClosesTheConnection)
{
    demo::Faults faults;
    faults.stallAt = demo::Phase::KeyExchange;
    startServer(faults);
    makeTransport();
    const auto first = start("true");
    const auto second = start("true");
    ASSERT_TRUE(observer->waitForState(second, TaskState::Connecting));
    transport->stop(first);
    transport->stop(second);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(first).outcome, Outcome::Cancelled);
    EXPECT_EQ(result(second).outcome, Outcome::Cancelled);
}

TEST_F(Stop, ManyAtOnceHalfWay)
{
    startServer(demo::Faults{});
    settings.stopGrace = 60s; // 500 processes die one after the other, on a machine that may be busy
    makeTransport();
    constexpr quint64 count = 500;
    const auto first = start("echo ready; exec sleep 600");
    for (quint64 i = 1; i < count; ++i)
        start("exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(first, "ready"));
    for (quint64 id = 1; id <= count; ++id)
        transport->stop({id});
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= count; ++id)
        EXPECT_EQ(result({id}).outcome, Outcome::Cancelled) << id;
}

TEST_F(Stop, AfterAStepLimitIsTimedOut)
{
    startServer(demo::Faults{});
    makeTransport();
    Execution slow = execution("echo begun; exec sleep 600");
    slow.timeouts.step = 300ms;
    const auto done = run(slow);
    expectFailure(done.results[0], Outcome::TimedOut, ErrorCode::StepTimedOut);
    EXPECT_EQ(done.stateNames().last(), TaskState::Stopping);
}

// From here on against OpenSSH's server, which takes no signals for root: the processes themselves are ended.

TEST_F(Stop, EndsTheWholeGroupAndSaysSo)
{
    startSshd();
    makeTransport();
    for (const pid_t process : stopped("echo $$; sleep 600 & echo $!; echo ready; wait", 2))
        EXPECT_FALSE(tests::isAlive(process)) << process;
    expectFailure(result({lastId}), Outcome::Cancelled, ErrorCode::Cancelled);
}

TEST_F(Stop, FollowsWhoHasAGroupOfItsOwn)
{
    startSshd();
    makeTransport();
    // As timeout(1) and a shell with job control make them.
    for (const pid_t process :
         stopped("echo $$; setsid sh -c 'echo $$; echo ready; exec sleep 600'; true", 2))
        EXPECT_FALSE(tests::isAlive(process)) << process;
    EXPECT_EQ(result({lastId}).outcome, Outcome::Cancelled);
}

TEST_F(Stop, KillsADeafGroupAfterItsGrace)
{
    startSshd();
    settings.stopGrace = 200ms;
    makeTransport();
    const auto processes =
        stopped("trap '' TERM; echo $$; sleep 600 & echo $!; echo ready; while :; do wait; sleep 1; done", 2);
    for (const pid_t process : processes)
        EXPECT_FALSE(tests::isAlive(process)) << process;
    EXPECT_EQ(result({lastId}).outcome, Outcome::Cancelled);
}

TEST_F(Stop, TellsTheCommandFromItsNeighboursOnTheConnection)
{
    startSshd();
    makeTransport();
    const auto neighbour = start("echo $$; echo ready; sleep 600; true");
    ASSERT_TRUE(observer->waitForOutput(neighbour, "ready"));
    for (const pid_t process : stopped("echo $$; echo ready; sleep 601; true", 1))
        EXPECT_FALSE(tests::isAlive(process)) << process;
    EXPECT_EQ(result({lastId}).outcome, Outcome::Cancelled);
    EXPECT_TRUE(tests::isAlive(record(neighbour).standardOutput.split('\n').first().toInt()));
    transport->stop(neighbour);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(neighbour).outcome, Outcome::Cancelled);
}

TEST_F(Stop, AStepLimitEndsTheGroupToo)
{
    startSshd();
    makeTransport();
    Execution slow = execution("sleep 600 & echo $!; wait");
    slow.timeouts.step = 500ms;
    const auto done = run(slow);
    expectFailure(done.results[0], Outcome::TimedOut, ErrorCode::StepTimedOut);
    EXPECT_FALSE(tests::isAlive(done.standardOutput.trimmed().toInt()));
}

TEST_F(Stop, ManyOnARealServerLeaveNothing)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    makeTransport();
    constexpr int count = 200;
    for (int i = 1; i <= count; ++i) {
        Execution one = execution("echo $$; exec sleep 600");
        one.endpoint.host = QStringLiteral("127.0.1.%1").arg(i);
        start(one);
    }
    for (quint64 id = 1; id <= count; ++id)
        ASSERT_TRUE(observer->waitForOutput({id}, "\n"));
    for (quint64 id = 1; id <= count; ++id)
        transport->stop({id});
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= count; ++id) {
        EXPECT_EQ(result({id}).outcome, Outcome::Cancelled) << id;
        EXPECT_FALSE(tests::isAlive(record({id}).standardOutput.trimmed().toInt())) << id;
    }
}

TEST_F(Stop, ManyOnOneConnectionShareTheChannelThatIsLeft)
{
    startSshd({QStringLiteral("MaxSessions 10")});
    makeTransport();
    constexpr int count = 9;
    for (int i = 1; i <= count; ++i)
        start("echo $$; sleep 60" + QByteArray::number(i) + "; true");
    for (quint64 id = 1; id <= count; ++id)
        ASSERT_TRUE(observer->waitForOutput({id}, "\n"));
    for (quint64 id = 1; id <= count; ++id)
        transport->stop({id});
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= count; ++id) {
        EXPECT_EQ(result({id}).outcome, Outcome::Cancelled) << id;
        EXPECT_FALSE(tests::isAlive(record({id}).standardOutput.trimmed().toInt())) << id;
    }
}
