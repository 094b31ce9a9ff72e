#include "core/trust/host_key.h"
#include "tests/cli/program.h"
#include "tests/cli/terminal_program.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// A host that no known_hosts file knows yet.
class HostKeyQuestion : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString(); }

    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("run"),
                           QStringLiteral("-w"),
                           QStringLiteral("%1@127.0.0.1:%2").arg(sshd.user()).arg(sshd.port()),
                           QStringLiteral("--command"),
                           QStringLiteral("echo reached"),
                           QStringLiteral("--ssh-config"),
                           QStringLiteral("none"),
                           QStringLiteral("--identity"),
                           sshd.identityFile(),
                           QStringLiteral("--known-hosts"),
                           knownHostsFile()} +
               more;
    }

    QString knownHostsFile() const { return home.filePath(QStringLiteral("known_hosts")); }
    QByteArray fingerprint() const { return trust::fingerprint(sshd.hostKey()).toUtf8(); }

    QTemporaryDir home;
    SshdFixture sshd;
};

} // namespace

TEST_F(HostKeyQuestion, ShowsTheFingerprintAndKeepsTheKeyOnlyIfToldTo)
{
    {
        TerminalProgram once(arguments(), home.path());
        ASSERT_TRUE(once.waitForOutput("for this run; no: ")) << once.output().constData();
        EXPECT_TRUE(once.output().contains("  ssh-ed25519  " + fingerprint())) << once.output().constData();
        once.type("perhaps\n");
        ASSERT_TRUE(once.waitForOutput("Please type yes, once or no: ")) << once.output().constData();
        once.type("once " + QByteArray("1,").repeated(600) + "1,2\n"); // too long to be read to its end
        ASSERT_TRUE(once.waitForOutput("Please type yes, once or no: ", "1,2")) << once.output().constData();
        once.type("once\n");
        EXPECT_EQ(once.waitForEnd(), 0) << once.output().constData();
        EXPECT_TRUE(once.output().contains("127.0.0.1: reached"));
    }
    TerminalProgram forGood(arguments(), home.path());
    ASSERT_TRUE(forGood.waitForOutput("for this run; no: ")) << "it was to be kept for one run";
    forGood.type("yes\n");
    EXPECT_EQ(forGood.waitForEnd(), 0) << forGood.output().constData();

    const Ending again = Program::run(arguments(), home.path());
    EXPECT_EQ(again.exitCode, 0) << again.errors.constData();
}

TEST_F(HostKeyQuestion, NamesTheHostsAsTheyWereTyped)
{
    const QString config = home.filePath(QStringLiteral("config"));
    QFile file(config);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("Host n06 n07\nHostName 127.0.0.1\nPort " + QByteArray::number(sshd.port()) + "\nUser " +
               sshd.user().toUtf8() + '\n');
    file.close();
    QStringList words = arguments();
    words[words.indexOf(QStringLiteral("-w")) + 1] = QStringLiteral("n[06-07]");
    words[words.indexOf(QStringLiteral("--ssh-config")) + 1] = config;
    TerminalProgram program(words, home.path());
    ASSERT_TRUE(program.waitForOutput("for this run; no: ")) << program.output().constData();
    EXPECT_TRUE(program.output().contains("n[06-07] (127.0.0.1:" + QByteArray::number(sshd.port()) + ")"))
        << program.output().constData();
    program.type("once\n");
    EXPECT_EQ(program.waitForEnd(), 0) << program.output().constData();
}

TEST_F(HostKeyQuestion, ANoRefusesTheHost)
{
    TerminalProgram program(arguments(), home.path());
    ASSERT_TRUE(program.waitForOutput("for this run; no: ")) << program.output().constData();
    program.type("no\n");
    EXPECT_EQ(program.waitForEnd(), 1) << program.output().constData();
    EXPECT_FALSE(program.output().contains("127.0.0.1: reached"));
    EXPECT_FALSE(QFile::exists(knownHostsFile()));
}

TEST_F(HostKeyQuestion, WithoutATerminalTheHostIsRefusedAtOnce)
{
    const Ending ending =
        Program::run(arguments({QStringLiteral("--format"), QStringLiteral("jsonl")}), home.path());
    EXPECT_EQ(ending.exitCode, 1) << ending.errors.constData();
    const QJsonObject end = ending.events(QStringLiteral("task_finished")).value(0);
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("host_key_rejected"));
    const QJsonObject error = end[u"error"].toObject();
    EXPECT_EQ(error[u"code"].toString(), QStringLiteral("host_key_unknown"));
    EXPECT_TRUE(error[u"detail"].toString().contains(QString::fromUtf8(fingerprint())));
}
