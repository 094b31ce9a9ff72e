#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"
#include "tests/cli/terminal_program.h"
#include "tests/support/forwarder.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// Three hosts behind a jump host that wants a password, as an ssh configuration has them.
class JumpQuestions : public testing::Test
{
protected:
    void SetUp() override
    {
        demo::ServerSettings settings;
        settings.logIn.methods = {demo::LogInMethod::Password};
        settings.logIn.password = "open sesame";
        settings.forwarder = bashAsForwarder();
        auto started = demo::SshServer::start(settings);
        ASSERT_TRUE(started);
        gate = std::move(*started);
        ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString();
        write("gate_known_hosts", gate->knownHosts());
        write("config", QStringLiteral("Host gate\n  HostName 127.0.0.1\n  Port %1\n  User keeper\n"
                                       "  UserKnownHostsFile %2\n"
                                       "Host 127.1.*\n  ProxyJump gate\n  Port %3\n  User %4\n"
                                       "  IdentityFile %5\n  UserKnownHostsFile %6\n"
                                       "Host *\n  GlobalKnownHostsFile none\n")
                            .arg(gate->port())
                            .arg(pathOf("gate_known_hosts"))
                            .arg(sshd.port())
                            .arg(sshd.user(), sshd.identityFile(), sshd.knownHostsFile())
                            .toUtf8());
    }

    QString pathOf(const char *name) const { return folder.filePath(QLatin1String(name)); }

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(pathOf(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QStringList arguments(const QString &format) const
    {
        return {QStringLiteral("run"),
                QStringLiteral("-w"),
                QStringLiteral("127.1.0.[1-3]"),
                QStringLiteral("--command"),
                QStringLiteral("echo in"),
                QStringLiteral("--ssh-config"),
                pathOf("config"),
                QStringLiteral("--yes"),
                QStringLiteral("--format"),
                format};
    }

    QByteArray question() const
    {
        return "Password of keeper@gate:" + QByteArray::number(gate->port()) + ": ";
    }

    /// Without those that only show the question again, below what was printed over it.
    static qsizetype timesAsked(const TerminalProgram &program)
    {
        return program.output().count("Password of") - program.output().count("\r\x1b[K\r\x1b[KPassword of");
    }

    QTemporaryDir folder;
    QTemporaryDir home;
    std::unique_ptr<demo::SshServer> gate;
    SshdFixture sshd{{.listenAddress = QStringLiteral("0.0.0.0"), .configLines = {}}};
};

} // namespace

TEST_F(JumpQuestions, OnePasswordOpensTheWayForAll)
{
    TerminalProgram program(arguments(QStringLiteral("text")), home.path());
    ASSERT_TRUE(program.waitForOutput(question())) << program.output().constData();
    program.type("open sesame\n");
    EXPECT_EQ(program.waitForEnd(), 0) << program.output().constData();
    for (const char *line : {"127.1.0.1: in", "127.1.0.2: in", "127.1.0.3: in"})
        EXPECT_TRUE(program.output().contains(line)) << program.output().constData();
    EXPECT_EQ(timesAsked(program), 1) << program.output().constData();
    EXPECT_EQ(gate->counters().authenticated, 1);
}

TEST_F(JumpQuestions, NoPasswordEndsAllAsRefused)
{
    TerminalProgram program(arguments(QStringLiteral("text")), home.path());
    ASSERT_TRUE(program.waitForOutput(question())) << program.output().constData();
    program.type("\n");
    EXPECT_EQ(program.waitForEnd(), 1) << program.output().constData();
    EXPECT_TRUE(program.output().contains("3 log-ins failed")) << program.output().constData();
    EXPECT_EQ(timesAsked(program), 1) << program.output().constData();
}

TEST_F(JumpQuestions, WithoutATerminalEachTaskSaysWhatWasAsked)
{
    const Ending ending = Program::run(arguments(QStringLiteral("jsonl")));
    EXPECT_EQ(ending.exitCode, 1) << ending.errors.constData();
    const auto ends = ending.events(QStringLiteral("task_finished"));
    EXPECT_EQ(ends.size(), 3);
    for (const QJsonObject &end : ends) {
        EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("authentication_failed"));
        EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("answer_needed"));
        EXPECT_EQ(end[u"error"].toObject()[u"detail"].toString(), QStringLiteral("jump host gate: password"));
    }
}
