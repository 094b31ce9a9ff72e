#include "ui/editor/host_lines.h"

#include <gtest/gtest.h>

using namespace regatta;
using ui::entriesOf;
using ui::hostLines;
using ui::linesFromPaste;

TEST(HostLines, AreTheNodeSets)
{
    const QList<model::TargetEntry> entries = {{.nodeSet = QStringLiteral("web[1-3]")},
                                               {.nodeSet = QStringLiteral("@db")}};
    EXPECT_EQ(hostLines(entries), QStringLiteral("web[1-3]\n@db"));
    EXPECT_EQ(entriesOf(hostLines(entries), {}), entries);
}

TEST(HostLines, ALineKeepsWhatElseTheFileSaysOfIt)
{
    const model::TargetEntry special{.nodeSet = QStringLiteral("10.0.0.7"),
                                     .user = QStringLiteral("ops"),
                                     .port = 2222,
                                     .variables = {{QStringLiteral("rack"), QStringLiteral("b")}}};
    const QList<model::TargetEntry> before = {{.nodeSet = QStringLiteral("web1")}, special};
    const auto after = entriesOf(QStringLiteral("web9\n\n 10.0.0.7 \n"), before);
    ASSERT_EQ(after.size(), 2);
    EXPECT_EQ(after[0].nodeSet, QStringLiteral("web9"));
    EXPECT_EQ(after[1], special);
}

TEST(HostLines, PasteMayBeSeparatedByAnything)
{
    EXPECT_EQ(linesFromPaste(QStringLiteral("a, b;c d\te\r\n# comment\nweb[1,3-5].x")),
              QStringLiteral("a\nb\nc\nd\ne\nweb[1,3-5].x"));
}
