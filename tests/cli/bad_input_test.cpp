#include "tests/cli/program.h"

#include <QFile>
#include <QProcess>

#include <gtest/gtest.h>

#include <pwd.h>
#include <unistd.h>

using namespace regatta::tests;

namespace {

/// A profile that can't be run, and a word that the complaint must have in it.
struct BadProfile
{
    const char *name;
    const char *json;
    const char *complaint;
};

class BadProfiles : public testing::TestWithParam<BadProfile>
{};

} // namespace

TEST_P(BadProfiles, AreRefusedWithAClearMessage)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bad.regatta"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(GetParam().json);
    file.close();
    for (const char *verb : {"check", "run"}) {
        const Ending ending = Program::run({QString::fromLatin1(verb), path});
        EXPECT_EQ(ending.exitCode, 2) << verb;
        EXPECT_TRUE(ending.output.isEmpty());
        EXPECT_TRUE(ending.errors.contains(GetParam().complaint)) << ending.errors.constData();
    }
}

INSTANTIATE_TEST_SUITE_P(
    Run, BadProfiles,
    testing::Values(
        BadProfile{"NotJson", "host1 host2", "bad.regatta:1:"},
        BadProfile{"WrongType", R"({"regatta": 1, "targets": 5, "steps": [{"run": "x"}]})", "targets"},
        BadProfile{"NewerSchema", R"({"regatta": 2, "targets": ["a"], "steps": [{"run": "x"}]})", "newer"},
        BadProfile{"NoTargets", R"({"regatta": 1, "targets": [], "steps": [{"run": "x"}]})", "targets"},
        BadProfile{"NoCommand", R"({"regatta": 1, "targets": ["a"], "steps": [{"run": ""}]})",
                   "steps[0].run"},
        BadProfile{"UnknownPlaceholder",
                   R"({"regatta": 1, "targets": ["a"], "steps": [{"run": "x {{nope}}"}]})", "nope"},
        BadProfile{"ReversedRange", R"({"regatta": 1, "targets": ["a[3-1]"], "steps": [{"run": "x"}]})",
                   "3-1"},
        BadProfile{"OpenRange", R"({"regatta": 1, "targets": ["a[1-"], "steps": [{"run": "x"}]})",
                   "targets[0]"},
        BadProfile{"HugeRange", R"({"regatta": 1, "targets": ["a[1-99999999]"], "steps": [{"run": "x"}]})",
                   "too many"}),
    [](const auto &parameter) { return std::string(parameter.param.name); });

TEST(BadInput, AProfileThatIsNotThereIsSaid)
{
    const Ending ending = Program::run({QStringLiteral("run"), QStringLiteral("/nowhere/p.regatta")});
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("/nowhere/p.regatta")) << ending.errors.constData();
}

TEST(BadInput, OptionsAreCalledByTheirNames)
{
    const auto complaintAbout = [](const QStringList &options) {
        const Ending ending = Program::run(QStringList{QStringLiteral("run")} + options);
        EXPECT_EQ(ending.exitCode, 2);
        EXPECT_FALSE(ending.errors.contains("targets[")) << ending.errors.constData();
        EXPECT_FALSE(ending.errors.contains("steps[")) << ending.errors.constData();
        return ending.errors;
    };
    const QString w = QStringLiteral("-w"), command = QStringLiteral("--command");
    EXPECT_EQ(
        complaintAbout({w, QStringLiteral("n01"), w, QStringLiteral("n[01-"), command, QStringLiteral("id")}),
        "regatta: -w: At character 2: This bracket has no \"]\": [01-\n");
    const QByteArray placeholder =
        complaintAbout({w, QStringLiteral("n01"), command, QStringLiteral("echo {{nobody}}")});
    EXPECT_TRUE(placeholder.startsWith("regatta: --command: ")) << placeholder.constData();
    const QByteArray blank = complaintAbout({w, QStringLiteral(" "), command, QStringLiteral("id")});
    EXPECT_TRUE(blank.startsWith("regatta: -w: ")) << blank.constData();
    const QByteArray cap = complaintAbout({w, QStringLiteral("n01"), command, QStringLiteral("id"),
                                           QStringLiteral("--cap"), QStringLiteral("rack=2")});
    EXPECT_TRUE(cap.startsWith("regatta: --cap rack: ")) << cap.constData();
}

TEST(BadInput, WhatTheProfileSaysItselfKeepsItsKey)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"regatta": 1, "targets": ["a[1-"], "steps": [{"run": "x {{nobody}}"}]})");
    file.close();
    const Ending targets = Program::run({QStringLiteral("run"), path});
    EXPECT_TRUE(targets.errors.contains("targets[0]: ")) << targets.errors.constData();
    const Ending steps =
        Program::run({QStringLiteral("run"), path, QStringLiteral("-w"), QStringLiteral("h")});
    EXPECT_TRUE(steps.errors.contains("steps[0].run: ")) << steps.errors.constData();
}

TEST(BadInput, DuplicateTargetsRunOnceAndAreSaid)
{
    const Ending ending = Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("a,b,a"),
                                        QStringLiteral("--command"), QStringLiteral("echo once"),
                                        QStringLiteral("--transport"), QStringLiteral("local")});
    EXPECT_EQ(ending.exitCode, 0);
    EXPECT_EQ(ending.output.count("once"), 2);
    EXPECT_TRUE(ending.errors.contains("more than once")) << ending.errors.constData();
}

TEST(BadInput, AHostsFileNamesItsLine)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hosts"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("# fine\nweb1\nweb[2-\n");
    file.close();
    const Ending ending = Program::run({QStringLiteral("run"), QStringLiteral("--hosts"), path,
                                        QStringLiteral("--command"), QStringLiteral("true")});
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("hosts:3:")) << ending.errors.constData();
}

TEST(BadInput, ANameThatDoesNotResolveIsUnreachable)
{
    const Ending ending =
        Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("no-such-host.invalid"),
                      QStringLiteral("--command"), QStringLiteral("true"), QStringLiteral("--format"),
                      QStringLiteral("jsonl")});
    EXPECT_EQ(ending.exitCode, 1);
    const QJsonObject end = ending.events(QStringLiteral("task_finished")).value(0);
    EXPECT_EQ(end[u"outcome"].toString(), QStringLiteral("unreachable"));
    EXPECT_EQ(end[u"error"].toObject()[u"code"].toString(), QStringLiteral("name_not_resolved"));
}

TEST(BadInput, NumbersThatAreNoneAreUsageErrors)
{
    for (const char *option :
         {"--parallel=x", "--parallel=-1", "--port=70000", "--timeout=soon", "--silence-timeout=soon",
          "--login-timeout=-1", "--repeat=0", "--transport=telnet", "--host-keys=no", "--format=xml",
          "--set=noequals", "--waves=,", "--stop-after-failures=,", "--stop-after-failures=1,2"}) {
        const Ending ending =
            Program::run({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("h"),
                          QStringLiteral("--command"), QStringLiteral("true"), QString::fromLatin1(option)});
        EXPECT_EQ(ending.exitCode, 2) << option;
        EXPECT_FALSE(ending.errors.isEmpty());
    }
}

TEST(BadInput, WhatIsGivenButEmptyIsNotLeftOut)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"regatta": 1, "targets": ["h"], "transport": "local", "steps": [{"run": "echo ran"}]})");
    file.close();
    for (const char *option : {"--hosts", "--command", "--stop-after-failures", "--wave-by", "--known-hosts",
                               "--identity", "--user", "--transport"}) {
        const Ending ending =
            Program::run({QStringLiteral("run"), path, QString::fromLatin1(option), QString()});
        EXPECT_EQ(ending.exitCode, 2) << option;
        EXPECT_TRUE(ending.output.isEmpty()) << option;
        EXPECT_TRUE(ending.errors.contains(option)) << ending.errors.constData();
    }
}

TEST(BadInput, OutputThatTheDiskDoesNotTakeIsNoSuccess)
{
    for (const char *verb : {"run -w h --transport local --no-history --command id", "expand h[1-3]"}) {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("exec \"$0\" %1 >/dev/full").arg(QLatin1String(verb)),
                     QStringLiteral(REGATTA_PROGRAM)});
        ASSERT_TRUE(shell.waitForFinished(60'000)) << verb;
        EXPECT_GE(shell.exitCode(), 3) << verb;
        EXPECT_FALSE(shell.readAllStandardError().isEmpty()) << verb;
    }
}

TEST(BadInput, WithoutAHomeThePersonsOwnIsFound)
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("unset HOME; exec \"$0\" run -w h --transport local --no-history "
                                "--command 'echo at $HOME'"),
                 QStringLiteral(REGATTA_PROGRAM)});
    ASSERT_TRUE(shell.waitForFinished(60'000));
    const passwd *person = ::getpwuid(::getuid());
    ASSERT_TRUE(person);
    EXPECT_EQ(shell.readAllStandardOutput(), QByteArray("h: at ") + person->pw_dir + '\n');
}

TEST(BadInput, AMisspeltVerbIsSaidInTheTerminal)
{
    const auto complaintAbout = [](const char *words) {
        QProcess shell;
        // A display that isn't there: who tried to open a window would not end with 2.
        shell.start(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
             QStringLiteral("DISPLAY=:77 QT_QPA_PLATFORM=xcb exec \"$0\" %1").arg(QLatin1String(words)),
             QStringLiteral(REGATTA_PROGRAM)});
        EXPECT_TRUE(shell.waitForFinished(60'000)) << words;
        EXPECT_EQ(shell.exitStatus(), QProcess::NormalExit) << words;
        EXPECT_EQ(shell.exitCode(), 2) << words;
        return shell.readAllStandardError();
    };
    EXPECT_EQ(complaintAbout("histroy list"),
              "regatta: There is no verb and no file \"histroy\". Did you mean regatta history?\n");
    EXPECT_EQ(complaintAbout("nosuch1 nosuch2"),
              "regatta: There is no verb and no file \"nosuch1\". See regatta --help.\n");
    EXPECT_EQ(complaintAbout("/dev/null --new-window nosuch.regatta"),
              "regatta: There is no verb and no file \"nosuch.regatta\". See regatta --help.\n");
}

TEST(BadInput, WithoutADisplayTheWindowSaysWhatToDo)
{
    for (const char *arguments : {"", "/dev/null", "--demo", "--screenshot some.png"}) {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM; exec \"$0\" %1")
                         .arg(QLatin1String(arguments)),
                     QStringLiteral(REGATTA_PROGRAM)});
        ASSERT_TRUE(shell.waitForFinished(60'000)) << arguments;
        EXPECT_EQ(shell.exitStatus(), QProcess::NormalExit) << arguments;
        EXPECT_EQ(shell.exitCode(), 4) << arguments;
        EXPECT_TRUE(shell.readAllStandardError().contains("regatta run")) << arguments;
    }
}
