#include "tests/cli/program.h"
#include "tests/support/small_disk.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

#include <csignal>
#include <vector>

using namespace regatta::tests;

namespace {

/// Runs that follow one another in one home folder; on this machine, so that no server is needed.
class HistoryVerb : public testing::Test
{
protected:
    QStringList runWords(const QString &command, const QString &nodeSet = QStringLiteral("a,b")) const
    {
        return localRun(nodeSet, command) + QStringList{QStringLiteral("--format"), QStringLiteral("jsonl")};
    }
    Ending run(const QString &command, const QString &nodeSet = QStringLiteral("a,b")) const
    {
        return Program::run(runWords(command, nodeSet), home.path());
    }
    Ending history(const QString &words) const
    {
        return Program::run(QStringList{QStringLiteral("history")} + words.split(u' ', Qt::SkipEmptyParts),
                            home.path());
    }
    QList<QJsonObject> list() const { return history(QStringLiteral("list --format jsonl")).events(); }
    QString dataFile(const QString &name) const
    {
        return home.filePath(QStringLiteral(".local/share/regatta/") + name);
    }
    QStringList spools() const
    {
        return QDir(dataFile(QStringLiteral("runs"))).entryList(QDir::Files, QDir::Name);
    }

    QTemporaryDir home;
};

} // namespace

TEST_F(HistoryVerb, RunsAreKeptWithWhatTheirHostsPrinted)
{
    const Ending first = run(QStringLiteral("echo hello {{host}}; echo oops >&2; test {{host}} = a"));
    EXPECT_EQ(first.exitCode, 1) << first.errors.constData();
    const QString id = first.events(QStringLiteral("run_started")).value(0)[u"run"].toString();

    const auto runs = list();
    ASSERT_EQ(runs.size(), 1);
    EXPECT_EQ(runs[0][u"run"].toString(), id);
    EXPECT_EQ(runs[0][u"state"].toString(), u"finished");
    EXPECT_EQ(runs[0][u"outcomes"].toObject()[u"succeeded"].toInt(), 1);
    EXPECT_EQ(runs[0][u"outcomes"].toObject()[u"command_failed"].toInt(), 1);
    EXPECT_EQ(spools(), QStringList{id + QStringLiteral(".spool")});

    const auto shown = history(QStringLiteral("show last --format jsonl")).events();
    ASSERT_EQ(shown.size(), 3);
    EXPECT_EQ(shown[1][u"host"].toString(), u"a");
    EXPECT_EQ(shown[2][u"exit_code"].toInt(), 1);

    const Ending exported = history(QStringLiteral("export %1 --format json").arg(id.left(6)));
    EXPECT_EQ(exported.exitCode, 0) << exported.errors.constData();
    const auto tasks = QJsonDocument::fromJson(exported.output)[u"tasks"].toArray();
    EXPECT_EQ(tasks.at(0)[u"stdout"].toString(), u"hello a\n");
    EXPECT_EQ(tasks.at(1)[u"stderr"].toString(), u"oops\n");

    const QByteArray text = history({}).output;
    EXPECT_TRUE(text.contains(id.left(8).toLatin1())) << text.constData();
    EXPECT_TRUE(text.contains("1 succeeded, 1 failed")) << text.constData();
    EXPECT_TRUE(history(QStringLiteral("show last")).output.contains("exit 1"));
}

TEST_F(HistoryVerb, ExportsIntoFiles)
{
    run(QStringLiteral("echo hello {{host}}"));
    for (const QString &format :
         {QStringLiteral("json"), QStringLiteral("csv"), QStringLiteral("junit"), QStringLiteral("html")}) {
        const QString path = home.filePath(QStringLiteral("out.") + format);
        const Ending ending = history(QStringLiteral("export last --format %1 -o %2").arg(format, path));
        EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
        EXPECT_TRUE(ending.output.isEmpty());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_TRUE(file.readAll().contains("hello b")) << path.toStdString();
    }
    const QString folder = home.filePath(QStringLiteral("files"));
    EXPECT_EQ(history(QStringLiteral("export last --format files -o ") + folder).exitCode, 0);
    EXPECT_EQ(QDir(folder).entryList(QDir::Files, QDir::Name),
              (QStringList{QStringLiteral("a.stdout.txt"), QStringLiteral("b.stdout.txt")}));

    const Ending piped = history(QStringLiteral("export last --format csv -o -"));
    EXPECT_EQ(piped.exitCode, 0) << piped.errors.constData();
    EXPECT_TRUE(piped.output.contains("hello b")) << piped.output.constData();
    EXPECT_EQ(history(QStringLiteral("export last --format files -o -")).exitCode, 2);

    const Ending nowhere = history(QStringLiteral("export last --format json -o /no/such/folder/x"));
    EXPECT_EQ(nowhere.exitCode, 4);
    EXPECT_TRUE(nowhere.errors.contains("/no/such/folder/x")) << nowhere.errors.constData();
}

TEST_F(HistoryVerb, ComparesAndDeletes)
{
    const QString marker = home.filePath(QStringLiteral("marker"));
    const QString command =
        QStringLiteral("echo {{host}}; if [ -e %1 ] && [ {{host}} = b ]; then echo more; exit 2; fi")
            .arg(marker);
    const QString first = run(command).events(QStringLiteral("run_started")).value(0)[u"run"].toString();
    QFile file(marker);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    run(command);

    const Ending same = history(QStringLiteral("compare last last"));
    EXPECT_TRUE(same.output.startsWith("0 of 2")) << same.output.constData();
    const auto compared = history(QStringLiteral("compare %1 last --format jsonl").arg(first)).events();
    ASSERT_EQ(compared.size(), 2);
    EXPECT_FALSE(compared[0][u"outcome_changed"].toBool() || compared[0][u"output_changed"].toBool());
    EXPECT_TRUE(compared[1][u"outcome_changed"].toBool() && compared[1][u"output_changed"].toBool());
    EXPECT_EQ(compared[1][u"after"].toObject()[u"exit_code"].toInt(), 2);
    EXPECT_TRUE(history(QStringLiteral("compare %1 last").arg(first)).output.contains("output differs"));

    const Ending twice = history(QStringLiteral("delete %1 %1").arg(first));
    EXPECT_EQ(twice.exitCode, 0) << twice.errors.constData();
    EXPECT_EQ(list().size(), 1);
    EXPECT_EQ(spools().size(), 1);
    EXPECT_EQ(history(QStringLiteral("show ") + first).exitCode, 4);
}

TEST_F(HistoryVerb, ComparingSaysThatOutputIsDamaged)
{
    run(QStringLiteral("echo hello"));
    ASSERT_EQ(spools().size(), 1);
    EXPECT_FALSE(history(QStringLiteral("compare last last")).output.contains("damaged"));
    QFile spool(dataFile(QStringLiteral("runs/")) + spools().value(0));
    ASSERT_TRUE(spool.resize(spool.size() - 1));
    EXPECT_TRUE(history(QStringLiteral("compare last last")).output.contains("damaged"));
    const Ending asEvents = history(QStringLiteral("compare last last --format jsonl"));
    EXPECT_EQ(asEvents.events().size(), 2);
    EXPECT_TRUE(asEvents.errors.contains("damaged")) << asEvents.errors.constData();
}

TEST_F(HistoryVerb, SaysWhatItCanNotDo)
{
    EXPECT_EQ(history(QStringLiteral("list")).exitCode, 0) << "no history yet";
    EXPECT_EQ(history(QStringLiteral("frobnicate")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("list --format xml")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("show")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("compare last")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("export last")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("export last --format files")).exitCode, 2);
    EXPECT_EQ(history(QStringLiteral("show last")).exitCode, 4);
    EXPECT_EQ(history(QStringLiteral("delete abc")).exitCode, 4);
    EXPECT_EQ(history(QStringLiteral("--help")).exitCode, 0);
}

TEST_F(HistoryVerb, KeepsNothingIfToldSo)
{
    const Ending ending = Program::run(
        runWords(QStringLiteral("echo x")) + QStringList{QStringLiteral("--no-history")}, home.path());
    EXPECT_EQ(ending.exitCode, 0);
    EXPECT_TRUE(list().isEmpty());
    EXPECT_TRUE(spools().isEmpty());
}

TEST_F(HistoryVerb, AKilledRunIsInterruptedWithWhatItHadReached)
{
    QFile marker(home.filePath(QStringLiteral("marker"))); // when it goes, so does what the killed run left
    ASSERT_TRUE(marker.open(QIODevice::WriteOnly));
    const QString command =
        QStringLiteral("echo {{host}} works; test {{host}} = a || while test -e %1; do sleep 0.1; done")
            .arg(marker.fileName());
    Program program(runWords(command), home.path());
    ASSERT_TRUE(program.waitForOutput("\"text\":\"b works\""));
    ASSERT_TRUE(program.waitForOutput("\"task_finished\""));
    // A later run is a start of the program; what the first one reached is in the file after 250 ms.
    while (history(QStringLiteral("show last --format jsonl")).events().value(2)[u"state"].toString() !=
               u"running" ||
           history(QStringLiteral("show last --format jsonl")).events().value(1)[u"state"].toString() !=
               u"finished") {
    }
    EXPECT_EQ(list().value(0)[u"state"].toString(), u"running");
    EXPECT_EQ(history(QStringLiteral("delete last")).exitCode, 4) << "it goes on";
    program.process().kill();
    program.process().waitForFinished();

    EXPECT_EQ(list().value(0)[u"state"].toString(), u"interrupted");
    EXPECT_EQ(list().value(0)[u"output_bytes"].toInt(), 16) << "before any start has marked it, too";
    run(QStringLiteral("true"));
    const auto runs = list();
    ASSERT_EQ(runs.size(), 2);
    EXPECT_EQ(runs[1][u"state"].toString(), u"interrupted");
    EXPECT_EQ(runs[1][u"outcomes"].toObject()[u"succeeded"].toInt(), 1);
    EXPECT_EQ(runs[1][u"outcomes"].toObject()[u"interrupted"].toInt(), 1);
    EXPECT_EQ(runs[1][u"output_bytes"].toInt(), 16) << "what the spool has of both";
    const auto shown =
        history(QStringLiteral("show %1 --format jsonl").arg(runs[1][u"run"].toString())).events();
    EXPECT_EQ(shown.value(1)[u"outcome"].toString(), u"succeeded");
    EXPECT_EQ(shown.value(2)[u"outcome"].toString(), u"interrupted");
    EXPECT_EQ(shown.value(2)[u"bytes"].toInt(), 8);
    const Ending exported = history(QStringLiteral("export %1 --format csv").arg(runs[1][u"run"].toString()));
    EXPECT_TRUE(exported.output.contains("b works")) << exported.output.constData();
}

TEST_F(HistoryVerb, ManyProcessesWriteAtOnce)
{
    constexpr int processes = 4;
    std::vector<std::unique_ptr<Program>> programs;
    for (int i = 0; i < processes; ++i) {
        programs.push_back(
            std::make_unique<Program>(runWords(QStringLiteral("echo {{host}}"), QStringLiteral("h[1-30]")) +
                                          QStringList{QStringLiteral("--repeat"), QStringLiteral("3"),
                                                      QStringLiteral("--parallel"), QStringLiteral("4")},
                                      home.path()));
    }
    for (const auto &program : programs) {
        const Ending ending = program->waitForEnd();
        EXPECT_EQ(ending.exitCode, 0);
        EXPECT_FALSE(ending.errors.contains("history")) << ending.errors.constData();
    }
    const auto runs = list();
    EXPECT_EQ(runs.size(), processes * 3);
    for (const QJsonObject &run : runs) {
        EXPECT_EQ(run[u"state"].toString(), u"finished");
        EXPECT_EQ(run[u"outcomes"].toObject()[u"succeeded"].toInt(), 30);
    }
}

TEST_F(HistoryVerb, ABrokenHistoryIsSaidOnceAndTheRunGoesOn)
{
    // A file where the folder should be.
    ASSERT_TRUE(QDir().mkpath(home.filePath(QStringLiteral(".local/share"))));
    QFile file(home.filePath(QStringLiteral(".local/share/regatta")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const Ending ending = run(QStringLiteral("echo fine"));
    EXPECT_EQ(ending.exitCode, 0);
    EXPECT_TRUE(ending.output.contains("fine"));
    EXPECT_EQ(ending.errors.count("can't be written"), 1) << ending.errors.constData();
}

TEST_F(HistoryVerb, AFullDiskIsSaidAndWaitedFor)
{
    SmallDisk::ignoreTheSignal();
    const QStringList words =
        runWords(QStringLiteral("head -c 1000000 /dev/zero | tr '\\0' x; echo"), QStringLiteral("a[1-40]"));
    Program program(words + QStringList{QStringLiteral("--parallel"), QStringLiteral("2")}, home.path());
    ASSERT_TRUE(program.waitForOutput("run_started"));
    SmallDisk disk(3'000'000, pid_t(program.process().processId()));
    ASSERT_TRUE(program.waitForErrors("disk is full"));
    disk.makeRoom();
    ASSERT_TRUE(program.waitForErrors("room again"));
    const Ending ending = program.waitForEnd();
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(list().value(0)[u"output_bytes"].toInteger(), 40 * 1'000'001);
    ASSERT_EQ(spools().size(), 1);
    EXPECT_GT(QFileInfo(dataFile(QStringLiteral("runs/") + spools().first())).size(), 40 * 1'000'001);
}

TEST_F(HistoryVerb, RetryRunsWhatDidNotSucceedAgain)
{
    const QString flag = home.filePath(QStringLiteral("flag"));
    run(QStringLiteral("test {{host}} = a || test -e '%1'").arg(flag), QStringLiteral("a,b,c"));
    QFile(flag).open(QIODevice::WriteOnly);
    const Ending again =
        Program::run({QStringLiteral("retry"), QStringLiteral("last"), QStringLiteral("--failed"),
                      QStringLiteral("--format"), QStringLiteral("jsonl")},
                     home.path());
    EXPECT_EQ(again.exitCode, 0) << again.errors.constData();
    QStringList hosts;
    for (const QJsonObject &task : again.events(QStringLiteral("task_finished")))
        hosts << task[QStringLiteral("host")].toString();
    hosts.sort();
    EXPECT_EQ(hosts, (QStringList{QStringLiteral("b"), QStringLiteral("c")}));

    const QList<QJsonObject> runs = list();
    ASSERT_EQ(runs.size(), 2);
    EXPECT_EQ(runs[0][QStringLiteral("parent")], runs[1][QStringLiteral("run")]);
}

TEST_F(HistoryVerb, RetryTellsWhatHadNotBegunFromWhatFailed)
{
    Program::run(runWords(QStringLiteral("false"), QStringLiteral("h[1-4]")) +
                     QStringList{QStringLiteral("--parallel"), QStringLiteral("1"),
                                 QStringLiteral("--stop-after-failures"), QStringLiteral("1")},
                 home.path());
    const auto planned = [&](const QString &kind) {
        return Program::run({QStringLiteral("retry"), QStringLiteral("last"), kind,
                             QStringLiteral("--dry-run"), QStringLiteral("--format"),
                             QStringLiteral("jsonl")},
                            home.path())
            .events()
            .size();
    };
    EXPECT_EQ(planned(QStringLiteral("--failed")), 1);
    EXPECT_EQ(planned(QStringLiteral("--not-started")), 3);
    EXPECT_EQ(planned(QStringLiteral("--unreachable")), 0);
    EXPECT_EQ(list().size(), 1) << "a dry run is no run";
}

TEST_F(HistoryVerb, RetryRefusesWhatItDoesNotKnow)
{
    EXPECT_EQ(Program::run({QStringLiteral("retry")}, home.path()).exitCode, 2);
    EXPECT_EQ(Program::run({QStringLiteral("retry"), QStringLiteral("last")}, home.path()).exitCode, 4);
    run(QStringLiteral("true"));
    const Ending nothing = Program::run({QStringLiteral("retry"), QStringLiteral("last")}, home.path());
    EXPECT_EQ(nothing.exitCode, 0);
    EXPECT_TRUE(nothing.errors.contains("nothing to retry")) << nothing.errors.constData();
}
