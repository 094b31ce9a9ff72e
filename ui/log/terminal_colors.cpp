#include "ui/log/terminal_colors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace regatta::ui {

namespace {

/// The terminal's own sixteen, muted enough to stand beside the theme's colours.
constexpr std::array<QRgb, 16> ownColors = {0x2e3436, 0xc01c28, 0x26a269, 0xa2734c, 0x1c71d8, 0xa347ba,
                                            0x2aa1b3, 0xc0bfbc, 0x5e5c64, 0xf66151, 0x33d17a, 0xe9ad0c,
                                            0x3584e4, 0xc061cb, 0x33c7de, 0xffffff};

/// xterm's 256 colours: a cube of six levels and a ramp of greys behind the sixteen.
QColor indexedColor(quint32 index)
{
    if (index < ownColors.size())
        return QColor(ownColors.at(index));
    if (index >= 232) {
        const int grey = 8 + int(index - 232) * 10;
        return {grey, grey, grey};
    }
    const auto level = [](quint32 step) { return step == 0 ? 0 : 55 + int(step) * 40; };
    const quint32 cube = index - 16;
    return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

QColor colorOf(const spool::TerminalColor &color, const QColor &own)
{
    switch (color.kind) {
    case spool::TerminalColor::Kind::Default:
        return own;
    case spool::TerminalColor::Kind::Indexed:
        return indexedColor(color.value);
    case spool::TerminalColor::Kind::Rgb:
        return QColor(QRgb(color.value));
    }
    Q_UNREACHABLE();
}

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto part = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

QTextCharFormat formatOf(const spool::TextStyle &style, const QColor &behind, const QColor &plain)
{
    QColor foreground = colorOf(style.foreground, plain);
    QColor background = colorOf(style.background, behind);
    if (style.isInverse)
        std::swap(foreground, background);
    if (style.isFaint)
        foreground = mixed(foreground, background, 0.3);
    QTextCharFormat format;
    format.setForeground(readable(foreground, background));
    if (background != behind)
        format.setBackground(background);
    if (style.isBold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.isItalic);
    format.setFontUnderline(style.isUnderlined);
    format.setFontStrikeOut(style.isStruckOut);
    return format;
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor readable(const QColor &color, const QColor &background)
{
    constexpr double enough = 4.5;
    constexpr int steps = 20;
    const QColor white(Qt::white);
    const QColor black(Qt::black);
    const QColor &far = contrast(white, background) > contrast(black, background) ? white : black;
    for (int step = 0; step <= steps; ++step) {
        const QColor candidate = mixed(color, far, double(step) / steps);
        if (contrast(candidate, background) >= enough)
            return candidate;
    }
    return far;
}

QList<QTextLayout::FormatRange> formatsOf(const spool::StyledText &line, const QColor &background,
                                          const QColor &plain)
{
    QList<QTextLayout::FormatRange> formats;
    int at = 0;
    for (const spool::StyledRun &run : line.runs) {
        formats.append({at, int(run.length), formatOf(run.style, background, plain)});
        at += int(run.length);
    }
    return formats;
}

RowColors rowColorsOn(const QColor &background, const Theme &theme)
{
    return {readable(theme.text, background), readable(theme.vermillion, background),
            readable(theme.muted, background), readable(theme.accent, background)};
}

QTextCharFormat foundFormat(const Theme &theme)
{
    QTextCharFormat found;
    found.setBackground(theme.isDark ? QColor(0x6b5a00) : QColor(0xffe680));
    found.setForeground(theme.isDark ? QColor(Qt::white) : QColor(Qt::black));
    return found;
}

QTextCharFormat selectedFormat(const Theme &theme)
{
    QTextCharFormat selected;
    selected.setBackground(theme.accent);
    selected.setForeground(theme.onAccent);
    return selected;
}

} // namespace regatta::ui
