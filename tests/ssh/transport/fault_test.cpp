#include "tests/ssh/transport/libssh_fixture.h"

#include <QElapsedTimer>
#include <QTcpServer>

using namespace regatta;
using namespace regatta::tests;
using demo::Phase;

namespace {

struct PhaseCase
{
    Phase phase;
    const char *name;
    Outcome whenDropped;
    ErrorCode dropCode;
    Outcome whenStalled;
    ErrorCode stallCode;
};

void PrintTo(const PhaseCase &tested, std::ostream *stream)
{
    *stream << tested.name;
}

const PhaseCase cases[] = {
    {Phase::Accepted, "Accepted", Outcome::Unreachable, ErrorCode::KeyExchangeFailed, Outcome::Unreachable,
     ErrorCode::ConnectTimedOut},
    {Phase::BannerSent, "BannerSent", Outcome::Unreachable, ErrorCode::KeyExchangeFailed,
     Outcome::Unreachable, ErrorCode::ConnectTimedOut},
    {Phase::KeyExchange, "KeyExchange", Outcome::Unreachable, ErrorCode::KeyExchangeFailed,
     Outcome::Unreachable, ErrorCode::ConnectTimedOut},
    {Phase::KeysExchanged, "KeysExchanged", Outcome::ConnectionLost, ErrorCode::ConnectionLost,
     Outcome::AuthenticationFailed, ErrorCode::LogInTimedOut},
    {Phase::Authenticating, "Authenticating", Outcome::ConnectionLost, ErrorCode::ConnectionLost,
     Outcome::AuthenticationFailed, ErrorCode::LogInTimedOut},
    {Phase::Authenticated, "Authenticated", Outcome::ConnectionLost, ErrorCode::ConnectionLost,
     Outcome::ConnectionLost, ErrorCode::ConnectionLost},
    {Phase::ChannelOpen, "ChannelOpen", Outcome::ConnectionLost, ErrorCode::ConnectionLost,
     Outcome::ConnectionLost, ErrorCode::ConnectionLost},
    {Phase::ExecAccepted, "ExecAccepted", Outcome::ConnectionLost, ErrorCode::ConnectionLost,
     Outcome::TimedOut, ErrorCode::StepTimedOut},
    {Phase::MidOutput, "MidOutput", Outcome::ConnectionLost, ErrorCode::ConnectionLost, Outcome::TimedOut,
     ErrorCode::StepTimedOut},
};

std::string nameOf(const testing::TestParamInfo<PhaseCase> &tested)
{
    return tested.param.name;
}

class PhaseFault : public LibSshFixture, public testing::WithParamInterface<PhaseCase>
{
protected:
    Execution impatient()
    {
        settings.channelLimit = 1s;
        settings.stopGrace = 100ms;
        settings.killGrace = 100ms;
        makeTransport();
        Execution one = execution("echo 0123456789; echo 0123456789");
        one.timeouts.connect = 1s;
        one.timeouts.logIn = 1s;
        one.timeouts.step = 1s;
        return one;
    }
};

using Fault = LibSshFixture;

} // namespace

INSTANTIATE_TEST_SUITE_P(Phases, PhaseFault, testing::ValuesIn(cases), nameOf);

TEST_P(PhaseFault, DropIsToldAsWhatItIs)
{
    demo::Faults faults;
    faults.dropAt = GetParam().phase;
    startServer(faults);
    expectFailure(run(impatient()).results[0], GetParam().whenDropped, GetParam().dropCode);
}

TEST_P(PhaseFault, StallEndsAtItsLimit)
{
    demo::Faults faults;
    faults.stallAt = GetParam().phase;
    startServer(faults);
    expectFailure(run(impatient()).results[0], GetParam().whenStalled, GetParam().stallCode);
}

TEST_F(Fault, RubbishIsNotAnSshServer)
{
    demo::Faults faults;
    faults.greeting = demo::Greeting::Rubbish;
    startServer(faults);
    makeTransport();
    Execution impatient = execution("true");
    impatient.timeouts.connect = 500ms;
    expectFailure(run(impatient).results[0], Outcome::Unreachable, ErrorCode::NotAnSshServer);
}

TEST_F(Fault, EndlessBannerIsNotAnSshServer)
{
    demo::Faults faults;
    faults.greeting = demo::Greeting::EndlessBanner;
    startServer(faults);
    makeTransport();
    expectFailure(run("true").results[0], Outcome::Unreachable, ErrorCode::NotAnSshServer);
}

TEST_F(Fault, ExecRefused)
{
    demo::Faults faults;
    faults.refuseExec = true;
    startServer(faults);
    makeTransport();
    expectFailure(run("true").results[0], Outcome::CommandFailed, ErrorCode::ExecRefused);
}

TEST_F(Fault, NoExitStatusIsNotZero)
{
    demo::Faults faults;
    faults.noExitStatus = true;
    startServer(faults);
    makeTransport();
    const auto done = run("echo all");
    EXPECT_EQ(done.standardOutput, "all\n");
    expectFailure(done.results[0], Outcome::CommandFailed, ErrorCode::NoExitStatus);
}

TEST_F(Fault, ExitSignalHasItsName)
{
    demo::Faults faults;
    faults.exitSignal = "SEGV";
    startServer(faults);
    makeTransport();
    const auto done = run("true").results[0];
    EXPECT_EQ(done.outcome, Outcome::CommandFailed);
    EXPECT_EQ(done.signal, "SEGV");
    EXPECT_FALSE(done.exitCode);
}

TEST_F(Fault, ChangedHostKeyIsRefused)
{
    demo::Faults faults;
    faults.changeHostKey = true;
    startServer(faults);
    makeTransport();
    EXPECT_EQ(run("true").results[0].outcome, Outcome::Succeeded);
    server->dropConnections();
    server->counters().connectedNow.wait(1);
    expectFailure(run("true").results[0], Outcome::HostKeyRejected, ErrorCode::HostKeyChanged);
}

TEST_F(Fault, PasswordServerSaysWhatItAsks)
{
    demo::ServerSettings host;
    host.logIn.methods = {demo::LogInMethod::Password};
    startServer(host);
    makeTransport();
    const auto done = run("true").results[0];
    expectFailure(done, Outcome::AuthenticationFailed, ErrorCode::AnswerNeeded);
    EXPECT_TRUE(done.error->detail.contains(QStringLiteral("password")));
}

TEST_F(Fault, TwoHostsWithoutConnectionFailAtTheirOwnLimit)
{
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost));
    makeTransport();
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = silent.serverPort();
    endpoint.user = QStringLiteral("somebody");
    Execution quick = execution("true");
    quick.timeouts.connect = 200ms;
    const auto done = run(quick);
    expectFailure(done.results[0], Outcome::Unreachable, ErrorCode::ConnectTimedOut);
    const auto took = *done.results[0].times.finished - *done.results[0].times.started;
    EXPECT_GE(took, 200ms);
    EXPECT_LT(took, 5s);
}

TEST_F(Fault, WaitingForAPlaceDoesNotCount)
{
    // One place, held by a silent server for longer than the others' limit.
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost));
    startServer(demo::Faults{});
    settings.handshakesInFlight = 1;
    settings.mostHandshakesInFlight = 1;
    settings.reactors = 1; // first come, first served is a matter of one thread
    makeTransport();
    const Endpoint sound = endpoint;
    endpoint.port = silent.serverPort();
    Execution slow = execution("true");
    slow.timeouts.connect = 1s;
    const auto first = start(slow);
    endpoint = sound;
    Execution quick = execution("true");
    quick.timeouts.connect = 500ms;
    const auto second = start(quick);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(first).outcome, Outcome::Unreachable);
    EXPECT_EQ(result(second).outcome, Outcome::Succeeded);
    EXPECT_GE(*result(second).times.started, *result(first).times.finished);
}
