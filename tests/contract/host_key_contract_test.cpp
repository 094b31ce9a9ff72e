#include "tests/contract/transport_contract.h"

#include <QFile>

using namespace regatta;
using model::Outcome;
using tests::SshTransportContract;

namespace {

/// An sshd that writes down each request to log in.
class HostKeyContract : public SshTransportContract
{
protected:
    HostKeyContract() { addConfigLine(QStringLiteral("LogLevel DEBUG3")); }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    void writeKnownHosts(const QByteArray &text) const
    {
        QFile file(sshd->knownHostsFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray ownKey() const { return contentOf(sshd->folder() + QStringLiteral("/host_key.pub")); }
    QByteArray otherKey() const { return contentOf(sshd->identityFile() + QStringLiteral(".pub")); }

    /// A program of its own may hold a connection a little longer than its execution.
    bool hasHeardOfAuthentication()
    {
        transport.reset();
        return sshd->hasHeardOfAuthentication();
    }

    void expectNoAuthentication()
    {
        const auto record = run("echo reached");
        EXPECT_EQ(record.results.value(0).outcome, Outcome::HostKeyRejected);
        EXPECT_EQ(record.standardOutput, "");
        EXPECT_FALSE(hasHeardOfAuthentication());
    }
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, HostKeyContract, testing::ValuesIn(tests::sshSubjects()),
                         tests::subjectName);

TEST_P(HostKeyContract, AKnownHostIsLoggedInTo)
{
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_TRUE(hasHeardOfAuthentication()) << "so that the other tests would see it";
}

TEST_P(HostKeyContract, AnUnknownHostHearsNothingOfAuthentication)
{
    writeKnownHosts({});
    expectNoAuthentication();
}

TEST_P(HostKeyContract, AHostWhoseKeyHasChangedHearsNothingOfAuthentication)
{
    writeKnownHosts("[127.0.0.1]:" + QByteArray::number(sshd->port()) + ' ' + otherKey());
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    expectNoAuthentication();
}

TEST_P(HostKeyContract, AHostWhoseKeyIsRevokedHearsNothingOfAuthentication)
{
    writeKnownHosts("@revoked * " + ownKey() + contentOf(sshd->knownHostsFile()));
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    expectNoAuthentication();
}
