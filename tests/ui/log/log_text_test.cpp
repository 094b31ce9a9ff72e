#include "ui/log/log_reader.h"

#include <gtest/gtest.h>

using regatta::ui::linesOfRecord;

namespace {

QString joined(QByteArrayView bytes)
{
    return linesOfRecord(bytes).join(u'|');
}

} // namespace

TEST(LogText, SplitsLines)
{
    EXPECT_EQ(joined("one\ntwo\n"), QStringLiteral("one|two"));
    EXPECT_EQ(joined("one\n\nlast"), QStringLiteral("one||last"));
}

TEST(LogText, TakesEscapeSequencesOut)
{
    EXPECT_EQ(joined("\x1b[1;31mred\x1b[0m plain"), QStringLiteral("red plain"));
    EXPECT_EQ(joined("\x1b]0;evil title\x07ok"), QStringLiteral("ok"));
    EXPECT_EQ(joined("\x1b[2Jcleared?"), QStringLiteral("cleared?"));
    EXPECT_EQ(joined("unfinished \x1b["), QStringLiteral("unfinished \u241b["));
}

TEST(LogText, NeutralisesOtherControlCharacters)
{
    EXPECT_EQ(joined("a\bb\x07"), QStringLiteral("b\u2407"));
}

TEST(LogText, ShowsWhatACarriageReturnLeftOver)
{
    EXPECT_EQ(joined("10 %\r20 %\r100 %\n"), QStringLiteral("100 %"));
    EXPECT_EQ(joined("dos line\r\n"), QStringLiteral("dos line"));
}

TEST(LogText, ShowsInvalidUtf8)
{
    EXPECT_EQ(joined("a\xff"
                     "b"),
              QStringLiteral("a\ufffdb"));
}

TEST(LogText, AnEndlessLineComesInPieces)
{
    for (const QString &line : linesOfRecord(QByteArray(1'000'000, 'x')))
        ASSERT_LE(line.size(), 4'096);
}
