#include "tests/support/processes.h"
#include "tests/support/sshd_fixture.h"

#include <QProcess>

#include <gtest/gtest.h>

using namespace regatta;
using tests::SshdFixture;

namespace {

QStringList sshArguments(const SshdFixture &sshd, const QString &host, const QString &command)
{
    return {QStringLiteral("-F"),
            sshd.sshConfigFile(),
            QStringLiteral("-o"),
            QStringLiteral("BatchMode=yes"),
            QStringLiteral("-o"),
            QStringLiteral("StrictHostKeyChecking=yes"),
            QStringLiteral("-o"),
            QStringLiteral("UserKnownHostsFile=") + sshd.knownHostsFile(),
            QStringLiteral("-i"),
            sshd.identityFile(),
            QStringLiteral("-p"),
            QString::number(sshd.port()),
            QStringLiteral("-l"),
            sshd.user(),
            host,
            command};
}

} // namespace

TEST(SshdFixture, RunsACommandOnAnyLoopbackAddress)
{
    SshdFixture sshd({QStringLiteral("0.0.0.0"), {}});
    ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString();
    EXPECT_FALSE(sshd.hostKey().blob.isEmpty());

    QProcess ssh;
    ssh.start(QStringLiteral("ssh"),
              sshArguments(sshd, QStringLiteral("127.3.2.1"), QStringLiteral("echo ready")));
    ASSERT_TRUE(ssh.waitForFinished());
    EXPECT_EQ(ssh.readAllStandardOutput(), "ready\n") << ssh.readAllStandardError().toStdString();
}

TEST(SshdFixture, KeepsThePersonsShellSettingsOut)
{
    const SshdFixture sshd;
    ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString();
    QProcess ssh;
    ssh.start(QStringLiteral("ssh"),
              sshArguments(sshd, QStringLiteral("127.0.0.1"), QStringLiteral("sh -c 'echo $SHLVL'")));
    ASSERT_TRUE(ssh.waitForFinished());
    EXPECT_GE(ssh.readAllStandardOutput().trimmed().toInt(), 9) << "bash reads ~/.bashrc below level 2";
}

TEST(SshdFixture, LeavesNothingBehind)
{
    auto sshd = std::make_unique<SshdFixture>();
    ASSERT_TRUE(sshd->isRunning()) << sshd->problem().toStdString();
    QProcess ssh;
    ssh.start(QStringLiteral("ssh"),
              sshArguments(*sshd, QStringLiteral("127.0.0.1"),
                           QStringLiteral("setsid sleep 600 >/dev/null 2>&1 </dev/null & echo $!")));
    ASSERT_TRUE(ssh.waitForFinished());
    const pid_t escaped = ssh.readAllStandardOutput().trimmed().toInt();
    ASSERT_GT(escaped, 1) << ssh.readAllStandardError().toStdString();
    ASSERT_TRUE(tests::isAlive(escaped));

    sshd.reset();
    EXPECT_FALSE(tests::isAlive(escaped));
}

TEST(SshdFixture, SaysWhyItCannotStart)
{
    const SshdFixture sshd({QStringLiteral("127.0.0.1"), {QStringLiteral("NoSuchKeyword yes")}});
    EXPECT_FALSE(sshd.isRunning());
    EXPECT_TRUE(sshd.problem().contains(QStringLiteral("NoSuchKeyword"))) << sshd.problem().toStdString();
}
