#include "tests/cli/program.h"
#include "tests/cli/terminal_program.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <csignal>

using namespace regatta::tests;

namespace {

/// A run on this machine, in place of many hosts, that a person at a terminal is asked about.
class RunQuestionsTest : public testing::Test
{
protected:
    void begin(const QString &nodeSet, const QString &command, const char *more)
    {
        const QStringList arguments =
            localRun(nodeSet, command) + QStringList{QStringLiteral("--no-history")};
        program = std::make_unique<TerminalProgram>(arguments + QString::fromLatin1(more).split(u' '),
                                                    folder.path());
    }

    /// What was printed last has not hidden the question.
    bool isAsked(const char *question, const char *afterwards)
    {
        return program->waitForOutput(question, afterwards);
    }

    const QTemporaryDir folder;
    std::unique_ptr<TerminalProgram> program;
};

constexpr auto limitQuestion =
    "1 task has failed of 4. Go on? yes: until as many more have; all: whatever fails; no: ";

} // namespace

TEST_F(RunQuestionsTest, TheNextWaveBeginsOrTheRunEndsAsAPersonSays)
{
    begin(QStringLiteral("h[1-3]"), QStringLiteral("echo ran {{host}}"), "--waves 1 --pause-between-waves");
    ASSERT_TRUE(isAsked("Wave 1 of 3 is done: 1 succeeded, none failed. Go on? [y/N] ", "h1: ran h1"))
        << program->output().constData();
    program->type("y\n");
    ASSERT_TRUE(isAsked("Wave 2 of 3 is done: 1 succeeded, none failed. Go on? [y/N] ", "h2: ran h2"))
        << program->output().constData();
    program->type("\n");
    EXPECT_EQ(program->waitForEnd(), 3);
    EXPECT_FALSE(program->output().contains("h3: ran h3"));
    EXPECT_TRUE(program->output().contains("2 succeeded, 1 not started"));
}

TEST_F(RunQuestionsTest, AWaveIsSaidInItsOwnNumbers)
{
    begin(QStringLiteral("h[1-6]"), QStringLiteral("test {{index}} != 0 -a {{index}} != 4"),
          "--waves 1,3 --pause-between-waves");
    ASSERT_TRUE(program->waitForOutput("Wave 1 of 3 is done: 0 succeeded, 1 did not. Go on? [y/N] "))
        << program->output().constData();
    program->type("y\n");
    ASSERT_TRUE(program->waitForOutput("Wave 2 of 3 is done: 3 succeeded, none failed. Go on? [y/N] "))
        << program->output().constData();
    program->type("y\n");
    EXPECT_EQ(program->waitForEnd(), 1);
    EXPECT_TRUE(program->output().contains("4 succeeded, 2 failed"));
}

TEST_F(RunQuestionsTest, AQuestionGoesWithItsRun)
{
    begin(QStringLiteral("h[1-3]"), QStringLiteral("echo ran {{host}}"), "--waves 1 --pause-between-waves");
    ASSERT_TRUE(isAsked("Go on?", "h1: ran h1")) << program->output().constData();
    ::kill(program->pid(), SIGINT);
    EXPECT_EQ(program->waitForEnd(), 3);
    EXPECT_LT(program->output().lastIndexOf("Go on?"), program->output().indexOf("Stopping"));
}

TEST_F(RunQuestionsTest, TheNextRunAsksAnewWhereNobodyHasAnswered)
{
    begin(QStringLiteral("h[1-2]"), QStringLiteral("echo ran {{host}}"),
          "--waves 1 --pause-between-waves --run-timeout 1 --repeat 100");
    ASSERT_TRUE(isAsked("Go on?", "h1: ran h1")) << program->output().constData();
    EXPECT_TRUE(isAsked("Go on?", "2 tasks in")) << program->output().constData();
    ::kill(program->pid(), SIGINT);
    EXPECT_EQ(program->waitForEnd(), 3);
}

TEST_F(RunQuestionsTest, ARunThatReachedItsLimitEndsWithWhatStillRan)
{
    const QString isToEnd = folder.filePath(QStringLiteral("is_to_end"));
    begin(QStringLiteral("h[1-4]"),
          QStringLiteral("test {{index}} = 0 && exit 1; until test -e %1; do sleep 0.05; done; echo late")
              .arg(isToEnd),
          "--parallel 2 --stop-after-failures 1");
    ASSERT_TRUE(isAsked(limitQuestion, "h1: Failed")) << program->output().constData();
    QFile file(isToEnd);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_TRUE(isAsked(limitQuestion, "h2: late")) << program->output().constData();
    program->type("no\n");
    EXPECT_EQ(program->waitForEnd(), 1);
    EXPECT_TRUE(program->output().contains("1 succeeded, 1 failed, 2 not started"));
}

TEST_F(RunQuestionsTest, ARunGoesOnPastItsLimitUntilAsManyMoreFailOrToTheEnd)
{
    begin(QStringLiteral("h[1-4]"), QStringLiteral("false"), "--parallel 1 --stop-after-failures 1");
    ASSERT_TRUE(isAsked(limitQuestion, "h1: Failed")) << program->output().constData();
    program->type("yes\n");
    ASSERT_TRUE(isAsked(limitQuestion, "h2: Failed")) << program->output().constData();
    EXPECT_FALSE(program->output().contains("h3: Failed"));
    program->type("all\n");
    EXPECT_EQ(program->waitForEnd(), 1);
    EXPECT_TRUE(program->output().contains("4 tasks in"));
    EXPECT_TRUE(program->output().contains("4 failed"));
}
