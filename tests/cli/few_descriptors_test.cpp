#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace regatta;
using tests::Ending;
using tests::Program;

namespace {

class FewDescriptors : public testing::Test
{
protected:
    FewDescriptors()
    {
        const auto key = demo::generateKeyPair();
        demo::ServerSettings host;
        host.cannedReply.emplace();
        host.logIn.authorizedKeys = {key->publicKey};
        m_server = *demo::SshServer::start(host);
        m_identity = kept(QStringLiteral("key"), key->privateKey);
        m_knownHosts = kept(QStringLiteral("known_hosts"), m_server->knownHosts());
    }

    /// On a hundred targets.
    Ending run(const QString &parallel, unsigned descriptors) const
    {
        return Program::run({QStringLiteral("run"), QStringLiteral("-w"),
                             QStringLiteral("u[1-100]@127.0.0.1:%1").arg(m_server->port()),
                             QStringLiteral("--command"), QStringLiteral("true"),
                             QStringLiteral("--identity"), m_identity, QStringLiteral("--known-hosts"),
                             m_knownHosts, QStringLiteral("--ssh-config"), QStringLiteral("none"),
                             QStringLiteral("--parallel"), parallel},
                            {}, descriptors);
    }

private:
    QString kept(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // a key that others may read is not used
        file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<demo::SshServer> m_server;
    QString m_identity;
    QString m_knownHosts;
};

} // namespace

TEST_F(FewDescriptors, AreEnoughForAllHostsAndTheRunSaysThatSomeWait)
{
    const Ending ending = run(QStringLiteral("0"), 128);
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_TRUE(ending.errors.contains("hosts at a time can be connected")) << ending.errors.constData();
    EXPECT_TRUE(ending.errors.contains("100 succeeded")) << ending.errors.constData();
}

TEST_F(FewDescriptors, NobodyIsTroubledWhoAsksForFewHostsAtATime)
{
    const Ending ending = run(QStringLiteral("10"), 128);
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_FALSE(ending.errors.contains("at a time can be connected")) << ending.errors.constData();
}
