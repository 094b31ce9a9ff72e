#include "tests/cli/terminal_program.h"
#include "tests/support/sudo_stand_in.h"

#include <gtest/gtest.h>

using namespace regatta::tests;

TEST(Become, WhoGivesNoPasswordIsAskedNothingElse)
{
    const SudoStandIn sudo{SudoStandIn::Rules{}};
    const QTemporaryDir home;
    TerminalProgram program({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("here"),
                             QStringLiteral("--transport"), QStringLiteral("local"),
                             QStringLiteral("--become"), QStringLiteral("root"), QStringLiteral("--command"),
                             QStringLiteral("echo in"), QStringLiteral("--yes")},
                            home.path(), sudo.path());
    ASSERT_TRUE(program.waitForOutput("for sudo: ")) << program.output().constData();
    program.type("\n");
    ASSERT_TRUE(program.waitForOutput("1 log-in failed")) << program.output().constData();
    EXPECT_EQ(program.waitForEnd(), 1);
    EXPECT_FALSE(program.output().contains("[y/N]")) << "what of?";
}
