#include "core/spool/sgr.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace regatta::spool {

namespace {

constexpr int tooLarge = 100'000; ///< numbers stop growing here

struct Parameter
{
    int value = 0;
    bool isMissing = true;
    bool isSub = false; ///< joined to the one before it by a colon
};

/// More than any honest sequence has; what comes behind is passed over.
constexpr size_t mostParameters = 64;

struct Parameters
{
    std::array<Parameter, mostParameters> all;
    size_t count = 1;
};

Parameters parse(QByteArrayView text)
{
    Parameters found;
    for (const char c : text) {
        Parameter &last = found.all.at(found.count - 1);
        if (c >= '0' && c <= '9') {
            last.value = std::min(last.value * 10 + (c - '0'), tooLarge);
            last.isMissing = false;
        } else if (c == ';' || c == ':') {
            if (found.count == mostParameters)
                break;
            found.all.at(found.count++).isSub = c == ':';
        } else {
            return {.all = {}, .count = 0}; // private or not SGR at all
        }
    }
    return found;
}

std::optional<TerminalColor> rgb(int red, int green, int blue)
{
    const auto isByte = [](int value) { return value >= 0 && value <= 255; };
    if (!isByte(red) || !isByte(green) || !isByte(blue))
        return std::nullopt;
    return TerminalColor{TerminalColor::Kind::Rgb, quint32(red << 16 | green << 8 | blue)};
}

std::optional<TerminalColor> indexed(int index)
{
    if (index < 0 || index > 255)
        return std::nullopt;
    return TerminalColor{TerminalColor::Kind::Indexed, quint32(index)};
}

/// Reads what follows a 38 or 48 at the front of `rest` and says how many parameters that were.
size_t extendedColor(std::span<const Parameter> rest, TerminalColor &color)
{
    if (rest.size() < 2)
        return rest.size();
    const bool hasColons = rest[1].isSub;
    size_t subs = 0;
    while (hasColons && subs + 1 < rest.size() && rest[subs + 1].isSub)
        ++subs;
    std::optional<TerminalColor> found;
    size_t used = hasColons ? subs + 1 : rest.size();
    const int kind = rest[1].value;
    if (kind == 5 && rest.size() >= 3) {
        found = indexed(rest[2].value);
        used = hasColons ? used : 3;
    } else if (kind == 2 && rest.size() >= 5) {
        // T.416 has a colour space between the 2 and the colours, many programs leave it out.
        const size_t at = hasColons && subs >= 5 ? 3 : 2;
        if (!hasColons || subs >= 4)
            found = rgb(rest[at].value, rest[at + 1].value, rest[at + 2].value);
        used = hasColons ? used : 5;
    }
    if (found)
        color = *found;
    return used;
}

void applyOne(int value, TextStyle &style)
{
    const auto index = [&](int base, int from) {
        return TerminalColor{TerminalColor::Kind::Indexed, quint32(value - base + from)};
    };
    if (value >= 30 && value <= 37)
        style.foreground = index(30, 0);
    else if (value >= 40 && value <= 47)
        style.background = index(40, 0);
    else if (value >= 90 && value <= 97)
        style.foreground = index(90, 8);
    else if (value >= 100 && value <= 107)
        style.background = index(100, 8);
    else if (value == 0)
        style = {};
    else if (value == 1)
        style.isBold = true;
    else if (value == 2)
        style.isFaint = true;
    else if (value == 3)
        style.isItalic = true;
    else if (value == 4 || value == 21)
        style.isUnderlined = true;
    else if (value == 7)
        style.isInverse = true;
    else if (value == 9)
        style.isStruckOut = true;
    else if (value == 22)
        style.isBold = style.isFaint = false;
    else if (value == 23)
        style.isItalic = false;
    else if (value == 24)
        style.isUnderlined = false;
    else if (value == 27)
        style.isInverse = false;
    else if (value == 29)
        style.isStruckOut = false;
    else if (value == 39)
        style.foreground = {};
    else if (value == 49)
        style.background = {};
}

} // namespace

void applySgr(QByteArrayView text, TextStyle &style)
{
    const Parameters parameters = parse(text);
    const std::span all(parameters.all.data(), parameters.count);
    for (size_t i = 0; i < all.size();) {
        const int value = all[i].value;
        if (value == 38 || value == 48) {
            i += extendedColor(all.subspan(i), value == 38 ? style.foreground : style.background);
            continue;
        }
        // "4:0" takes the underline off; other kinds of underline are underlines.
        const bool hasSub = i + 1 < all.size() && all[i + 1].isSub;
        if (value == 4 && hasSub && all[i + 1].value == 0)
            style.isUnderlined = false;
        else
            applyOne(value, style);
        for (++i; i < all.size() && all[i].isSub;)
            ++i;
    }
}

} // namespace regatta::spool
