#include "core/transport/openssh/openssh_transport.h"
#include "core/transport/openssh/ssh_arguments.h"
#include "tests/contract/foreign_peer.h"
#include "tests/support/recording_observer.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::RecordingObserver;
using tests::SshdFixture;

namespace {

void writeTo(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

class OpenSshTransport : public testing::Test
{
protected:
    void listen(const QStringList &configLines = {})
    {
        sshd = std::make_unique<SshdFixture>(SshdFixture::Options{.configLines = configLines});
        ASSERT_TRUE(sshd->isRunning()) << sshd->problem().toStdString();
    }

    RecordingObserver::Record run(const QByteArray &command)
    {
        transport::Execution execution;
        execution.id = {++m_started};
        execution.endpoint = sshd->endpoint();
        execution.endpoint.jump = jump;
        execution.command = command;
        execution.observer = observer;
        transport->start(execution);
        EXPECT_TRUE(observer->waitForFinished(static_cast<qsizetype>(m_started)));
        return observer->record(execution.id);
    }

    void configure(const QByteArray &lines) { writeTo(sshd->sshConfigFile(), lines); }

    /// The host is reached through this one, and that through what has been the jump host before.
    void goThrough(const SshdFixture &gate) { goThrough(gate.endpoint()); }

    void goThrough(transport::Endpoint endpoint)
    {
        endpoint.jump = jump;
        jump = std::make_shared<const transport::Endpoint>(endpoint);
    }

    std::unique_ptr<SshdFixture> sshd;
    std::shared_ptr<const transport::Endpoint> jump;
    std::shared_ptr<RecordingObserver> observer = std::make_shared<RecordingObserver>();
    std::unique_ptr<transport::Transport> transport = std::make_unique<transport::OpenSshTransport>();

private:
    std::uint64_t m_started = 0;
};

} // namespace

TEST_F(OpenSshTransport, SaysThatTheProgramIsMissing)
{
    listen();
    transport = std::make_unique<transport::OpenSshTransport>(1, QStringLiteral("no-such-ssh"));
    const auto result = run("true").results.value(0);
    EXPECT_EQ(result.outcome, Outcome::InternalError);
    EXPECT_EQ(result.error, (base::Error{ErrorCode::ProgramNotFound, QStringLiteral("no-such-ssh")}));
}

TEST_F(OpenSshTransport, TakesNoCommandForTheProgramsOwnWords)
{
    listen();
    const auto record = run("printf %s 'debug1: none\n"
                            "debug1: client_input_channel_req: channel 0 rtype exit-signal reply 0\n"
                            "Connection refused\n'; exit 255");
    EXPECT_EQ(record.results.value(0).exitCode, 255);
    EXPECT_EQ(record.results.value(0).signal, "");
}

TEST_F(OpenSshTransport, TellsAConfigurationThatTheProgramRefuses)
{
    listen();
    configure("NoSuchKeyword yes\n");
    const auto result = run("true").results.value(0);
    EXPECT_EQ(result.outcome, Outcome::InternalError);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::SyntaxError);
}

TEST_F(OpenSshTransport, LetsNoConfigurationMakeItSomethingElse)
{
    listen();
    configure("RequestTTY force\nRemoteCommand echo theirs\nSessionType none\nLogLevel QUIET\n"
              "ForkAfterAuthentication yes\nStdinNull no\n");
    const auto record = run("test -t 0 || echo ours");
    EXPECT_EQ(record.standardOutput, "ours\n");
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_F(OpenSshTransport, LetsNoConfigurationTurnOffTheCheckOfHostKeys)
{
    listen();
    writeTo(sshd->knownHostsFile(), {});
    configure("NoHostAuthenticationForLocalhost yes\nStrictHostKeyChecking no\n");
    const auto result = run("true").results.value(0);
    EXPECT_EQ(result.outcome, Outcome::HostKeyRejected);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::HostKeyUnknown);
}

TEST_F(OpenSshTransport, GoesThroughAChainOfJumpHosts)
{
    listen();
    const SshdFixture outer({.configLines = {QStringLiteral("LogLevel INFO")}});
    const SshdFixture gate({.configLines = {QStringLiteral("LogLevel INFO")}});
    writeTo(gate.sshConfigFile(), "ProxyJump nowhere.invalid\nStdinNull yes\nRemoteCommand echo theirs\n");
    goThrough(outer);
    goThrough(gate);
    const auto record = run("echo there; echo errors >&2; exit 255");
    EXPECT_EQ(record.standardOutput, "there\n");
    EXPECT_EQ(record.standardError, "errors\n");
    EXPECT_EQ(record.results.value(0).exitCode, 255);
    EXPECT_EQ(record.stateNames(),
              (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Running}));
    EXPECT_TRUE(outer.log().contains("Accepted publickey"));
    EXPECT_TRUE(gate.log().contains("Accepted publickey"));
}

TEST_F(OpenSshTransport, LetsNoConfigurationTurnOffTheCheckOfAJumpHostsKey)
{
    listen();
    const SshdFixture gate({.configLines = {QStringLiteral("LogLevel DEBUG3")}});
    writeTo(gate.sshConfigFile(), "NoHostAuthenticationForLocalhost yes\nStrictHostKeyChecking no\n");
    goThrough(gate);
    EXPECT_EQ(run("echo there").standardOutput, "there\n");
    EXPECT_TRUE(gate.hasHeardOfAuthentication()) << "so that it would be seen";

    const SshdFixture unknown({.configLines = {QStringLiteral("LogLevel DEBUG3")}});
    writeTo(unknown.sshConfigFile(), "NoHostAuthenticationForLocalhost yes\nStrictHostKeyChecking no\n");
    writeTo(unknown.knownHostsFile(), {});
    for (const bool isOuter : {true, false}) {
        jump.reset();
        goThrough(isOuter ? unknown : gate);
        goThrough(isOuter ? gate : unknown);
        const auto record = run("echo there");
        EXPECT_EQ(record.results.value(0).outcome, Outcome::HostKeyRejected);
        EXPECT_EQ(record.results.value(0).error.value_or(base::Error{}).code, ErrorCode::HostKeyUnknown);
        EXPECT_EQ(record.standardOutput + record.standardError, "");
    }
    EXPECT_FALSE(unknown.hasHeardOfAuthentication());
}

TEST_F(OpenSshTransport, TellsWhatIsWrongWithAJumpHost)
{
    listen();
    const SshdFixture gate({.configLines = {QStringLiteral("AuthorizedKeysFile none")}});
    goThrough(gate);
    const auto refused = run("true").results.value(0);
    EXPECT_EQ(refused.outcome, Outcome::AuthenticationFailed);
    EXPECT_EQ(refused.error.value_or(base::Error{}).code, ErrorCode::NoMethodAccepted);

    jump.reset();
    const SshdFixture narrow({.configLines = {QStringLiteral("AllowTcpForwarding no")}});
    goThrough(narrow);
    const auto stuck = run("true").results.value(0);
    EXPECT_EQ(stuck.outcome, Outcome::Unreachable);
    EXPECT_EQ(stuck.error.value_or(base::Error{}).code, ErrorCode::ForwardingRefused);

    const tests::ClosedPort port;
    transport::Endpoint closed = gate.endpoint();
    closed.port = port.port();
    jump = std::make_shared<const transport::Endpoint>(closed);
    const auto nobody = run("true").results.value(0);
    EXPECT_EQ(nobody.outcome, Outcome::Unreachable);
    EXPECT_EQ(nobody.error.value_or(base::Error{}).code, ErrorCode::ConnectionRefused);
}

TEST_F(OpenSshTransport, RunsOverAConnectionOfTheProgram)
{
    listen();
    const QByteArray socket = sshd->folder().toUtf8() + "/control";
    configure("ControlMaster auto\nControlPersist yes\nControlPath " + socket + "\n");
    EXPECT_EQ(run("echo first; exit 3").results.value(0).exitCode, 3);
    for (const int code : {0, 7, 255}) {
        const auto record = run("echo over; echo errors >&2; exit " + QByteArray::number(code));
        EXPECT_EQ(record.standardOutput, "over\n");
        EXPECT_EQ(record.standardError, "errors\n");
        EXPECT_EQ(record.results.value(0).exitCode, code);
        EXPECT_EQ(record.stateNames(), (QList{TaskState::Connecting, TaskState::Running}));
    }
    QProcess::execute(QStringLiteral("ssh"),
                      {QStringLiteral("-O"), QStringLiteral("exit"), QStringLiteral("-S"),
                       QString::fromUtf8(socket), QStringLiteral("any")});
}

TEST_F(OpenSshTransport, TellsARefusedSession)
{
    listen({QStringLiteral("MaxSessions 0")});
    const auto result = run("true").results.value(0);
    EXPECT_EQ(result.outcome, Outcome::CommandFailed);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::ChannelRefused);
    EXPECT_FALSE(result.exitCode);
}

TEST_F(OpenSshTransport, TakesPathsAsTheyAre)
{
    listen();
    const QString odd = sshd->folder() + QStringLiteral("/a \"b\" %h \\c 'd'");
    ASSERT_TRUE(QFile::copy(sshd->identityFile(), odd));
    transport::Execution execution;
    execution.id = {1};
    execution.endpoint = sshd->endpoint();
    execution.endpoint.identityFiles = {odd};
    execution.command = "echo reached";
    execution.observer = observer;
    transport->start(execution);
    ASSERT_TRUE(observer->waitForFinished(1));
    EXPECT_EQ(observer->record({1}).standardOutput, "reached\n");
}

TEST_F(OpenSshTransport, TakesPathsAsTheyAreForAChainOfJumpHosts)
{
    listen();
    const SshdFixture outer;
    const SshdFixture gate;
    transport::Endpoint odd = outer.endpoint(); // it is quoted twice
    odd.sshConfigFile = outer.folder() + QStringLiteral("/it's a \\config");
    writeTo(odd.sshConfigFile, "ServerAliveInterval 30\n");
    goThrough(odd);
    goThrough(gate);
    EXPECT_EQ(run("echo reached").standardOutput, "reached\n");
}

TEST(SshArguments, PutNothingAfterTheHostButTheCommand)
{
    transport::Execution execution;
    execution.endpoint.host = QStringLiteral("-oProxyCommand=touch");
    execution.command = "-l root";
    const QStringList arguments = transport::openssh::sshArguments(execution, QStringLiteral("ssh"));
    EXPECT_EQ(arguments.mid(arguments.indexOf(QStringLiteral("--"))),
              (QStringList{QStringLiteral("--"), execution.endpoint.host, QStringLiteral("-l root")}));
}

TEST(SshArguments, AcceptNoNewKeyThatAFileMayKnowOtherwise)
{
    const QTemporaryDir folder;
    const QString newFile = folder.filePath(QStringLiteral("known_hosts"));
    transport::Execution execution;
    execution.endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    const auto policyWith = [&](const QStringList &files) {
        execution.endpoint.knownHostsFiles = files;
        const QStringList arguments = transport::openssh::sshArguments(execution, QStringLiteral("ssh"));
        return arguments.filter(QStringLiteral("StrictHostKeyChecking=")).value(0).section(u'=', 1);
    };
    EXPECT_EQ(policyWith({newFile, newFile + QStringLiteral("2")}), QStringLiteral("accept-new"));
    EXPECT_EQ(policyWith({newFile, folder.path()}), QStringLiteral("yes")) << "what can't be read";
}
