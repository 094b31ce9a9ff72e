#include "tests/ssh/transport/libssh_fixture.h"
#include "tests/ssh/transport/slow_prompter.h"

#include <QFile>
#include <QTest>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// What the ssh configuration says of a host counts.
class Configured : public LibSshFixture
{
protected:
    ~Configured() override { transport.reset(); }

    QByteArray knownHosts() const
    {
        QFile file(endpoint.knownHostsFiles.first());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    /// Only these names of the sshd are known from now on.
    void know(const QStringList &hosts) const
    {
        const QByteArray key = ' ' + sshd->hostKey().type + ' ' + sshd->hostKey().blob.toBase64() + '\n';
        QFile file(endpoint.knownHostsFiles.first());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        for (const QString &host : hosts)
            file.write(QStringLiteral("[%1]:%2").arg(host).arg(sshd->port()).toUtf8() + key);
    }

    ExecutionId startOn(const QString &host)
    {
        endpoint.host = host;
        return start("echo in");
    }

    SlowPrompter prompter;
    trust::HostKeyVerifier asking{&prompter};
};

} // namespace

TEST_F(Configured, UnknownHostsWaitForThePersonWhileTheOthersGoOn)
{
    startSshd({QStringLiteral("LogLevel INFO")}, QStringLiteral("0.0.0.0"));
    const QStringList known{QStringLiteral("127.1.0.1"), QStringLiteral("127.1.0.2")};
    const QStringList unknown{QStringLiteral("127.2.0.1"), QStringLiteral("127.2.0.2"),
                              QStringLiteral("127.2.0.3")};
    know(known);
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Ask;
    regatta::transport::HostOptions options;
    options.hashKnownHosts = true;
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    settings.agentSocket.clear();
    settings.sshDirectory = folder.path();
    transport = std::make_unique<LibSshTransport>(asking, settings);
    prompter.acceptance = trust::HostKeyAnswer::AcceptForGood;

    QList<ExecutionId> waiting;
    for (const QString &host : unknown)
        waiting << startOn(host);
    for (const QString &host : known)
        startOn(host);
    ASSERT_TRUE(observer->waitForFinished(known.size()));
    for (const ExecutionId id : waiting)
        ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
    EXPECT_EQ(sshd->log().count("Accepted publickey"), known.size());
    // Usually one question; a slow machine may take longer than hosts are gathered for.
    int answered = 0;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            for (; answered < prompter.questions(); ++answered)
                prompter.answer({trust::Secret("yes")});
            return observer->waitForFinished(qsizetype(lastId), 0ms);
        },
        60'000));
    for (quint64 id = 1; id <= lastId; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
    EXPECT_EQ(prompter.hosts(), unknown) << "each of them once";

    // Behind the back of the tasks, which don't wait for the disk.
    EXPECT_TRUE(QTest::qWaitFor([&] { return knownHosts().count("\n|1|") == unknown.size(); }, 60'000));
    EXPECT_FALSE(knownHosts().contains("127.2.0.1"));
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
    makeTransport();
    for (const QString &host : unknown)
        startOn(host);
    ASSERT_TRUE(waitForAll());
    for (quint64 id = lastId - 2; id <= lastId; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
}

TEST_F(Configured, AlgorithmsAreTakenFromIt)
{
    startSshd({QStringLiteral("LogLevel DEBUG1")});
    regatta::transport::HostOptions options;
    options.kexAlgorithms = "ecdh-sha2-nistp256";
    options.ciphers = "aes256-ctr";
    options.macs = "hmac-sha2-512";
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    const QByteArray log = sshd->log();
    EXPECT_TRUE(log.contains("kex: algorithm: ecdh-sha2-nistp256")) << log.constData();
    EXPECT_TRUE(log.contains("kex: client->server cipher: aes256-ctr MAC: hmac-sha2-512")) << log.constData();
    EXPECT_TRUE(log.contains("kex: server->client cipher: aes256-ctr MAC: hmac-sha2-512")) << log.constData();

    startSshd({QStringLiteral("KexAlgorithms curve25519-sha256")});
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    expectFailure(run("true").results[0], Outcome::Unreachable, ErrorCode::KeyExchangeFailed);
}

TEST_F(Configured, KeysOfOtherAlgorithmsAreNeitherTrustedNorOffered)
{
    startSshd({QStringLiteral("LogLevel DEBUG1")}); // its own key and the person's are ed25519
    regatta::transport::HostOptions options;
    options.publicKeyAlgorithms = "ecdsa-sha2-nistp256";
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_TRUE(sshd->log().contains("method none")) << "so that the other would be seen";
    EXPECT_FALSE(sshd->log().contains("method publickey"));

    options = {};
    options.hostKeyAlgorithms = "ecdsa-sha2-nistp256";
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    expectFailure(run("true").results[0], Outcome::Unreachable, ErrorCode::KeyExchangeFailed);
    options.hostKeyAlgorithms = "ecdsa-sha2-nistp256,ssh-ed25519";
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(Configured, MethodsThatAreTurnedOffAreNotTried)
{
    startSshd({QStringLiteral("LogLevel DEBUG1"), QStringLiteral("PasswordAuthentication yes")});
    regatta::transport::HostOptions options;
    options.publicKeyAuthentication = false;
    options.passwordAuthentication = false;
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    makeTransport();
    const auto done = run("true").results[0];
    expectFailure(done, Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_TRUE(sshd->log().contains("method none")) << "so that the others would be seen";
    EXPECT_FALSE(sshd->log().contains("method publickey"));
}

TEST_F(Configured, OnlyPreferredMethodsAreTried)
{
    startSshd({QStringLiteral("LogLevel DEBUG1")});
    regatta::transport::HostOptions options;
    options.preferredAuthentications = {QStringLiteral("keyboard-interactive"), QStringLiteral("password")};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_TRUE(sshd->log().contains("method none")) << "so that the others would be seen";
    EXPECT_FALSE(sshd->log().contains("method publickey"));

    options.preferredAuthentications = {QStringLiteral("publickey")};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(Configured, NoIdentityFileMeansNoDefaultOnesEither)
{
    startSshd();
    ASSERT_TRUE(QFile::copy(sshd->identityFile(), folder.filePath(QStringLiteral("id_ed25519"))));
    endpoint.identityFiles.clear();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");

    regatta::transport::HostOptions options;
    options.noIdentityFiles = true;
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
}
