#include "ui/log/terminal_colors.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::ui;

namespace {

constexpr double enoughContrast = 4.49; // 4.5, but for rounding to whole numbers

/// Where rows stand: on the surface, and the current one.
std::vector<std::pair<const Theme *, QColor>> rowPlaces()
{
    std::vector<std::pair<const Theme *, QColor>> all;
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        all.emplace_back(theme, theme->surface);
        all.emplace_back(theme, theme->selection);
    }
    return all;
}

} // namespace

TEST(TerminalColors, EveryColourCanBeReadOnBothThemes)
{
    for (const auto &[theme, place] : rowPlaces()) {
        for (quint32 foreground = 0; foreground < 256; ++foreground) {
            for (const quint32 background : {256u, 0u, 7u, 15u, 226u, 21u}) {
                spool::StyledText line{QStringLiteral("x"), {{1, {}}}};
                line.runs[0].style.foreground = {spool::TerminalColor::Kind::Indexed, foreground};
                if (background < 256)
                    line.runs[0].style.background = {spool::TerminalColor::Kind::Indexed, background};
                const QTextCharFormat format = formatsOf(line, place, theme->text).first().format;
                const QColor behind =
                    format.hasProperty(QTextFormat::BackgroundBrush) ? format.background().color() : place;
                ASSERT_GE(contrast(format.foreground().color(), behind), enoughContrast)
                    << foreground << " on " << background;
            }
        }
    }
}

TEST(TerminalColors, RowsCanBeReadWhereverTheyStand)
{
    for (const auto &[theme, place] : rowPlaces()) {
        const RowColors colors = rowColorsOn(place, *theme);
        for (const QColor &color : {colors.text, colors.error, colors.muted, colors.name})
            EXPECT_GE(contrast(color, place), enoughContrast)
                << color.name().toStdString() << " on " << place.name().toStdString();
    }
}

TEST(TerminalColors, WhatIsFoundOrSelectedCanBeRead)
{
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        for (const QTextCharFormat &format : {foundFormat(*theme), selectedFormat(*theme)})
            EXPECT_GE(contrast(format.foreground().color(), format.background().color()), enoughContrast);
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
    EXPECT_EQ(formatsOf(line, theme.surface, theme.text).first().format.background().color(), theme.text);
}
