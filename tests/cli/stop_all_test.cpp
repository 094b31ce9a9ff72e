#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QSet>

#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

constexpr int taskCount = 1'000;
constexpr int quickOnes = 300; // over before anybody stops

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

/// A thousand users of one host, 400 at a time: some are done, some run, some have not begun.
TEST(StopAll, HalfWayLeavesNoProcessAndNoTaskWithoutAnOutcome)
{
    const QTemporaryDir folder;
    const demo::KeyPair key = demo::generateKeyPair().value();
    demo::ServerSettings host;
    host.home = folder.path();
    host.logIn.authorizedKeys = {key.publicKey};
    const auto server = demo::SshServer::start(host).value();
    writeFile(folder.filePath(QStringLiteral("key")), key.privateKey);
    writeFile(folder.filePath(QStringLiteral("known_hosts")), server->knownHosts());
    const QByteArray mark = "REGATTA_STOP_TEST=" + QByteArray::number(::getpid());

    Program program({QStringLiteral("run"), QStringLiteral("-w"),
                     QStringLiteral("u[1-%1]@127.0.0.1:%2").arg(taskCount).arg(server->port()),
                     QStringLiteral("--identity"), folder.filePath(QStringLiteral("key")),
                     QStringLiteral("--known-hosts"), folder.filePath(QStringLiteral("known_hosts")),
                     QStringLiteral("--ssh-config"), QStringLiteral("none"), QStringLiteral("--yes"),
                     QStringLiteral("--parallel"), QStringLiteral("400"), QStringLiteral("--format"),
                     QStringLiteral("jsonl"), QStringLiteral("--env"), QString::fromLatin1(mark),
                     QStringLiteral("--command"),
                     QStringLiteral("test {{index}} -lt %1 && exit; test {{index}} -ne 600 || echo half; "
                                    "exec sleep 3600")
                         .arg(quickOnes)});
    ASSERT_TRUE(program.waitForOutput("\"text\":\"half\""));
    EXPECT_FALSE(processesWithEnvironment(mark).isEmpty()) << "they would have been found";
    ::kill(pid_t(program.process().processId()), SIGINT);
    const Ending ending = program.waitForEnd();
    EXPECT_EQ(ending.exitCode, 3) << ending.errors.constData();
    EXPECT_EQ(processesWithEnvironment(mark).size(), 0);

    QSet<int> ran;
    for (const QJsonObject &state : ending.events(QStringLiteral("task_state"))) {
        if (state[u"state"].toString() == u"running")
            ran.insert(state[u"task"].toInt());
    }
    QMap<QString, int> outcomes;
    for (const QJsonObject &end : ending.events(QStringLiteral("task_finished"))) {
        const QString outcome = end[u"outcome"].toString();
        ++outcomes[outcome];
        if (outcome == u"skipped") {
            EXPECT_FALSE(ran.contains(end[u"task"].toInt()));
        }
    }
    const int stopped = outcomes.value(QStringLiteral("cancelled"));
    EXPECT_EQ(outcomes.value(QStringLiteral("succeeded")), quickOnes);
    EXPECT_GE(stopped, ran.size() - quickOnes) << "each that ran has a receipt";
    EXPECT_EQ(quickOnes + stopped + outcomes.value(QStringLiteral("skipped")), taskCount);
}
