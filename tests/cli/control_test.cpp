#include "tests/cli/program.h"
#include "tests/support/sshd_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

using namespace regatta::tests;

namespace {

/// On this machine, in place of as many hosts.
Ending runLocally(const QString &nodeSet, const QString &command, const char *more)
{
    return Program::run(QStringList{QStringLiteral("run"), QStringLiteral("-w"), nodeSet,
                                    QStringLiteral("--command"), command, QStringLiteral("--transport"),
                                    QStringLiteral("local")} +
                        QString::fromLatin1(more).split(u' '));
}

} // namespace

TEST(Control, ADryRunShowsTheWaves)
{
    const Ending ending =
        runLocally(QStringLiteral("h[1-3]"), QStringLiteral("true"), "--waves 1,100% --dry-run");
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output, "Wave 1 of 2: 1 target\nh1: true\nWave 2 of 2: 2 targets\nh2: true\nh3: true\n");
}

TEST(Control, ADryRunCallsTasksWhatARunCallsThem)
{
    const auto lines = [](const char *more) {
        QList<QByteArray> all =
            runLocally(QStringLiteral("ops@h1:2222,a@h2,b@h2"), QStringLiteral("echo hello"), more)
                .output.trimmed()
                .split('\n');
        for (QByteArray &line : all)
            line = line.left(line.lastIndexOf(':'));
        std::sort(all.begin(), all.end());
        return all;
    };
    EXPECT_EQ(lines("--dry-run"), (QList<QByteArray>{"a@h2", "b@h2", "h1"}));
    EXPECT_EQ(lines("--no-history"), lines("--dry-run"));
}

TEST(Control, ADryRunNamesItems)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"regatta": 1, "targets": ["h1"], "matrix": {"app": ["a", "b"]},
                   "steps": [{"run": "restart {{app}}"}], "transport": "local"})");
    file.close();
    EXPECT_EQ(Program::run({QStringLiteral("run"), path, QStringLiteral("--dry-run")}).output,
              "h1 a: restart a\nh1 b: restart b\n");
}

TEST(Control, AWaveThatNobodyCanApproveIsTheLast)
{
    const Ending ending = runLocally(QStringLiteral("h[1-3]"), QStringLiteral("true"),
                                     "--waves 1 --pause-between-waves --format jsonl");
    EXPECT_EQ(ending.exitCode, 3) << ending.errors.constData();
    EXPECT_EQ(ending.events().last()[u"succeeded"].toInt(), 1);
    EXPECT_EQ(ending.events().last()[u"skipped"].toInt(), 2);
    EXPECT_TRUE(ending.errors.contains("Wave 1 of 3 is done")) << ending.errors.constData();
}

TEST(Control, ARunWhoseTimeIsUpStopsWhatRunsAndSaysSo)
{
    const Ending ending = runLocally(QStringLiteral("h[1-3]"), QStringLiteral("sleep 300"),
                                     "--parallel 2 --run-timeout 1 --format jsonl");
    EXPECT_EQ(ending.exitCode, 1) << ending.errors.constData();
    EXPECT_EQ(ending.events().last()[u"timed_out"].toInt(), 2);
    EXPECT_EQ(ending.events().last()[u"skipped"].toInt(), 1);
    int ofTheRun = 0;
    for (const QJsonObject &end : ending.events(QStringLiteral("task_finished")))
        ofTheRun += end[u"error"].toObject()[u"code"].toString() == u"run_timed_out";
    EXPECT_EQ(ofTheRun, 2);
}

TEST(Control, WhoLeavesAtOnceIsToldWhereTheCommandMayStillRun)
{
    QTemporaryDir folder;
    const QString going = folder.filePath(QStringLiteral("going"));
    ASSERT_TRUE(QFile(going).open(QIODevice::WriteOnly));
    for (const char *format : {"text", "jsonl"}) {
        Program program(
            localRun(QStringLiteral("n[01-04]"),
                     QStringLiteral("trap '' TERM; test {{host}} = n02 && exit; echo up {{host}}; "
                                    "while test -e %1; do sleep 0.05; done")
                         .arg(going)) +
            QStringList{QStringLiteral("--parallel"), QStringLiteral("2"), QStringLiteral("--no-history"),
                        QStringLiteral("--format"), QString::fromLatin1(format)});
        ASSERT_TRUE(program.waitForOutput("up n01") && program.waitForOutput("up n03"));
        ::kill(pid_t(program.process().processId()), SIGINT);
        ASSERT_TRUE(program.waitForErrors("once more to leave"));
        ::kill(pid_t(program.process().processId()), SIGINT);
        const Ending ending = program.waitForEnd();
        EXPECT_EQ(ending.exitCode, 3);
        EXPECT_TRUE(ending.errors.endsWith("regatta: Left at once. The command may still run on: n[01,03]\n"))
            << ending.errors.constData();
    }
}

TEST(Control, ACapByAVariableThatNoHostHasIsRefused)
{
    const Ending ending = runLocally(QStringLiteral("h1"), QStringLiteral("true"), "--cap rack=2");
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("rack")) << ending.errors.constData();
    EXPECT_EQ(runLocally(QStringLiteral("h1"), QStringLiteral("true"), "--cap rack=none").exitCode, 2);
}

TEST(Control, ServersThatRefuseSoManyAtOnceSlowItDownAndItSaysSo)
{
    const SshdFixture sshd(
        SshdFixture::Options{QStringLiteral("0.0.0.0"), {QStringLiteral("MaxStartups 3:100:3")}});
    ASSERT_TRUE(sshd.isRunning()) << qPrintable(sshd.problem());
    const auto runOnAll = [&sshd](const char *format) {
        return Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("127.0.0.[1-40]"),
                             QStringLiteral("--command"), QStringLiteral("true"), QStringLiteral("--port"),
                             QString::number(sshd.port()), QStringLiteral("--identity"), sshd.identityFile(),
                             QStringLiteral("--known-hosts"), sshd.knownHostsFile(),
                             QStringLiteral("--ssh-config"), sshd.sshConfigFile(),
                             QStringLiteral("--parallel"), QStringLiteral("0"), QStringLiteral("--format"),
                             QString::fromLatin1(format)});
    };
    const Ending ending = runOnAll("jsonl");
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    const QList<QJsonObject> paces = ending.events(QStringLiteral("handshakes"));
    ASSERT_FALSE(paces.isEmpty());
    EXPECT_TRUE(paces.first()[u"slowed"].toBool());
    EXPECT_GT(paces.first()[u"at_once"].toInt(), 0);

    const Ending text = runOnAll("text");
    EXPECT_EQ(text.exitCode, 0);
    EXPECT_EQ(text.errors.count("slowed down to"), 1) << text.errors.constData();
}
