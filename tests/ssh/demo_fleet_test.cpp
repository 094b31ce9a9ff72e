#include "app/demo/demo_fleet.h"
#include "tests/ssh/ssh_program.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cerrno>

using namespace regatta;
using namespace regatta::tests;

namespace {

std::unique_ptr<demo::DemoFleet> fleetOf(int hosts, bool oneFails = false)
{
    return demo::DemoFleet::start({.hosts = hosts, .oneFails = oneFails, .user = "demo"}).value();
}

/// The inodes of this process's sockets.
QSet<QByteArray> ownSockets()
{
    QSet<QByteArray> inodes;
    const QDir folder(QStringLiteral("/proc/self/fd"));
    for (const QFileInfo &file : folder.entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
        const QByteArray target = QFile::encodeName(file.symLinkTarget());
        if (const qsizetype start = target.indexOf("socket:["); start >= 0)
            inodes << target.mid(start + 8).chopped(1);
    }
    return inodes;
}

/// The addresses that this process listens on, as /proc/net/tcp writes them: "0100007F:1F90".
QList<QByteArray> listeningAddresses(const char *table)
{
    QFile file(QString::fromLatin1(table));
    QList<QByteArray> addresses;
    if (!file.open(QIODevice::ReadOnly))
        return addresses;
    const QSet<QByteArray> own = ownSockets();
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() > 9 && columns.at(3) == "0A" && own.contains(columns.at(9)))
            addresses << columns.at(1);
    }
    return addresses;
}

} // namespace

TEST(DemoFleet, RestartsTenContainersOnTenHosts)
{
    const auto fleet = fleetOf(10);
    ASSERT_EQ(fleet->hosts().size(), 10);
    std::vector<std::unique_ptr<QProcess>> clients;
    for (int host = 0; host < 10; ++host) {
        for (int app = 0; app < 10; ++app)
            clients.push_back(
                startSsh(callOf(*fleet, host), QStringLiteral("docker restart app-%1").arg(app)));
    }
    for (size_t i = 0; i < clients.size(); ++i) {
        const SshResult result = waitForSsh(*clients[i]);
        EXPECT_EQ(result.exitCode, 0) << result.error.toStdString();
        EXPECT_EQ(result.output, "docker stand-in: nothing is really restarted\napp-" +
                                     QByteArray::number(qlonglong(i % 10)) + '\n');
        EXPECT_EQ(result.error, "");
    }
}

TEST(DemoFleet, GivesEachHostAnAddressAHomeAndAKeyOfItsOwn)
{
    const auto fleet = fleetOf(3);
    QSet<QString> addresses;
    QSet<QByteArray> homes;
    for (int host = 0; host < 3; ++host) {
        addresses << fleet->hosts().at(host).address;
        const SshResult result = runSsh(callOf(*fleet, host), QStringLiteral("pwd"));
        EXPECT_EQ(result.exitCode, 0) << result.error.toStdString();
        homes << result.output;
    }
    EXPECT_EQ(addresses.size(), 3);
    EXPECT_EQ(homes.size(), 3);
    QFile knownHosts(fleet->knownHostsFile());
    ASSERT_TRUE(knownHosts.open(QIODevice::ReadOnly));
    QSet<QByteArray> keys;
    for (const QByteArray &line : knownHosts.readAll().trimmed().split('\n'))
        keys << line.split(' ').last();
    EXPECT_EQ(keys.size(), 3);
}

TEST(DemoFleet, ExampleProfileFitsTheFleet)
{
    const auto fleet = fleetOf(10);
    const model::Profile profile = fleet->exampleProfile();
    ASSERT_EQ(profile.targets.size(), 1);
    EXPECT_EQ(profile.targets.first().nodeSet, QStringLiteral("127.77.0.[1-10]"));
    EXPECT_EQ(profile.targets.first().port, fleet->hosts().first().port);
    EXPECT_EQ(profile.parallel, 4);
    EXPECT_EQ(profile.steps.first().run, QStringLiteral("docker restart {{app}}"));
    EXPECT_EQ(profile.ssh.identity, fleet->identityFile());
    for (const auto &host : fleet->hosts())
        EXPECT_EQ(host.port, profile.targets.first().port);
}

TEST(DemoFleet, ListensOnLoopbackOnly)
{
    const auto fleet = fleetOf(10);
    const QList<QByteArray> addresses = listeningAddresses("/proc/net/tcp");
    EXPECT_EQ(addresses.size(), 10);
    for (const QByteArray &address : addresses)
        EXPECT_TRUE(address.mid(6, 2) == "7F") << address.toStdString(); // little-endian: 127 stands last
    EXPECT_TRUE(listeningAddresses("/proc/net/tcp6").isEmpty());
}

TEST(DemoFleet, AcceptsNoOtherKeyAndNoPassword)
{
    const auto fleet = fleetOf(1);
    const QTemporaryDir folder;
    const QString foreignKey = folder.filePath(QStringLiteral("id"));
    writeFile(foreignKey, demo::generateKeyPair().value().privateKey, QFile::ReadOwner | QFile::WriteOwner);
    SshCall call = callOf(*fleet, 0);
    EXPECT_EQ(runSsh(call, QStringLiteral("true")).exitCode, 0);
    call.identityFile = foreignKey;
    const SshResult refused = runSsh(call, QStringLiteral("true"));
    EXPECT_EQ(refused.exitCode, 255);
    EXPECT_TRUE(refused.error.contains("Permission denied (publickey).")) << refused.error.toStdString();
}

TEST(DemoFleet, KeepsItsFilesToItself)
{
    const auto fleet = fleetOf(1);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    EXPECT_FALSE(QFile::permissions(fleet->folder()) & others);
    EXPECT_FALSE(QFile::permissions(fleet->identityFile()) & others);
}

TEST(DemoFleet, LeavesNeitherFilesNorProcessesBehind)
{
    auto fleet = fleetOf(2);
    const QString folder = fleet->folder();
    // One that has left its process group, and one that still runs.
    const QString daemon = QStringLiteral("setsid sh -c 'touch started; exec sleep 1000' >/dev/null 2>&1 &");
    EXPECT_EQ(runSsh(callOf(*fleet, 0), daemon).exitCode, 0);
    ASSERT_TRUE(waitForFile(folder + QStringLiteral("/host-01/started")));
    const auto client = startSsh(callOf(*fleet, 1), QStringLiteral("echo $$; exec sleep 1000"));
    QByteArray line;
    ASSERT_TRUE(waitForText(*client, QProcess::StandardOutput, "\n", line));
    const QByteArray home = "HOME=" + QFile::encodeName(folder) + "/host-01";
    ASSERT_EQ(processesWithEnvironment(home).size(), 1);

    fleet.reset();
    EXPECT_FALSE(QFile::exists(folder));
    EXPECT_FALSE(isAlive(line.trimmed().toInt()));
    EXPECT_TRUE(processesWithEnvironment(home).isEmpty());
    EXPECT_EQ(waitForSsh(*client).exitCode, 255);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

TEST(DemoFleet, IsClearedAwayEvenIfItsProcessIsKilled)
{
    QProcess holder;
    holder.start(QStringLiteral(FLEET_HOLDER), QStringList());
    QByteArray line;
    ASSERT_TRUE(waitForText(holder, QProcess::StandardOutput, "\n", line));
    const QString folder = QString::fromUtf8(line.trimmed());
    ASSERT_TRUE(QFile::exists(folder));
    holder.kill();
    holder.waitForFinished();
    EXPECT_TRUE(waitForNoFile(folder));
}

TEST(DemoFleet, StartsTwiceAtTheSameTime)
{
    const auto one = fleetOf(10);
    const auto two = fleetOf(10);
    EXPECT_NE(one->hosts(), two->hosts());
    EXPECT_EQ(runSsh(callOf(*one, 9), QStringLiteral("exit 1")).exitCode, 1);
    EXPECT_EQ(runSsh(callOf(*two, 9), QStringLiteral("exit 2")).exitCode, 2);
}

TEST(DockerStandIn, SaysWhatItIs)
{
    const auto fleet = fleetOf(1);
    EXPECT_TRUE(runSsh(callOf(*fleet, 0), QStringLiteral("docker --version")).output.contains("stand-in"));
    const SshResult unknown = runSsh(callOf(*fleet, 0), QStringLiteral("docker swarm init"));
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_TRUE(unknown.error.contains("'swarm' is not one of its commands")) << unknown.error.toStdString();
}

TEST(DockerStandIn, ListsItsContainers)
{
    const auto fleet = fleetOf(1);
    const SshResult names = runSsh(callOf(*fleet, 0), QStringLiteral("docker ps --format '{{.Names}}'"));
    EXPECT_EQ(names.output, "app-0\napp-1\napp-2\napp-3\napp-4\napp-5\napp-6\napp-7\napp-8\napp-9\n");
    EXPECT_EQ(runSsh(callOf(*fleet, 0), QStringLiteral("docker ps")).output.count('\n'), 11);
}

TEST(DockerStandIn, KnowsNoOtherContainers)
{
    const auto fleet = fleetOf(1);
    const SshResult result = runSsh(callOf(*fleet, 0), QStringLiteral("docker restart app-10 web app- 3"));
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_EQ(result.error, "Error response from daemon: No such container: app-10\n"
                            "Error response from daemon: No such container: web\n"
                            "Error response from daemon: No such container: app-\n"
                            "Error response from daemon: No such container: 3\n");
}

TEST(DockerStandIn, FailsOnOneContainerWhenToldTo)
{
    const auto fleet = fleetOf(2, true);
    EXPECT_EQ(runSsh(callOf(*fleet, 0), QStringLiteral("docker restart app-1")).exitCode, 0);
    const SshResult failed = runSsh(callOf(*fleet, 1), QStringLiteral("docker restart app-1"));
    EXPECT_EQ(failed.exitCode, 1);
    EXPECT_TRUE(failed.error.startsWith("Error response from daemon: Cannot restart container app-1"));
    EXPECT_EQ(runSsh(callOf(*fleet, 1), QStringLiteral("docker restart app-2")).exitCode, 0);
}
