#include "tests/cli/program.h"
#include "tests/support/processes.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace regatta::tests;

namespace {

/// A host that proves itself with a certificate, which only the ssh program can check.
class HostCertificate : public testing::Test
{
protected:
    void SetUp() override
    {
        for (const char *name : {"authority", "host_key", "other"})
            ASSERT_TRUE(makeKey(pathOf(name)));
        ASSERT_EQ(runProgram({QStringLiteral("ssh-keygen"), QStringLiteral("-q"), QStringLiteral("-s"),
                              pathOf("authority"), QStringLiteral("-I"), QStringLiteral("host"),
                              QStringLiteral("-h"), QStringLiteral("-n"), QStringLiteral("127.0.0.1"),
                              pathOf("host_key.pub")}),
                  0);
        sshd = std::make_unique<SshdFixture>(SshdFixture::Options{
            .configLines = {QStringLiteral("HostKey ") + pathOf("host_key"),
                            QStringLiteral("HostCertificate ") + pathOf("host_key-cert.pub")}});
        ASSERT_TRUE(sshd->isRunning()) << sshd->problem().toStdString();
    }

    QString pathOf(const char *name) const { return folder.filePath(QLatin1String(name)); }

    /// Where `authority` alone is trusted, and only by a line of known_hosts.
    QJsonObject endWhereTrusted(const char *authority)
    {
        QFile key(pathOf(authority) + QStringLiteral(".pub"));
        QFile known(pathOf("known_hosts"));
        QFile config(pathOf("config"));
        EXPECT_TRUE(key.open(QIODevice::ReadOnly) && known.open(QIODevice::WriteOnly) &&
                    config.open(QIODevice::WriteOnly));
        known.write("@cert-authority * " + key.readAll());
        config.write(QStringLiteral("Host web\n  HostName 127.0.0.1\n  Port %1\n  User %2\n"
                                    "  IdentityFile %3\n  UserKnownHostsFile %4\n"
                                    "  GlobalKnownHostsFile none\n")
                         .arg(sshd->port())
                         .arg(sshd->user(), sshd->identityFile(), known.fileName())
                         .toUtf8());
        known.close();
        config.close();
        const Ending ending = Program::run(
            {QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("web"), QStringLiteral("--command"),
             QStringLiteral("echo in"), QStringLiteral("--ssh-config"), config.fileName(),
             QStringLiteral("--format"), QStringLiteral("jsonl")});
        return ending.events(QStringLiteral("task_finished")).value(0);
    }

    QTemporaryDir folder;
    std::unique_ptr<SshdFixture> sshd;
};

} // namespace

TEST_F(HostCertificate, OfAKnownAuthorityIsTrusted)
{
    const QJsonObject end = endWhereTrusted("authority");
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("succeeded"))
        << end[u"error"].toObject()[u"detail"].toString().toStdString();
}

TEST_F(HostCertificate, OfAnotherAuthorityIsNot)
{
    EXPECT_EQ(endWhereTrusted("other")[u"outcome"].toString(), QStringLiteral("host_key_rejected"));
}
