#include "core/transport/openssh/openssh_transport.h"
#include "core/transport/openssh/ssh_arguments.h"
#include "tests/support/recording_observer.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>
#include <QProcess>

#include <gtest/gtest.h>

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::RecordingObserver;
using tests::SshdFixture;

namespace {

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
        execution.command = command;
        execution.observer = observer;
        transport->start(execution);
        EXPECT_TRUE(observer->waitForFinished(static_cast<qsizetype>(m_started)));
        return observer->record(execution.id);
    }

    void configure(const QByteArray &lines)
    {
        QFile file(sshd->sshConfigFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(lines);
    }

    std::unique_ptr<SshdFixture> sshd;
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
    QFile known(sshd->knownHostsFile());
    ASSERT_TRUE(known.open(QIODevice::WriteOnly));
    known.close();
    configure("NoHostAuthenticationForLocalhost yes\nStrictHostKeyChecking no\n");
    const auto result = run("true").results.value(0);
    EXPECT_EQ(result.outcome, Outcome::HostKeyRejected);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::HostKeyUnknown);
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

TEST(SshArguments, PutNothingAfterTheHostButTheCommand)
{
    transport::Execution execution;
    execution.endpoint.host = QStringLiteral("-oProxyCommand=touch");
    execution.command = "-l root";
    const QStringList arguments = transport::openssh::sshArguments(execution);
    EXPECT_EQ(arguments.mid(arguments.indexOf(QStringLiteral("--"))),
              (QStringList{QStringLiteral("--"), execution.endpoint.host, QStringLiteral("-l root")}));
}
