#include "app/cli/text_writer.h"

#include <gtest/gtest.h>

using regatta::cli::safeForTerminal;

TEST(SafeForTerminal, LeavesTextAndTabsAlone)
{
    EXPECT_EQ(safeForTerminal("plain\tgrün 漢"), "plain\tgrün 漢");
}

TEST(SafeForTerminal, KeepsColoursAndEndsThem)
{
    EXPECT_EQ(safeForTerminal("\x1b[31mred"), "\x1b[31mred\x1b[0m");
}

TEST(SafeForTerminal, ShowsEverythingElseThatATerminalWouldObey)
{
    EXPECT_EQ(safeForTerminal("\x1b[2J"), "^[[2J");
    EXPECT_EQ(safeForTerminal("\x1b]0;title\x07"), "^[]0;title^G");
    EXPECT_EQ(safeForTerminal("a\rb\x08\x7f"), "a^Mb^H^?");
    EXPECT_EQ(safeForTerminal("\xc2\x9b"
                              "2J"),
              "^?2J")
        << "a control sequence introducer in one character";
    EXPECT_EQ(safeForTerminal("\x1b[31"), "^[[31") << "not finished";
}
