#include "app/cli/display_width.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <utility>

namespace regatta::cli {

namespace {

/// Blocks whose characters are wide (W or F): https://www.unicode.org/reports/tr11/
constexpr std::array<std::pair<char32_t, char32_t>, 15> wideBlocks = {{
    {0x1100, 0x115f}, // Hangul Jamo
    {0x2e80, 0x303e}, // radicals, punctuation
    {0x3041, 0x33ff}, // kana, enclosed letters
    {0x3400, 0x4dbf}, // ideographs, extension A
    {0x4e00, 0xa4cf}, // ideographs, Yi
    {0xa960, 0xa97c}, // Hangul Jamo, extended
    {0xac00, 0xd7a3}, // Hangul
    {0xf900, 0xfaff}, // compatibility ideographs
    {0xfe10, 0xfe19}, // vertical forms
    {0xfe30, 0xfe6f}, // compatibility and small forms
    {0xff01, 0xff60}, // full-width forms
    {0xffe0, 0xffe6},
    {0x17000, 0x18cff}, // Tangut
    {0x1f300, 0x1faff}, // pictures
    {0x20000, 0x3fffd}, // ideographs, other extensions
}};

bool isWide(char32_t c)
{
    return std::any_of(wideBlocks.begin(), wideBlocks.end(),
                       [c](const auto &block) { return block.first <= c && c <= block.second; });
}

bool joinsTheOneBefore(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

} // namespace

qsizetype displayWidth(QStringView text)
{
    qsizetype width = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        width += joinsTheOneBefore(c) ? 0 : isWide(c) ? 2 : 1;
    }
    return width;
}

} // namespace regatta::cli
