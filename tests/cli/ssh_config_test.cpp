#include "tests/cli/program.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>
#include <QTcpServer>

#include <gtest/gtest.h>

using namespace regatta::tests;

namespace {

QJsonObject onlyEnd(const Ending &ending)
{
    const auto ends = ending.events(QStringLiteral("task_finished"));
    EXPECT_EQ(ends.size(), 1) << ending.errors.constData();
    return ends.value(0);
}

/// Hosts that only an ssh configuration knows, as in a terminal: nothing is said on the command line.
class SshConfiguration : public testing::Test
{
protected:
    SshConfiguration()
    {
        const QString common =
            QStringLiteral("  Port %1\n  User %2\n  IdentityFile %3\n  IdentitiesOnly yes\n"
                           "  UserKnownHostsFile %4\n  GlobalKnownHostsFile none\n")
                .arg(sshd.port())
                .arg(sshd.user(), sshd.identityFile(), sshd.knownHostsFile());
        write(QStringLiteral("Host web-a\n  HostName 127.0.0.5\n%1"
                             "Host behind\n  HostName 127.0.0.6\n  ProxyJump web-a\n%1"
                             "Host piped\n  HostName 127.0.0.7\n  ProxyCommand ssh -F %2 "
                             "-W %h:%p web-a\n%1"
                             "Host renamed\n  HostName 127.0.0.5\n  HostKeyAlias somebody-else\n%1")
                  .arg(common, config()));
    }

    QString config() const { return m_folder.filePath(QStringLiteral("config")); }

    void write(const QString &text)
    {
        QFile file(config());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }

    Ending run(const QString &nodeSet, const QString &command, const QStringList &more = {})
    {
        return Program::run(QStringList{QStringLiteral("run"), QStringLiteral("-w"), nodeSet,
                                        QStringLiteral("--command"), command, QStringLiteral("--ssh-config"),
                                        config(), QStringLiteral("--format"), QStringLiteral("jsonl")} +
                            more);
    }

    /// A host that says nothing to whoever connects, and how long the configuration would wait for it.
    QJsonObject endOnSilentHost(const QString &connectTimeout, const QStringList &more)
    {
        QTcpServer silent; // the kernel takes connections for it
        EXPECT_TRUE(silent.listen(QHostAddress::LocalHost));
        write(QStringLiteral("Host silent\n  HostName 127.0.0.1\n  Port %1\n  ConnectTimeout %2\n")
                  .arg(silent.serverPort())
                  .arg(connectTimeout));
        return onlyEnd(run(QStringLiteral("silent"), QStringLiteral("true"), more));
    }

    SshdFixture sshd{{.listenAddress = QStringLiteral("0.0.0.0")}};
    QTemporaryDir m_folder;
};

} // namespace

TEST_F(SshConfiguration, SaysWhereAHostIsAndHowToLogIn)
{
    const Ending ending = run(QStringLiteral("web-a"), QStringLiteral("echo {{host}} {{user}} {{port}}"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData() << ending.output.constData();
    const QJsonObject end = onlyEnd(ending);
    EXPECT_EQ(end[u"host"].toString(), QStringLiteral("web-a"));
    EXPECT_EQ(end[u"port"].toInt(), int(sshd.port()));
    EXPECT_EQ(ending.events(QStringLiteral("output")).value(0)[u"text"].toString(),
              QStringLiteral("web-a %1 %2").arg(sshd.user()).arg(sshd.port()));
}

TEST_F(SshConfiguration, AHostBehindAJumpHostIsReached)
{
    for (const char *transport : {"libssh", "openssh"}) {
        const Ending ending = run(QStringLiteral("behind"), QStringLiteral("echo here"),
                                  {QStringLiteral("--transport"), QLatin1String(transport)});
        EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData() << ending.output.constData();
        EXPECT_EQ(onlyEnd(ending)[u"outcome"].toString(), QStringLiteral("succeeded")) << transport;
    }
}

TEST_F(SshConfiguration, TheKeyOfAJumpHostIsCheckedWhateverItSays)
{
    QFile file(config());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    write(QStringLiteral("Host web-a\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n"
                         "  NoHostAuthenticationForLocalhost yes\n") +
          text);
    for (const char *transport : {"libssh", "openssh"}) {
        const QJsonObject end = onlyEnd(run(QStringLiteral("behind"), QStringLiteral("echo here"),
                                            {QStringLiteral("--transport"), QLatin1String(transport)}));
        EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("host_key_rejected")) << transport;
        EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("host_key_unknown"));
    }
}

TEST_F(SshConfiguration, AHostBehindAProxyCommandIsReached)
{
    const Ending ending = run(QStringLiteral("piped"), QStringLiteral("echo here"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData() << ending.output.constData();
}

TEST_F(SshConfiguration, AKeyUnderAnotherNameIsUnknown)
{
    const QJsonObject end = onlyEnd(run(QStringLiteral("renamed"), QStringLiteral("echo in")));
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("host_key_rejected"));
}

TEST_F(SshConfiguration, ABrokenFileIsReportedInTheWordsOfSsh)
{
    QFile file(config());
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("Host broken\n  Port never\n");
    file.close();
    const QJsonObject end = onlyEnd(run(QStringLiteral("web-a"), QStringLiteral("true")));
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("unreachable"));
    const QJsonObject error = end[u"error"].toObject();
    EXPECT_EQ(error[u"code"].toString(), QStringLiteral("ssh_config_unusable"));
    EXPECT_TRUE(error[u"detail"].toString().contains(QStringLiteral("never")))
        << error[u"detail"].toString().toStdString();
}

TEST_F(SshConfiguration, WhatIsBrokenForOneHostStopsNoOther)
{
    QFile file(config());
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("Host broken\n  HostName %z.example.org\n");
    file.close();
    const Ending ending = run(QStringLiteral("broken,web-a"), QStringLiteral("echo in"));
    EXPECT_EQ(ending.exitCode, 1) << ending.errors.constData();
    const auto ends = ending.events(QStringLiteral("task_finished"));
    ASSERT_EQ(ends.size(), 2);
    for (const QJsonObject &end : ends) {
        const QJsonObject error = end[u"error"].toObject();
        const bool isBroken = end[u"host"].toString() == u"broken";
        EXPECT_EQ(end[u"outcome"].toString(),
                  isBroken ? QStringLiteral("unreachable") : QStringLiteral("succeeded"));
        EXPECT_EQ(error[u"code"].toString(), isBroken ? QStringLiteral("ssh_config_unusable") : QString());
        EXPECT_EQ(error[u"detail"].toString().contains(QStringLiteral("unknown key %z")), isBroken)
            << error[u"detail"].toString().toStdString();
    }
}

TEST_F(SshConfiguration, ConnectTimeoutIsKept)
{
    for (const char *transport : {"libssh", "openssh"}) {
        const QStringList byTransport{QStringLiteral("--transport"), QLatin1String(transport)};
        const QJsonObject end = endOnSilentHost(QStringLiteral("1"), byTransport);
        EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("unreachable")) << transport;
        EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("connect_timed_out"));
        const double connecting = end[u"ms"].toObject()[u"connect"].toDouble();
        EXPECT_GE(connecting, 900) << transport;
        EXPECT_LT(connecting, 10'000) << transport << ": that is without a configuration";
    }
}

TEST_F(SshConfiguration, ConnectTimeoutOfThePersonStandsAboveIt)
{
    // Would not end in time.
    const QJsonObject end =
        endOnSilentHost(QStringLiteral("600"), {QStringLiteral("--connect-timeout"), QStringLiteral("0.5")});
    EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("connect_timed_out"));
}
