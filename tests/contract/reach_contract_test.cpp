#include "tests/contract/foreign_peer.h"
#include "tests/contract/transport_contract.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace regatta;
using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::ForeignPeer;
using tests::sshSubjects;
using tests::SshTransportContract;

namespace {

class ReachContract : public SshTransportContract
{
protected:
    /// Runs a command that must not get to run.
    void expectFailure(Outcome outcome, ErrorCode code)
    {
        const auto record = run("echo reached");
        const model::AttemptResult result = record.results.value(0);
        EXPECT_EQ(result.outcome, outcome);
        ASSERT_TRUE(result.error);
        EXPECT_EQ(base::name(result.error->code).toString().toStdString(),
                  base::name(code).toString().toStdString())
            << result.error->detail.toStdString();
        EXPECT_FALSE(result.exitCode);
        EXPECT_FALSE(result.times.running);
        EXPECT_FALSE(record.reached(TaskState::Running));
        EXPECT_EQ(record.standardOutput + record.standardError, "");
    }

    void rewriteKnownHosts(const QByteArray &line)
    {
        QFile file(sshd->knownHostsFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(line);
    }

    QByteArray knownHosts() const
    {
        QFile file(sshd->knownHostsFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray bracketedHost() const { return "[127.0.0.1]:" + QByteArray::number(sshd->port()); }

    QString makeKey(const char *name, const QString &passphrase = {})
    {
        const QString path = sshd->folder() + u'/' + QLatin1String(name);
        EXPECT_TRUE(tests::makeKey(path, passphrase));
        return path;
    }
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, ReachContract, testing::ValuesIn(sshSubjects()), tests::subjectName);

TEST_P(ReachContract, TellsAClosedPort)
{
    const tests::ClosedPort closed;
    endpoint.port = closed.port();
    expectFailure(Outcome::Unreachable, ErrorCode::ConnectionRefused);
}

TEST_P(ReachContract, TellsAnUnknownName)
{
    endpoint.host = QStringLiteral("no-such-host.invalid");
    expectFailure(Outcome::Unreachable, ErrorCode::NameNotResolved);
}

TEST_P(ReachContract, GivesUpOnASilentPort)
{
    const ForeignPeer silent({}, ForeignPeer::Then::KeepQuiet);
    endpoint.port = silent.port();
    auto patient = execution("echo reached");
    patient.timeouts.connect = 500ms;
    const auto result = run(std::move(patient)).results.value(0);
    EXPECT_EQ(result.outcome, Outcome::Unreachable);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::ConnectTimedOut);
    EXPECT_GE(*result.times.finished - *result.times.started, 500ms);
}

TEST_P(ReachContract, TellsAPeerThatSpeaksSomethingElse)
{
    const ForeignPeer http("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
                           ForeignPeer::Then::HangUp);
    endpoint.port = http.port();
    expectFailure(Outcome::Unreachable, ErrorCode::NotAnSshServer);
}

TEST_P(ReachContract, TellsAGreetingWithoutEnd)
{
    const ForeignPeer endless(QByteArray(1000, 'x'), ForeignPeer::Then::Repeat);
    endpoint.port = endless.port();
    expectFailure(Outcome::Unreachable, ErrorCode::NotAnSshServer);
}

TEST_P(ReachContract, TellsAPeerThatHangsUp)
{
    const ForeignPeer rude({}, ForeignPeer::Then::HangUp);
    endpoint.port = rude.port();
    expectFailure(Outcome::Unreachable, ErrorCode::KeyExchangeFailed);
}

TEST_P(ReachContract, TellsAKeyExchangeThatBreaksOff)
{
    const ForeignPeer rude("SSH-2.0-peer\r\n", ForeignPeer::Then::HangUp);
    endpoint.port = rude.port();
    expectFailure(Outcome::Unreachable, ErrorCode::KeyExchangeFailed);
}

TEST_P(ReachContract, RefusesAnUnknownHostKey)
{
    rewriteKnownHosts({});
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
}

TEST_P(ReachContract, RefusesAnUnknownHostKeyWhenNobodyCanBeAsked)
{
    rewriteKnownHosts({});
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Ask;
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
}

TEST_P(ReachContract, RefusesAChangedHostKey)
{
    QFile other(makeKey("other") + QStringLiteral(".pub"));
    ASSERT_TRUE(other.open(QIODevice::ReadOnly));
    rewriteKnownHosts(bracketedHost() + ' ' + other.readAll());
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyChanged);
}

TEST_P(ReachContract, SaysOfAChangedHostKeyWhichIsWhichAndHowTheKnownOneIsRemoved)
{
    const QString known = makeKey("other") + QStringLiteral(".pub");
    QFile other(known);
    ASSERT_TRUE(other.open(QIODevice::ReadOnly));
    const QByteArray key = other.readAll();
    for (const QString &alias : {QString(), QStringLiteral("alias")}) {
        endpoint.hostKeyName = alias;
        rewriteKnownHosts((alias.isEmpty() ? bracketedHost() : alias.toUtf8()) + ' ' + key);
        const QString detail = run("true").results.value(0).error.value_or(base::Error{}).detail;
        const QString facts = detail.section(u'\n', 0, 0);
        EXPECT_TRUE(facts.startsWith(QStringLiteral("known: ED25519"))) << facts.toStdString();
        EXPECT_TRUE(facts.endsWith(QStringLiteral(" (%1:1), shown: ED25519 %2")
                                       .arg(sshd->knownHostsFile(), trust::fingerprint(sshd->hostKey()))))
            << facts.toStdString();
        const QString command = detail.section(u'\n', 1);
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
        ASSERT_TRUE(shell.waitForFinished());
        EXPECT_EQ(shell.exitCode(), 0) << command.toStdString();
        EXPECT_EQ(knownHosts(), "") << command.toStdString();
    }
}

TEST_P(ReachContract, RefusesARevokedHostKey)
{
    rewriteKnownHosts("@revoked " + knownHosts());
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyRevoked);
}

TEST_P(ReachContract, AcceptsANewHostKeyForGood)
{
    rewriteKnownHosts({});
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    EXPECT_EQ(run("echo reached").standardOutput, "reached\n");
    // The key is written behind the back of the task, which doesn't wait for the disk.
    EXPECT_TRUE(QTest::qWaitFor([&] { return knownHosts().contains(sshd->hostKey().blob.toBase64()); }));

    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
    EXPECT_EQ(run("echo again").standardOutput, "again\n");
}

TEST_P(ReachContract, AcceptsNoNewHostKeyWhereNothingRemembersIt)
{
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::AcceptNew;
    endpoint.knownHostsFiles = {QStringLiteral("/dev/null")};
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
    regatta::transport::HostOptions configured;
    std::swap(configured.knownHostsFiles, endpoint.knownHostsFiles);
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(configured);
    expectFailure(Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
}

TEST_P(ReachContract, TellsAKeyThatIsNotAccepted)
{
    endpoint.identityFiles = {makeKey("stranger")};
    expectFailure(Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
}

TEST_P(ReachContract, TellsAMissingKey)
{
    endpoint.identityFiles = {sshd->folder() + QStringLiteral("/no such key")};
    expectFailure(Outcome::AuthenticationFailed, ErrorCode::KeyUnreadable);
}

TEST_P(ReachContract, TellsAKeyThatOthersMayRead)
{
    QFile::setPermissions(endpoint.identityFiles.first(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    expectFailure(Outcome::AuthenticationFailed, ErrorCode::KeyPermissionsTooOpen);
}

TEST_P(ReachContract, TellsAKeyThatIsNone)
{
    const QString path = sshd->folder() + QStringLiteral("/garbage");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write("this is not a key\n");
    file.close();
    endpoint.identityFiles = {path};
    expectFailure(Outcome::AuthenticationFailed, ErrorCode::KeyFormatUnknown);
}

TEST_P(ReachContract, TellsAKeyThatNeedsAPassphrase)
{
    const QString path = makeKey("encrypted", QStringLiteral("secret"));
    QFile own(path + QStringLiteral(".pub"));
    QFile accepted(sshd->folder() + QStringLiteral("/authorized_keys"));
    ASSERT_TRUE(own.open(QIODevice::ReadOnly) && accepted.open(QIODevice::WriteOnly));
    accepted.write(own.readAll());
    accepted.close();
    endpoint.identityFiles = {path};
    expectFailure(Outcome::AuthenticationFailed, ErrorCode::PassphraseNeeded);
}

TEST_P(ReachContract, TriesEachKey)
{
    endpoint.identityFiles.prepend(makeKey("stranger"));
    EXPECT_EQ(run("echo reached").standardOutput, "reached\n");
}

TEST_P(ReachContract, TellsALostConnection)
{
    const auto id = start("echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    sshd->killConnections();
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::ConnectionLost);
    EXPECT_EQ(result(id).error.value_or(base::Error{}).code, ErrorCode::ConnectionLost);
    EXPECT_FALSE(result(id).exitCode);
    EXPECT_EQ(run("echo back").standardOutput, "back\n");
}

TEST_P(ReachContract, StopsWhileItConnects)
{
    const ForeignPeer silent({}, ForeignPeer::Then::KeepQuiet);
    endpoint.port = silent.port();
    const auto id = start("echo reached");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Connecting));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    EXPECT_EQ(result(id).error.value_or(base::Error{}).code, ErrorCode::Cancelled);
}

TEST_P(ReachContract, OneHostsTroubleIsNotAnothers)
{
    const tests::ClosedPort closed;
    const transport::Endpoint sound = endpoint;
    transport::Endpoint broken = endpoint;
    broken.port = closed.port();
    for (int i = 0; i < 20; ++i) {
        endpoint = i % 2 == 0 ? sound : broken;
        start("echo " + QByteArray::number(i));
    }
    ASSERT_TRUE(waitForAll());
    for (std::uint64_t id = 1; id <= 20; ++id)
        EXPECT_EQ(result({id}).outcome, id % 2 == 1 ? Outcome::Succeeded : Outcome::Unreachable);
}
