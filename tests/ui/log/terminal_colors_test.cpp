#include "ui/log/terminal_colors.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::ui;

TEST(TerminalColors, EveryColourCanBeReadOnBothThemes)
{
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        for (quint32 foreground = 0; foreground < 256; ++foreground) {
            for (const quint32 background : {256u, 0u, 7u, 15u, 226u, 21u}) {
                spool::StyledText line{QStringLiteral("x"), {{1, {}}}};
                line.runs[0].style.foreground = {spool::TerminalColor::Kind::Indexed, foreground};
                if (background < 256)
                    line.runs[0].style.background = {spool::TerminalColor::Kind::Indexed, background};
                const QTextCharFormat format = formatsOf(line, *theme, theme->text).first().format;
                const QColor behind = format.hasProperty(QTextFormat::BackgroundBrush)
                                          ? format.background().color()
                                          : theme->surface;
                ASSERT_GE(contrast(format.foreground().color(), behind), 4.49)
                    << foreground << " on " << background;
            }
        }
    }
}

TEST(TerminalColors, AColourThatCanBeReadStaysAsItIs)
{
    EXPECT_EQ(readable(QColor(0x990000), Qt::white), QColor(0x990000));
    EXPECT_NE(readable(Qt::yellow, Qt::white), QColor(Qt::yellow));
}

TEST(TerminalColors, InverseSwapsTheTwo)
{
    spool::StyledText line{QStringLiteral("x"), {{1, {}}}};
    line.runs[0].style.isInverse = true;
    const Theme &theme = Theme::light();
    EXPECT_EQ(formatsOf(line, theme, theme.text).first().format.background().color(), theme.text);
}
