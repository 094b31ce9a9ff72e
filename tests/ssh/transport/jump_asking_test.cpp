#include "core/trust/credentials.h"
#include "tests/ssh/transport/jump_fixture.h"
#include "tests/ssh/transport/slow_prompter.h"
#include "tests/support/forwarder.h"

#include <QProcess>

using namespace regatta;
using namespace regatta::tests;
using demo::LogInMethod;
using Kind = trust::LogInQuestion::Kind;

namespace {

class JumpThatAsks : public Jump
{
protected:
    ~JumpThatAsks() override { transport.reset(); }

    void makeAskingTransport()
    {
        settings.sshDirectory = folder.path();
        settings.agentSocket.clear();
        transport = std::make_unique<LibSshTransport>(asking, settings, &credentials);
    }

    void startBehindUnknownGate()
    {
        startBehindGate();
        rewriteKnownHosts({});
        Endpoint unknown = *endpoint.jump;
        unknown.hostKeyPolicy = trust::HostKeyPolicy::Ask;
        endpoint.jump = std::make_shared<const Endpoint>(unknown);
        makeAskingTransport();
    }

    /// `server` is then the gate: it asks for all of these, one after the other.
    void startBehindGateThatAsks(const QList<LogInMethod> &methods)
    {
        demo::ServerSettings host;
        host.logIn.methods = methods;
        host.logIn.password = "open sesame";
        host.logIn.prompts = {{"One-time code: ", "4711", true}, {"PIN: ", "00", false}};
        host.forwarder = bashAsForwarder();
        startServer(host);
        const auto asks = std::make_shared<const Endpoint>(endpoint);
        startSshd({QStringLiteral("LogLevel INFO")}, QStringLiteral("0.0.0.0"));
        endpoint.jump = asks;
        makeAskingTransport();
    }

    void expectAllIn(const QList<ExecutionId> &ids)
    {
        ASSERT_TRUE(waitForAll());
        for (const ExecutionId id : ids) {
            EXPECT_EQ(record(id).standardOutput, "in\n")
                << result(id).error.value_or(base::Error{}).detail.toStdString();
            EXPECT_EQ(record(id).stateNames(), (QList{TaskState::Connecting, TaskState::Waiting,
                                                      TaskState::Authenticating, TaskState::Running}));
        }
    }

    void expectAllRefused(const QList<ExecutionId> &ids, ErrorCode code, const char *words)
    {
        ASSERT_TRUE(waitForAll());
        for (const ExecutionId id : ids) {
            expectFailure(result(id), Outcome::AuthenticationFailed, code);
            expectNamed(result(id), words);
        }
        EXPECT_EQ(server->counters().authenticated, 0);
        EXPECT_EQ(logIns(*sshd), 1) << "only who doesn't go through it";
    }

    QString gatesAccount() const
    {
        return QStringLiteral("%1@127.0.0.1:%2").arg(endpoint.jump->user).arg(server->port());
    }

    /// Those behind the gate wait with it, and a host that isn't behind it doesn't.
    void expectToWait(const QList<ExecutionId> &ids)
    {
        for (const ExecutionId id : ids)
            ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
        Execution direct = execution("echo here");
        direct.endpoint.jump.reset();
        const auto other = start(direct);
        ASSERT_TRUE(observer->waitForOutput(other, "here"));
        Execution late = execution("echo in");
        late.endpoint.host = QStringLiteral("127.1.1.1");
        ASSERT_TRUE(observer->waitForState(start(late), TaskState::Waiting));
        EXPECT_EQ(logIns(*sshd), 1);
    }

    SlowPrompter prompter;
    trust::Credentials credentials{&prompter};
    trust::HostKeyVerifier asking{&prompter};
};

} // namespace

TEST_F(JumpThatAsks, AboutItsKeyIsWaitedForByAllWhoGoThroughIt)
{
    startBehindUnknownGate();
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("yes")});
    expectAllIn(ids);
    EXPECT_EQ(prompter.questions(), 1);
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(JumpThatAsks, ForAPassphraseIsWaitedForThroughAChain)
{
    startBehindGate();
    const auto outer = startGate();
    Endpoint locked = outer->endpoint();
    ASSERT_EQ(QProcess::execute(QStringLiteral("ssh-keygen"),
                                {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-P"), QString(),
                                 QStringLiteral("-N"), QStringLiteral("open sesame"), QStringLiteral("-f"),
                                 locked.identityFiles.first()}),
              0);
    endpoint.jump = jumpTo(*gate, std::make_shared<const Endpoint>(locked));
    makeAskingTransport();
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("open sesame")});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(prompter.questions(), 1);
}

TEST_F(JumpThatAsks, AndGetsNoAnswerEndsAllWhoGoThroughIt)
{
    startBehindUnknownGate();
    const auto ids = startOnMany(10, "echo reached");
    expectToWait(ids);
    prompter.answer({});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
        expectNamed(result(id), "jump host 127.0.0.1: ");
    }
    EXPECT_EQ(logIns(*gate), 0);
}

TEST_F(JumpThatAsks, ForAPasswordIsAnsweredOnceForAllWhoGoThroughIt)
{
    startBehindGateThatAsks({LogInMethod::Password});
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    EXPECT_EQ(prompter.logInQuestion().kind, Kind::Password);
    EXPECT_EQ(prompter.logInQuestion().subject, gatesAccount());
    prompter.answer({trust::Secret("open sesame")});
    expectAllIn(ids);
    EXPECT_EQ(prompter.questions(), 1);
    EXPECT_EQ(server->counters().authenticated, 1);
}

TEST_F(JumpThatAsks, ForAPasswordAndThenACodeIsAnsweredOnceEach)
{
    startBehindGateThatAsks({LogInMethod::Password, LogInMethod::KeyboardInteractive});
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("open sesame")});
    prompter.answer({trust::Secret("4711"), trust::Secret("00")});
    expectAllIn(ids);
    EXPECT_EQ(prompter.logInQuestion().kind, Kind::Interactive);
    EXPECT_EQ(prompter.logInQuestion().subject, gatesAccount());
    EXPECT_EQ(prompter.questions(), 2);
    EXPECT_EQ(server->counters().authenticated, 1);
}

TEST_F(JumpThatAsks, AboutItsKeyAsksForAPasswordAfterwards)
{
    startBehindGateThatAsks({LogInMethod::Password});
    Endpoint unknown = *endpoint.jump;
    unknown.hostKeyPolicy = trust::HostKeyPolicy::Ask;
    unknown.knownHostsFiles = {folder.filePath(QStringLiteral("nobody_known"))};
    endpoint.jump = std::make_shared<const Endpoint>(unknown);
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("yes")});
    prompter.answer({trust::Secret("open sesame")});
    expectAllIn(ids);
    EXPECT_EQ(prompter.questions(), 2);
    EXPECT_EQ(server->counters().authenticated, 1);
}

TEST_F(JumpThatAsks, AndGetsNoPasswordEndsAllWhoGoThroughIt)
{
    startBehindGateThatAsks({LogInMethod::Password});
    const auto ids = startOnMany(10, "echo reached");
    expectToWait(ids);
    prompter.answer({});
    expectAllRefused(ids, ErrorCode::AnswerNeeded, "jump host 127.0.0.1: password");
    EXPECT_EQ(prompter.questions(), 1);
}

TEST_F(JumpThatAsks, AndGetsAWrongPasswordThreeTimesEndsAllWhoGoThroughIt)
{
    startBehindGateThatAsks({LogInMethod::Password});
    const auto ids = startOnMany(10, "echo reached");
    expectToWait(ids);
    for (int i = 0; i < 3; ++i)
        prompter.answer({trust::Secret("wrong")});
    expectAllRefused(ids, ErrorCode::PasswordRefused, "jump host 127.0.0.1: somebody@127.0.0.1:");
    EXPECT_TRUE(prompter.logInQuestion().wasWrong);
    EXPECT_EQ(prompter.questions(), 3);
}

TEST_F(JumpThatAsks, AsksNoMoreOnceAllWhoGoThroughItAreStopped)
{
    startBehindGateThatAsks({LogInMethod::Password});
    const auto ids = startOnMany(10, "echo reached");
    expectToWait(ids);
    for (quint64 id = 1; id <= lastId; ++id)
        transport->stop({id});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    ASSERT_TRUE(prompter.waitForWithdrawal());
    const auto back = start("echo back");
    prompter.answer({trust::Secret("open sesame")});
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(back).standardOutput, "back\n");
    EXPECT_EQ(prompter.questions(), 2);
}
