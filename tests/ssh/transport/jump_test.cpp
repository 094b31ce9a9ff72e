#include "core/trust/prompter.h"
#include "tests/ssh/transport/jump_fixture.h"

using namespace regatta;
using namespace regatta::tests;

namespace {

/// Says yes to every host, and writes down which ones there were. Read it when the transport is gone.
class AcceptingPrompter final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        for (const trust::UnknownHost &one : hosts)
            asked << QStringLiteral("%1:%2").arg(one.host).arg(one.port);
        answer(QList<trust::HostKeyAnswer>(hosts.size(), trust::HostKeyAnswer::AcceptForThisRun));
    }
    void askToLogIn(trust::LogInQuestion, std::function<void(trust::LogInAnswer)> answer) override
    {
        answer({});
    }
    void withdrawLogInQuestion() override {}

    QStringList asked;
};

} // namespace

TEST_F(Jump, RunsACommandBehindIt)
{
    startBehindGate();
    makeTransport();
    const auto done = run("echo out; echo err >&2; exit 3");
    EXPECT_EQ(done.standardOutput, "out\n");
    EXPECT_EQ(done.standardError, "err\n");
    EXPECT_EQ(done.results[0].exitCode, 3);
    EXPECT_EQ(done.stateNames(),
              (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Running}));
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(Jump, GoesThroughAChain)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    makeTransport();
    startOnMany(10, "echo in");
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 10; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
    EXPECT_EQ(logIns(*outer), 1);
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(Jump, IsSharedAndCrossedByEightAtOnce)
{
    startBehindGate();
    makeTransport();
    const auto ids = startOnMany(64, "echo in");
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(logIns(*gate), 1);
    EXPECT_EQ(logIns(*sshd), 64);
    EXPECT_EQ(mostAtOnce(ids, TaskState::Connecting, TaskState::Authenticating), 8);
}

TEST_F(Jump, IsCrossedByAsManyAsTheRunAllows)
{
    startBehindGate();
    makeTransport();
    QList<ExecutionId> ids;
    for (int i = 0; i < 40; ++i) {
        Execution one = execution("echo in");
        one.endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        one.jumpHandshakes = 3;
        ids << start(one);
    }
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(logIns(*gate), 1);
    EXPECT_EQ(mostAtOnce(ids, TaskState::Connecting, TaskState::Authenticating), 3);
}

TEST_F(Jump, AThousandHostsCrossItInTurn)
{
    gate = startGate();
    demo::Faults rubbish;
    rubbish.greeting = demo::Greeting::EndlessBanner; // which ends a handshake at once
    startServer(rubbish);
    endpoint.jump = jumpTo(*gate);
    makeTransport();
    QList<ExecutionId> ids;
    for (int i = 0; i < 1'000; ++i) {
        endpoint.user = QStringLiteral("user%1").arg(i);
        ids << start("true");
    }
    ASSERT_TRUE(waitForAll());
    std::vector<std::pair<base::Instant, int>> changes;
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::Unreachable, ErrorCode::NotAnSshServer);
        changes.emplace_back(record(id).states.value(0).time, 1);
        changes.emplace_back(result(id).times.finished.value_or(base::Instant::max()), -1);
    }
    EXPECT_EQ(mostAtOnce(std::move(changes)), 8);
    EXPECT_EQ(logIns(*gate), 1);
    EXPECT_EQ(server->counters().accepted, 1'000);
}

TEST_F(Jump, LetsTheNextOneInWhenOneIsStopped)
{
    gate = startGate();
    const ForeignPeer silent({}, ForeignPeer::Then::KeepQuiet);
    endpoint = gate->endpoint();
    endpoint.port = silent.port();
    endpoint.jump = jumpTo(*gate);
    settings.handshakesPerJumpHost = 2;
    makeTransport();
    QList<ExecutionId> ids;
    for (int i = 0; i < 4; ++i) {
        endpoint.user = QStringLiteral("user%1").arg(i);
        ids.append(start("true"));
    }
    ASSERT_TRUE(observer->waitForState(ids[0], TaskState::Connecting));
    ASSERT_TRUE(observer->waitForState(ids[1], TaskState::Connecting));
    EXPECT_FALSE(record(ids[2]).reached(TaskState::Connecting));
    transport->stop(ids[1]);
    ASSERT_TRUE(observer->waitForState(ids[2], TaskState::Connecting));
    EXPECT_FALSE(record(ids[3]).reached(TaskState::Connecting));
    for (const ExecutionId id : ids)
        transport->stop(id);
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
}

TEST_F(Jump, LosesAllWhoGoThroughItWhenItDies)
{
    startBehindGate();
    makeTransport();
    const auto ids = startOnMany(12, "echo ready; exec sleep 600");
    for (const ExecutionId id : ids)
        ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    gate->killConnections();
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::ConnectionLost, ErrorCode::ConnectionLost);
        expectNamed(result(id), "jump host 127.0.0.1: ");
    }
    EXPECT_EQ(run("echo back").standardOutput, "back\n");
}

TEST_F(Jump, IsOpenedAgainIfItDiedOfAge)
{
    startBehindGate();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    for (int i = 0; i < 3; ++i) {
        gate->killConnections();
        endpoint.host = QStringLiteral("127.2.0.%1").arg(i + 1);
        EXPECT_EQ(run("echo in").standardOutput, "in\n");
    }
}

TEST_F(Jump, ThatIsGoneIsNamed)
{
    startBehindGate();
    const ClosedPort closed;
    Endpoint nobody = *endpoint.jump;
    nobody.port = closed.port();
    endpoint.jump = std::make_shared<const Endpoint>(nobody);
    makeTransport();
    const auto ids = startOnMany(5, "echo reached");
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::Unreachable, ErrorCode::ConnectionRefused);
        expectNamed(result(id), "jump host 127.0.0.1: ");
        EXPECT_TRUE(result(id).times.started);
    }
}

TEST_F(Jump, ThatForwardsNothingSaysSo)
{
    startBehindGate({QStringLiteral("AllowTcpForwarding no")});
    makeTransport();
    const auto ids = startOnMany(12, "echo reached");
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::Unreachable, ErrorCode::ForwardingRefused);
        expectNamed(result(id), "seen from jump host 127.0.0.1: ");
    }
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(Jump, TellsWhatItSeesOfEachHost)
{
    startBehindGate({QStringLiteral("PermitOpen 127.0.0.1:* nowhere.invalid:*")});
    const ClosedPort closed;
    makeTransport();
    const quint16 open = endpoint.port;
    QList<std::pair<ExecutionId, ErrorCode>> expected;
    for (int i = 0; i < 8; ++i) {
        endpoint.host = QStringLiteral("127.0.0.1");
        endpoint.user = QStringLiteral("user%1").arg(i);
        endpoint.port = closed.port();
        expected.append({start("true"), ErrorCode::ConnectionRefused});
        endpoint.host = QStringLiteral("nowhere.invalid");
        expected.append({start("true"), ErrorCode::NameNotResolved});
        endpoint.host = QStringLiteral("10.0.0.1");
        endpoint.port = open;
        expected.append({start("true"), ErrorCode::ForwardingRefused});
    }
    ASSERT_TRUE(waitForAll());
    for (const auto &[id, code] : expected)
        expectFailure(result(id), Outcome::Unreachable, code);
}

TEST_F(Jump, HasItsOwnHostKey)
{
    startBehindGate({QStringLiteral("LogLevel DEBUG3")});
    rewriteKnownHosts({});
    makeTransport();
    const auto unknown = run("echo reached").results[0];
    expectFailure(unknown, Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
    expectNamed(unknown, "jump host 127.0.0.1");

    QFile other(sshd->folder() + QStringLiteral("/host_key.pub"));
    ASSERT_TRUE(other.open(QIODevice::ReadOnly));
    rewriteKnownHosts("[127.0.0.1]:" + QByteArray::number(gate->port()) + ' ' + other.readAll());
    const auto changed = run("echo reached").results[0];
    expectFailure(changed, Outcome::HostKeyRejected, ErrorCode::HostKeyChanged);
    expectNamed(changed, "jump host 127.0.0.1");
    transport.reset();
    EXPECT_FALSE(gate->hasHeardOfAuthentication());
}

TEST_F(Jump, IsAskedAboutByItsOwnName)
{
    startBehindGate();
    rewriteKnownHosts({});
    Endpoint unknown = *endpoint.jump;
    unknown.hostKeyPolicy = trust::HostKeyPolicy::Ask;
    endpoint.jump = std::make_shared<const Endpoint>(unknown);
    settings.sshDirectory = folder.path();
    settings.agentSocket.clear();
    AcceptingPrompter prompter;
    trust::HostKeyVerifier asking(&prompter);
    transport = std::make_unique<LibSshTransport>(asking, settings);
    const auto ids = startOnMany(10, "echo in");
    ASSERT_TRUE(waitForAll());
    transport.reset();
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(prompter.asked, QStringList{QStringLiteral("127.0.0.1:%1").arg(gate->port())});
}

TEST_F(Jump, LogsInWithItsOwnKey)
{
    startBehindGate();
    Endpoint other = *endpoint.jump;
    other.identityFiles = endpoint.identityFiles; // the host's, which the gate doesn't know
    endpoint.jump = std::make_shared<const Endpoint>(other);
    makeTransport();
    const auto refused = run("echo reached").results[0];
    expectFailure(refused, Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    expectNamed(refused, "jump host 127.0.0.1: publickey");
    EXPECT_EQ(logIns(*sshd), 0);
}

TEST_F(Jump, IsClosedWhenNobodyNeedsIt)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    settings.idle.longest = 50ms;
    makeTransport();
    run("true");
    EXPECT_TRUE(QTest::qWaitFor([&] { return isClosed(*gate) && isClosed(*outer); }, 60'000));
    EXPECT_EQ(run("echo back").standardOutput, "back\n");
}

TEST_F(Jump, IsClosedWhereNoneIsKept)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    settings.idle = {.longest = 1h, .most = 0};
    settings.idleGrace = 50ms;
    makeTransport();
    run("true");
    EXPECT_TRUE(QTest::qWaitFor([&] { return isClosed(*gate) && isClosed(*outer); }, 60'000));
}

TEST_F(Jump, IsClosedWhenLimitsFallThatItKnewOtherwise)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    settings.idle.longest = 1h;
    makeTransport();
    run("true");
    transport->setIdleLimits({.longest = 50ms});
    EXPECT_TRUE(QTest::qWaitFor([&] { return isClosed(*gate) && isClosed(*outer); }, 60'000));
}

TEST_F(Jump, IsClosedWhenAsked)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    makeTransport();
    startOnMany(3, "true");
    ASSERT_TRUE(waitForAll());
    // Their channels may still be closing when they have finished.
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            transport->closeIdleSessions();
            return isClosed(*gate) && isClosed(*outer);
        },
        30'000)) // sooner than the idle limit
        << gate->log().constData() << outer->log().constData();
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(Jump, CanBeGivenUpWhileItConnects)
{
    const ForeignPeer silent({}, ForeignPeer::Then::KeepQuiet);
    startSshd();
    Endpoint never = endpoint;
    never.port = silent.port();
    endpoint.jump = std::make_shared<const Endpoint>(never);
    makeTransport();
    Execution patient = execution("echo reached");
    patient.timeouts.connect = 300ms;
    const auto silence = run(patient).results[0];
    expectFailure(silence, Outcome::Unreachable, ErrorCode::ConnectTimedOut);
    expectNamed(silence, "jump host 127.0.0.1");

    const auto id = start("echo reached");
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
}

TEST_F(Jump, CarriesMuchAndKeepsItInOrder)
{
    startBehindGate();
    makeTransport();
    const auto ids = startOnMany(4, "seq 1 1000000");
    ASSERT_TRUE(waitForAll());
    const QByteArray first = record(ids[0]).standardOutput;
    EXPECT_EQ(first.size(), 6'888'896);
    EXPECT_TRUE(first.endsWith("\n999999\n1000000\n"));
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, first);
}

TEST_F(Jump, WaitsForWhoDoesNotRead)
{
    startBehindGate();
    makeTransport();
    const auto budget = std::make_shared<base::OutputBudget>(1);
    Execution slow = execution("seq 1 3000000");
    slow.budget = budget;
    budget->take(10); // exhausted from the beginning
    const auto waiting = start(slow);
    ASSERT_TRUE(observer->waitForState(waiting, TaskState::Running));
    endpoint.host = QStringLiteral("127.1.0.9");
    const auto other = start("seq 1 1000000");
    ASSERT_TRUE(observer->waitForFinished(1));
    EXPECT_EQ(record(other).standardOutput.size(), 6'888'896);
    EXPECT_EQ(record(waiting).results.size(), 0);
    budget->giveBack(10);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(waiting).standardOutput.size(), 22'888'896);
}

TEST_F(Jump, EndsWithTheTransport)
{
    startBehindGate();
    const auto outer = startGate();
    endpoint.jump = jumpTo(*gate, jumpTo(*outer));
    makeTransport();
    const auto ids = startOnMany(20, "echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(ids[0], "ready"));
    transport.reset(); // some run, some connect, some wait for their turn
    EXPECT_EQ(result(ids[0]).outcome, Outcome::StopUnverified);
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).results.size(), 1);
}

TEST_F(Jump, FewDescriptorsAreEnough)
{
    startBehindGate();
    settings.openSessions = 3; // one behind a jump host costs two
    makeTransport();
    const auto ids = startOnMany(12, "echo in");
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
}
