#include "tests/cli/program.h"

#include <QDir>

#include <gtest/gtest.h>

using namespace regatta::tests;

namespace {

/// The program behind a pipe.
Ending runWithInput(const QByteArray &input, const QString &words, const QTemporaryDir &home)
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("TMPDIR"), home.path());
    shell.setProcessEnvironment(environment);
    shell.start(
        QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
         QStringLiteral("cat | \"$0\" run --transport local --ssh-config none --no-history %1").arg(words),
         QStringLiteral(REGATTA_PROGRAM)});
    shell.write(input);
    shell.closeWriteChannel();
    EXPECT_TRUE(shell.waitForFinished(60'000));
    return {shell.exitCode(), shell.readAllStandardOutput(), shell.readAllStandardError()};
}

} // namespace

TEST(StandardInput, GoesToEachHostAndLeavesNothingBehind)
{
    const QTemporaryDir home;
    const QByteArray input = QByteArray(300'000, 'x') + '\n';
    const Ending ending = runWithInput(input, QStringLiteral("-w h[1-3] --stdin - --command 'wc -c'"), home);
    EXPECT_EQ(ending.exitCode, 0) << ending.errors.constData();
    EXPECT_EQ(ending.output.count(QByteArray::number(input.size())), 3) << ending.output.constData();
    EXPECT_TRUE(QDir(home.path()).entryList({QStringLiteral("regatta*")}, QDir::AllEntries).isEmpty());
}

TEST(StandardInput, MayBeEmpty)
{
    const QTemporaryDir home;
    const Ending ending = runWithInput({}, QStringLiteral("-w h1 --stdin - --command 'wc -c'"), home);
    EXPECT_EQ(ending.output, "h1: 0\n") << ending.errors.constData();
}

TEST(StandardInput, NamesHosts)
{
    const QTemporaryDir home;
    const Ending ending = runWithInput("# ours\nh[1-2]\nh3\n",
                                       QStringLiteral("--hosts - --command 'echo {{host}}' --dry-run"), home);
    EXPECT_EQ(ending.output, "h1: echo h1\nh2: echo h2\nh3: echo h3\n") << ending.errors.constData();
    const Ending wrong = runWithInput("h1\nh[2-\n", QStringLiteral("--hosts - --command id --dry-run"), home);
    EXPECT_EQ(wrong.exitCode, 2);
    EXPECT_TRUE(wrong.errors.startsWith("regatta: standard input:2:2: ")) << wrong.errors.constData();
}

TEST(StandardInput, CanBeHadByOneOptionAlone)
{
    const QTemporaryDir home;
    const Ending ending = runWithInput("h1\n", QStringLiteral("--hosts - --stdin - --command cat"), home);
    EXPECT_EQ(ending.exitCode, 2);
    EXPECT_TRUE(ending.errors.contains("--stdin")) << ending.errors.constData();
}
