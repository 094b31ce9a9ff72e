#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace regatta::spool {

/// A colour as ECMA-48's SGR names it: the terminal's own, one of 256 (xterm's palette, the first 16 of which
/// belong to the terminal's theme), or red, green and blue.
struct TerminalColor
{
    enum class Kind : quint8 { Default, Indexed, Rgb };

    Kind kind = Kind::Default;
    quint32 value = 0; ///< Indexed: 0 to 255; Rgb: 0xrrggbb

    bool operator==(const TerminalColor &) const = default;
};

struct TextStyle
{
    TerminalColor foreground;
    TerminalColor background;
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isInverse = false;
    bool isStruckOut = false;

    bool operator==(const TextStyle &) const = default;
};

struct StyledRun
{
    qsizetype length = 0; ///< in QChars
    TextStyle style;

    bool operator==(const StyledRun &) const = default;
};

/// What a terminal would show of one line. The runs cover the text; none means default style throughout.
struct StyledText
{
    QString text;
    std::vector<StyledRun> runs;

    bool operator==(const StyledText &) const = default;
};

/// Turns the bytes of lines into what a terminal shows of them. Colours, bold, underline and inverse count
/// (SGR), as do carriage returns, backspaces, tabs and "erase in line", within the line. Every other escape
/// sequence (CSI, OSC, DCS, also in their 8-bit form) does nothing; one that has no end on its line, or is
/// longer than any honest one, is shown as text, so that it can hide nothing. Other control characters,
/// bidirectional controls and characters without width are made visible; bytes that aren't UTF-8 become
/// U+FFFD, one each.
///
/// The style goes on from one line to the next, as it does on a terminal. Each code point is one column,
/// except combining marks, which stay with what they stand on. Time and memory are bounded by the length of
/// the line.
class TerminalText
{
public:
    /// One line (or piece of one) without its newline.
    StyledText show(QByteArrayView line);

    /// The next line has the default style again.
    void reset() { m_style = {}; }

private:
    TextStyle m_style;
};

/// The text alone, of a line that stands for itself.
QString plainTerminalText(QByteArrayView line);

/// Whether the bytes are what show() makes of them: printable ASCII alone.
bool isPlainAscii(QByteArrayView line);

} // namespace regatta::spool
