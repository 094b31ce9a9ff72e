#include "core/trust/prompter.h"
#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>

#include <atomic>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// An sshd that writes down each request to log in.
class HostKey : public LibSshFixture
{
protected:
    HostKey() { startSshd({QStringLiteral("LogLevel DEBUG3")}); }
    ~HostKey() override { transport.reset(); }

    void writeKnownHosts(const QByteArray &text) const
    {
        QFile file(endpoint.knownHostsFiles.first());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray otherKey() const
    {
        QFile file(sshd->folder() + QStringLiteral("/user_key.pub"));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray key = file.readAll();
        EXPECT_TRUE(key.startsWith("ssh-ed25519 "));
        return key;
    }

    QByteArray name() const { return "[127.0.0.1]:" + QByteArray::number(sshd->port()) + ' '; }

    void expectRefused(ErrorCode code)
    {
        makeTransport();
        expectFailure(run("echo reached").results[0], Outcome::HostKeyRejected, code);
    }

    bool hasHeardOfAuthentication()
    {
        transport.reset();
        return sshd->hasHeardOfAuthentication();
    }
};

} // namespace

TEST_F(HostKey, ThatIsKnownIsLoggedInTo)
{
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_TRUE(hasHeardOfAuthentication()) << "so that the other tests would see it";
}

TEST_F(HostKey, ThatIsUnknownHearsNothingOfAuthentication)
{
    writeKnownHosts({});
    expectRefused(ErrorCode::HostKeyUnknown);
    EXPECT_FALSE(hasHeardOfAuthentication());
}

TEST_F(HostKey, ThatHasChangedHearsNothingOfAuthentication)
{
    writeKnownHosts(name() + otherKey());
    for (const auto policy :
         {trust::HostKeyPolicy::Strict, trust::HostKeyPolicy::Ask, trust::HostKeyPolicy::AcceptNew}) {
        endpoint.hostKeyPolicy = policy;
        expectRefused(ErrorCode::HostKeyChanged);
    }
    EXPECT_FALSE(hasHeardOfAuthentication());
}

TEST_F(HostKey, ThatIsRevokedHearsNothingOfAuthentication)
{
    QFile key(sshd->folder() + QStringLiteral("/host_key.pub"));
    ASSERT_TRUE(key.open(QIODevice::ReadOnly));
    const QByteArray text = key.readAll();
    writeKnownHosts("@revoked * " + text + '\n' + name() + text);
    expectRefused(ErrorCode::HostKeyRevoked);
    EXPECT_FALSE(hasHeardOfAuthentication());
}

TEST_F(HostKey, ThatAPersonLooksAtHearsNothingOfAuthentication)
{
    class Refusing final : public trust::Prompter
    {
    public:
        void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                              std::function<void(QList<trust::HostKeyAnswer>)> answer) override
        {
            wasAsked = true;
            answer(QList<trust::HostKeyAnswer>(hosts.size(), trust::HostKeyAnswer::Refuse));
        }
        void askToLogIn(trust::LogInQuestion, std::function<void(trust::LogInAnswer)> answer) override
        {
            answer({});
        }
        void withdrawLogInQuestion() override {}

        std::atomic<bool> wasAsked = false;
    };

    writeKnownHosts({});
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Ask;
    Refusing prompter;
    trust::HostKeyVerifier asking(&prompter);
    settings.agentSocket.clear();
    settings.sshDirectory = folder.path();
    transport = std::make_unique<LibSshTransport>(asking, settings);
    expectFailure(run("echo reached").results[0], Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
    EXPECT_TRUE(prompter.wasAsked);
    EXPECT_FALSE(hasHeardOfAuthentication());
}
