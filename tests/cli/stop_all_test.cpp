#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "tests/cli/program.h"
#include "tests/support/processes.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>
#include <QSet>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <unistd.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

constexpr int taskCount = 1'000;
constexpr int quickOnes = 300; // over before anybody stops

constexpr std::chrono::seconds mostUntilGone{10}; // what a person may count on

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

/// Found in the environment of whatever a task of this test has started.
QByteArray markOfThisTest()
{
    return "REGATTA_STOP_TEST=" + QByteArray::number(::getpid());
}

QMap<QString, int> outcomesOf(const Ending &ending)
{
    QMap<QString, int> outcomes;
    for (const QJsonObject &end : ending.events(QStringLiteral("task_finished")))
        ++outcomes[end[u"outcome"].toString()];
    return outcomes;
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
    const QByteArray mark = markOfThisTest();

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
    const auto isToStop = std::chrono::steady_clock::now();
    ::kill(pid_t(program.process().processId()), SIGINT);
    EXPECT_TRUE(areGoneUntil(isToStop + mostUntilGone, mark))
        << processesWithEnvironment(mark).size() << " live on";
    const Ending ending = program.waitForEnd();
    EXPECT_EQ(ending.exitCode, 3) << ending.errors.constData();
    EXPECT_EQ(processesWithEnvironment(mark).size(), 0);

    QSet<int> ran;
    for (const QJsonObject &state : ending.events(QStringLiteral("task_state"))) {
        if (state[u"state"].toString() == u"running")
            ran.insert(state[u"task"].toInt());
    }
    for (const QJsonObject &end : ending.events(QStringLiteral("task_finished"))) {
        if (end[u"outcome"].toString() == u"skipped") {
            EXPECT_FALSE(ran.contains(end[u"task"].toInt()));
        }
    }
    const QMap<QString, int> outcomes = outcomesOf(ending);
    const int stopped = outcomes.value(QStringLiteral("cancelled"));
    EXPECT_EQ(outcomes.value(QStringLiteral("succeeded")), quickOnes);
    EXPECT_GE(stopped, ran.size() - quickOnes) << "each that ran has a receipt";
    EXPECT_EQ(quickOnes + stopped + outcomes.value(QStringLiteral("skipped")), taskCount);
}

/// A service manager sends this one, and so does kill. The shells take no notice of a TERM of their own, so
/// each has to be killed.
TEST(StopAll, ATermSignalHalfWayLeavesNoProcessAndAReceiptForEachThatRan)
{
    const SshdFixture sshd(SshdFixture::Options{QStringLiteral("0.0.0.0"), {}});
    ASSERT_TRUE(sshd.isRunning()) << qPrintable(sshd.problem());
    const QByteArray mark = markOfThisTest();
    // Ten are done, ten run when the last of them says so, ten have not begun.
    Program program({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("127.0.0.[1-30]"),
                     QStringLiteral("--port"), QString::number(sshd.port()), QStringLiteral("--identity"),
                     sshd.identityFile(), QStringLiteral("--known-hosts"), sshd.knownHostsFile(),
                     QStringLiteral("--ssh-config"), sshd.sshConfigFile(), QStringLiteral("--parallel"),
                     QStringLiteral("10"), QStringLiteral("--format"), QStringLiteral("jsonl"),
                     QStringLiteral("--env"), QString::fromLatin1(mark), QStringLiteral("--command"),
                     QStringLiteral("test {{index}} -lt 10 && exit; trap '' TERM; "
                                    "test {{index}} -ne 19 || echo half; sleep 3600; sleep 3600")});
    ASSERT_TRUE(program.waitForOutput("\"text\":\"half\""));
    EXPECT_FALSE(processesWithEnvironment(mark).isEmpty()) << "they would have been found";
    ::kill(pid_t(program.process().processId()), SIGTERM);
    const Ending ending = program.waitForEnd();
    EXPECT_EQ(ending.exitCode, 3) << ending.errors.constData();
    EXPECT_EQ(processesWithEnvironment(mark).size(), 0);
    EXPECT_EQ(outcomesOf(ending), (QMap<QString, int>{{QStringLiteral("succeeded"), 10},
                                                      {QStringLiteral("cancelled"), 10},
                                                      {QStringLiteral("skipped"), 10}}));
    const QJsonObject last = ending.events().value(ending.events().size() - 1);
    EXPECT_EQ(last[u"event"].toString(), QStringLiteral("run_finished"));
    EXPECT_EQ(last[u"cancelled"].toInt(), 10);
}
