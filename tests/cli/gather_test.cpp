#include "tests/cli/program.h"

#include <QDir>

#include <gtest/gtest.h>

using namespace regatta::tests;

namespace {

const QByteArray rule = "---------------\n";

Ending gathered(const QString &nodeSet, const QString &command, const QStringList &more = {})
{
    return Program::run(localRun(nodeSet, command) +
                        QStringList{QStringLiteral("--gather"), QStringLiteral("--no-history")} + more);
}

} // namespace

TEST(Gather, ShowsEachAnswerOnceBelowItsHosts)
{
    const Ending ending =
        gathered(QStringLiteral("n[01-05]"),
                 QStringLiteral("test {{host}} = n04 && echo odd && exit; echo 'a  b'; printf 'no newline'"));
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output,
              rule + "n[01-03,05] (4)\n" + rule + "a  b\nno newline\n" + rule + "n04 (1)\n" + rule + "odd\n");
}

TEST(Gather, KeepsTheStreamsApart)
{
    const Ending ending =
        gathered(QStringLiteral("n[1-2]"), QStringLiteral("echo err >&2; test {{host}} = n2 || echo out"));
    EXPECT_EQ(ending.output, rule + "n1 (1)\n" + rule + "out\n");
    EXPECT_TRUE(ending.errors.startsWith("err\n" + rule + "n2 (1)\n" + rule + "err\n"))
        << ending.errors.constData();
}

TEST(Gather, LeavesOutWhoSaidNothingAndNothingBehind)
{
    const Ending silent = gathered(QStringLiteral("n[1-2]"), QStringLiteral("true"));
    EXPECT_TRUE(silent.output.isEmpty()) << silent.output.constData();
    const QTemporaryDir folder;
    qputenv("TMPDIR", QFile::encodeName(folder.path()));
    const Ending ending = gathered(QStringLiteral("n[1-2]"), QStringLiteral("seq 100000"));
    qunsetenv("TMPDIR");
    EXPECT_EQ(ending.output.count('\n'), 100'003) << "all of it, once";
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

TEST(Gather, LeavesALongLineInOnePiece)
{
    for (const char *end : {"", "echo"}) {
        const Ending ending =
            gathered(QStringLiteral("n1"),
                     QStringLiteral("head -c 200000 /dev/zero | tr '\\0' x; %1").arg(QLatin1String(end)));
        EXPECT_EQ(ending.output, rule + "n1 (1)\n" + rule + QByteArray(200'000, 'x') + '\n');
    }
}

TEST(Gather, NamesTheFolderThatHasNoPlaceForIt)
{
    qputenv("TMPDIR", "/dev/null");
    const Ending ending = gathered(QStringLiteral("n1"), QStringLiteral("true"));
    qunsetenv("TMPDIR");
    EXPECT_EQ(ending.exitCode, 4);
    EXPECT_TRUE(ending.errors.contains("/dev/null")) << ending.errors.constData();
}

TEST(Gather, IsSaidToGoWithTextAlone)
{
    const Ending ending = gathered(QStringLiteral("n1"), QStringLiteral("true"),
                                   {QStringLiteral("--format"), QStringLiteral("jsonl")});
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("--gather")) << ending.errors.constData();
}

TEST(ClosingList, SaysOfEachEndingWhoseItWas)
{
    const QString command =
        QStringLiteral("case {{host}} in n02|n03|n05) exit 1;; n06) exit 7;; *) echo fine;; esac");
    for (const char *more : {"--no-history", "--gather"}) {
        const Ending ending = Program::run(localRun(QStringLiteral("n[01-06]"), command) +
                                           QStringList{QString::fromLatin1(more)});
        EXPECT_EQ(ending.exitCode, 1);
        EXPECT_TRUE(
            ending.errors.contains("\nfailed (exit 1): n[02-03,05]\nfailed (exit 7): n06\n6 tasks in") ||
            ending.errors.startsWith("failed (exit 1): n[02-03,05]\nfailed (exit 7): n06\n6 tasks in"))
            << ending.errors.constData();
        EXPECT_EQ(ending.errors.contains("n06: Failed"), more[2] == 'n') << ending.errors.constData();
    }
}

TEST(ClosingList, NamesTheItemsOfAMatrix)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.regatta"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(R"({"regatta": 1, "targets": ["h[1-3]"], "matrix": {"app": ["a[1-3]"]}, "transport": "local",
                   "steps": [{"run": "test {{app}} = a1 || test {{host}} = h3"}]})");
    file.close();
    const Ending ending = Program::run({QStringLiteral("run"), path});
    EXPECT_TRUE(ending.errors.contains("\nfailed (exit 1): h[1-2] a[2-3]\n")) << ending.errors.constData();
}

TEST(ClosingList, IsNotThereWhereNothingFailed)
{
    const Ending ending = Program::run(localRun(QStringLiteral("n[01-06]"), QStringLiteral("true")));
    EXPECT_TRUE(ending.errors.startsWith("6 tasks in")) << ending.errors.constData();
}
