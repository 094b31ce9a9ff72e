#include "core/model/profile.h"
#include "tests/cli/program.h"
#include "tests/support/sshd_fixture.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

using namespace regatta;
using namespace regatta::tests;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ');
}

/// Arguments that reach the fixture's sshd.
QStringList runOn(const SshdFixture &sshd, const QString &nodeSet, const QString &command,
                  QStringList more = {})
{
    return QStringList{QStringLiteral("run"),
                       QStringLiteral("-w"),
                       nodeSet,
                       QStringLiteral("--command"),
                       command,
                       QStringLiteral("--port"),
                       QString::number(sshd.port()),
                       QStringLiteral("--identity"),
                       sshd.identityFile(),
                       QStringLiteral("--known-hosts"),
                       sshd.knownHostsFile(),
                       QStringLiteral("--ssh-config"),
                       sshd.sshConfigFile()} +
           more;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

TEST(Expand, PrintsOneTargetALine)
{
    const Ending ending =
        Program::run({QStringLiteral("expand"), QStringLiteral("ops@web[08-10]:2222!web09")});
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output, "ops@web08:2222\nops@web09:2222\nops@web10:2222\n");
}

TEST(Expand, SaysWhatIsWrongAndExitsWithTwo)
{
    const Ending ending = Program::run(words("expand a[3-1]"));
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.output.isEmpty());
    EXPECT_TRUE(ending.errors.contains("3-1")) << ending.errors.constData();
}

TEST(Check, CountsWhatASoundProfileRuns)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    write(path, R"({"regatta": 1, "targets": ["web[1-3]"], "matrix": {"app": ["a", "b"]},
                    "steps": [{"run": "restart {{app}}"}], "colour": 1})");
    const Ending ending = Program::run({QStringLiteral("check"), path});
    EXPECT_EQ(ending.exitCode, 0);
    EXPECT_TRUE(ending.output.contains(": 3 targets, 2 items, 6 tasks")) << ending.output.constData();
    EXPECT_TRUE(ending.errors.contains("colour")) << "an unknown key is told: " << ending.errors.constData();
}

TEST(Check, KnowsOneFromMany)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    write(path, R"({"regatta": 1, "targets": ["web"], "steps": [{"run": "true"}]})");
    EXPECT_TRUE(
        Program::run({QStringLiteral("check"), path}).output.endsWith(": 1 target, 1 item, 1 task\n"));
}

TEST(Check, NamesTheLineOfAnError)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    write(path, "{\"regatta\": 1,\n \"targets\": [\"web1\"],\n \"steps\": [{\"run\": 5}]}");
    const Ending ending = Program::run({QStringLiteral("check"), path});
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("p.regatta:3:")) << ending.errors.constData();
    EXPECT_TRUE(ending.errors.contains("steps[0].run")) << ending.errors.constData();
}

TEST(Help, IsThereForEveryVerb)
{
    for (const char *verb : {"run", "check", "expand", "retry", "history"}) {
        for (const char *option : {"--help", "-h"}) {
            const Ending ending = Program::run({QString::fromLatin1(verb), QString::fromLatin1(option)});
            EXPECT_EQ(ending.exitCode, 0) << verb;
            EXPECT_TRUE(ending.output.startsWith(QByteArray("Usage: regatta ") + verb))
                << ending.output.constData();
            EXPECT_TRUE(ending.errors.isEmpty()) << ending.errors.constData();
        }
    }
}

TEST(Help, TellsTheDefaults)
{
    const Ending ending = Program::run(words("run --help"));
    const QByteArray help = ending.output.simplified(); // it is broken into lines
    const auto seconds = [](std::chrono::milliseconds time) {
        return QByteArray::number(time.count() / 1000);
    };
    using model::Timeouts;
    for (const QByteArray &text : {QByteArray::number(model::defaultParallel) + " by default.",
                                   "else " + seconds(Timeouts::usualConnect) + ". --login-timeout",
                                   seconds(Timeouts{}.logIn) + " by default. --timeout"})
        EXPECT_TRUE(help.contains(text)) << text.constData() << '\n' << help.constData();
}

TEST(Run, DryRunShowsTheExactCommandsAndConnectsNowhere)
{
    const Ending ending =
        Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("web[1-2]"),
                      QStringLiteral("--command"), QStringLiteral("echo {{host}} {{what}}"),
                      QStringLiteral("--set"), QStringLiteral("what=a b"), QStringLiteral("--dry-run")});
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output, "web1: echo web1 'a b'\nweb2: echo web2 'a b'\n");
}

TEST(Run, ExitCodesTellTheEndings)
{
    SshdFixture sshd;
    ASSERT_TRUE(sshd.isRunning()) << sshd.problem().toStdString();
    const QString host = QStringLiteral("127.0.0.1");
    EXPECT_EQ(Program::run(runOn(sshd, host, QStringLiteral("true"))).exitCode, 0);
    EXPECT_EQ(Program::run(runOn(sshd, host, QStringLiteral("exit 9"))).exitCode, 1);
    EXPECT_EQ(Program::run(words("run --nonsense")).exitCode, 2);
    EXPECT_EQ(Program::run(words("run -w h")).exitCode, 2);
}

TEST(Run, TheShortestTimeOutIsStillOne)
{
    const Ending ending = Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("h"),
                                        QStringLiteral("--command"), QStringLiteral("exec sleep 60"),
                                        QStringLiteral("--transport"), QStringLiteral("local"),
                                        QStringLiteral("--timeout"), QStringLiteral("0.0004")});
    EXPECT_EQ(ending.exitCode, 1);
    EXPECT_TRUE(ending.errors.contains("1 timed out")) << ending.errors.constData();
}

TEST(Run, ProductionIsNotRunWhereNobodyCanBeAsked)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    write(path, R"({"regatta": 1, "environment": "production", "targets": ["localhost"], "transport": "local",
                    "steps": [{"run": "echo ran"}]})");
    const Ending refused = Program::run({QStringLiteral("run"), path});
    EXPECT_EQ(refused.exitCode, 4);
    EXPECT_TRUE(refused.output.isEmpty());
    const Ending confirmed = Program::run({QStringLiteral("run"), path, QStringLiteral("--yes")});
    EXPECT_EQ(confirmed.exitCode, 0) << confirmed.errors.constData();
    EXPECT_TRUE(confirmed.output.contains("ran"));
}

TEST(Run, AQuestionOfTheProfileIsAnsweredBySet)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    write(path, R"({"regatta": 1, "targets": ["localhost"], "transport": "local",
                    "ask": [{"name": "version", "prompt": "Which version?"}],
                    "steps": [{"run": "echo deploy {{version}}"}]})");
    EXPECT_EQ(Program::run({QStringLiteral("check"), path}).exitCode, 0);
    EXPECT_EQ(Program::run({QStringLiteral("run"), path}).exitCode, 4);
    const Ending ending =
        Program::run({QStringLiteral("run"), path, QStringLiteral("--set"), QStringLiteral("version=1.2")});
    EXPECT_TRUE(ending.output.contains("deploy 1.2")) << ending.errors.constData();
}

TEST(Run, TextPrefixesEachLineAndKeepsTheStreamsApart)
{
    SshdFixture sshd;
    const Ending ending =
        Program::run(runOn(sshd, QStringLiteral("127.0.0.1"), QStringLiteral("echo out; echo err >&2")));
    EXPECT_EQ(ending.output, "127.0.0.1: out\n");
    EXPECT_TRUE(ending.errors.startsWith("127.0.0.1: err\n")) << ending.errors.constData();
    EXPECT_FALSE(ending.errors.contains('\x1b')) << "no progress line where there is no terminal";
}

TEST(Run, OneInterruptStopsAndReportsEveryTask)
{
    SshdFixture sshd;
    Program program(runOn(sshd, QStringLiteral("127.0.0.[1-3]"), QStringLiteral("echo up; sleep 300"),
                          words("--parallel 2 --format jsonl")));
    ASSERT_TRUE(program.waitForOutput("\"text\":\"up\""));
    ::kill(pid_t(program.process().processId()), SIGINT);
    const Ending ending = program.waitForEnd();
    EXPECT_EQ(ending.exitCode, 3) << ending.errors.constData();
    EXPECT_EQ(ending.events(QStringLiteral("task_finished")).size(), 3);
    EXPECT_EQ(ending.events(QStringLiteral("run_finished")).value(0)[u"succeeded"].toInt(), 0);
}

TEST(Run, AClosedOutputStopsTheRun)
{
    SshdFixture sshd;
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                QStringList{QStringLiteral("-c"), QStringLiteral("\"$@\" | head -n 1"), QStringLiteral("sh"),
                            QStringLiteral(REGATTA_PROGRAM)} +
                    runOn(sshd, QStringLiteral("127.0.0.1"),
                          QStringLiteral("while :; do echo line; sleep 0.05; done"), words("--no-history")));
    ASSERT_TRUE(shell.waitForFinished(60'000)) << "the run went on although nobody read it";
    EXPECT_EQ(shell.readAllStandardOutput(), "127.0.0.1: line\n");
    const QByteArray errors = shell.readAllStandardError();
    EXPECT_TRUE(errors.contains("Nobody reads")) << errors.constData();
    EXPECT_FALSE(errors.contains("once more")) << "nobody has pressed anything: " << errors.constData();
}

TEST(Run, RepeatsOnSessionsThatStayOpen)
{
    SshdFixture sshd;
    const Ending ending = Program::run(
        runOn(sshd, QStringLiteral("127.0.0.1"), QStringLiteral("true"), words("--repeat 3 --format jsonl")));
    EXPECT_EQ(ending.exitCode, 0);
    ASSERT_EQ(ending.events(QStringLiteral("run_finished")).size(), 3);
    int logIns = 0;
    for (const QJsonObject &event : ending.events(QStringLiteral("task_state")))
        logIns += event[u"state"].toString() == u"authenticating";
    EXPECT_EQ(logIns, 1) << "the second and third run need none";
}

TEST(Run, NothingBeginsAfterTooManyFailures)
{
    const Ending ending = Program::run(
        {QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("h[1-5]"), QStringLiteral("--command"),
         QStringLiteral("false"), QStringLiteral("--transport"), QStringLiteral("local"),
         QStringLiteral("--parallel"), QStringLiteral("1"), QStringLiteral("--waves"),
         QStringLiteral("1,100%"), QStringLiteral("--stop-after-failures"), QStringLiteral("2"),
         QStringLiteral("--format"), QStringLiteral("jsonl")});
    EXPECT_EQ(ending.exitCode, 1);
    const QJsonObject end = ending.events().last();
    EXPECT_EQ(end[u"command_failed"].toInt(), 2);
    EXPECT_EQ(end[u"skipped"].toInt(), 3);
}

TEST(Program, WithoutADisplayTheWindowSaysSo)
{
    const Ending ending = Program::run({});
    EXPECT_NE(ending.exitCode, 0);
    EXPECT_FALSE(ending.errors.isEmpty());
}

TEST(Run, CopiesToManyHostsAndBack)
{
    SshdFixture sshd({.listenAddress = QStringLiteral("0.0.0.0"), .configLines = {}});
    ASSERT_TRUE(sshd.isRunning()) << qPrintable(sshd.problem());
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("file")), "content");
    const auto copy = [&](const QStringList &what) {
        QStringList arguments = runOn(sshd, QStringLiteral("127.0.0.[1-2]"), {}, what);
        arguments.removeAt(arguments.indexOf(QStringLiteral("--command")) + 1);
        arguments.removeAll(QStringLiteral("--command"));
        return Program::run(arguments);
    };
    const Ending push =
        copy({QStringLiteral("--push"), folder.filePath(QStringLiteral("file")), QStringLiteral("--to"),
              folder.filePath(QStringLiteral("{{host}}.conf")), QStringLiteral("--mode"),
              QStringLiteral("0600"), QStringLiteral("--format"), QStringLiteral("jsonl")});
    EXPECT_EQ(push.exitCode, 0) << push.errors.constData();
    QMap<QString, int> copied; // at last
    for (const QJsonObject &event : push.events(QStringLiteral("progress"))) {
        EXPECT_EQ(event[u"total"].toInt(), 7);
        copied[event[u"host"].toString()] = event[u"bytes"].toInt();
    }
    EXPECT_EQ(copied,
              (QMap<QString, int>{{QStringLiteral("127.0.0.1"), 7}, {QStringLiteral("127.0.0.2"), 7}}));
    const Ending pull = copy({QStringLiteral("--pull"), folder.filePath(QStringLiteral("{{host}}.conf")),
                              QStringLiteral("--to"), folder.filePath(QStringLiteral("back/{{host}}/"))});
    EXPECT_EQ(pull.exitCode, 0) << pull.errors.constData();
    QFile back(folder.filePath(QStringLiteral("back/127.0.0.2/127.0.0.2.conf")));
    ASSERT_TRUE(back.open(QIODevice::ReadOnly));
    EXPECT_EQ(back.readAll(), "content");
    EXPECT_EQ(back.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

TEST(Run, RefusesACopyThatManyHostsWouldWrite)
{
    const Ending ending = Program::run(words("run -w h[1-2] --pull /etc/motd --to motd --dry-run"));
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_EQ(ending.errors.count('\n'), 1);
    EXPECT_TRUE(ending.errors.startsWith("regatta: --to: ")) << ending.errors.constData();
    EXPECT_TRUE(ending.errors.contains("--to 'motd/{{host}}'")) << ending.errors.constData();
    EXPECT_FALSE(ending.errors.contains("permissions")) << ending.errors.constData();
}

TEST(Run, WhatNoHostCanHaveIsSaidOnceBeforeAnythingStarts)
{
    const QTemporaryDir home;
    for (const char *what : {"--push nosuch --to /x", "--stdin nosuch --command cat"}) {
        const Ending ending =
            Program::run(words("run -w h[1-2] --transport local") + words(what), home.path());
        EXPECT_EQ(ending.exitCode, 2) << what;
        EXPECT_EQ(ending.errors.count('\n'), 1) << ending.errors.constData();
        EXPECT_TRUE(ending.errors.contains(what[2] == 'p' ? "--push: " : "--stdin: ")) << what;
    }
    EXPECT_TRUE(Program::run(words("history list"), home.path()).output.isEmpty()) << "nothing has run";
}

TEST(Run, ShowsWhatWouldBeCopied)
{
    const Ending ending =
        Program::run(words("run -w h1 --push /etc/motd --to motd --dry-run --ssh-config none"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output, "h1: push /etc/motd motd\n");
}

TEST(Run, TakesPathsOfTheCommandLineFromTheCurrentFolder)
{
    QTemporaryDir folder;
    const QString profile = folder.filePath(QStringLiteral("a.regatta"));
    write(profile, R"({"regatta": 1, "targets": ["h1"], "steps": [{"run": "true"}]})");
    const Ending ending = Program::run(QStringList{QStringLiteral("run"), profile} +
                                       words("--push file --to there --dry-run --ssh-config none"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output,
              "h1: push " + QDir::current().absoluteFilePath(QStringLiteral("file")).toUtf8() + " there\n");
}

TEST(Run, WantsToKnowWhereTo)
{
    for (const char *line : {"run -w h1 --push /etc/motd", "run -w h1 --command id --to x",
                             "run -w h1 --push a --pull b --to c", "run -w h1 --push a --to c --mode rw"}) {
        const Ending ending = Program::run(words(line));
        EXPECT_EQ(ending.exitCode, 2) << line;
    }
}

TEST(Run, WhatStandsBehindTwoDashesIsTheCommand)
{
    const auto dryRun = [](const QStringList &more) {
        return Program::run(QStringList{QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("n01"),
                                        QStringLiteral("--dry-run"), QStringLiteral("--ssh-config"),
                                        QStringLiteral("none")} +
                            more);
    };
    EXPECT_EQ(dryRun(words("-- uptime")).output, "n01: uptime\n");
    EXPECT_EQ(dryRun(words("-- ls -l --user x -- y")).output, "n01: ls -l --user x -- y\n");
    EXPECT_EQ(dryRun({QStringLiteral("--"), QStringLiteral("echo {{host}}; id")}).output,
              "n01: echo n01; id\n");
    for (const char *line : {"--", "--command id -- uptime", "-- "})
        EXPECT_EQ(dryRun(words(line)).exitCode, 2) << line;
}

TEST(Run, ACommandInThePlaceOfAProfileSaysHowItIsWritten)
{
    for (const char *line : {"run -w n01 uptime", "run -w n01 ls -l /tmp", "run -w n01 systemctl status x"}) {
        const Ending ending = Program::run(words(line));
        EXPECT_EQ(ending.exitCode, 2) << line;
        EXPECT_EQ(ending.errors.count('\n'), 1) << ending.errors.constData();
        EXPECT_TRUE(ending.errors.contains("--command")) << ending.errors.constData();
        EXPECT_TRUE(ending.errors.contains("behind --.")) << ending.errors.constData();
    }
}
