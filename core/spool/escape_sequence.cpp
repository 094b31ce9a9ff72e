#include "core/spool/escape_sequence.h"

#include <algorithm>

namespace regatta::spool {

namespace {

/// Longer sequences are text that somebody wants to hide.
constexpr qsizetype longestSequence = 4096;

/// Nothing ends it, up to `end`.
EscapeSequence endless(QByteArrayView bytes, qsizetype end)
{
    EscapeSequence sequence;
    sequence.isUnfinished = end >= bytes.size();
    return sequence;
}

/// ECMA-48 5.4: parameters 0x30-0x3f, intermediates 0x20-0x2f, one final 0x40-0x7e.
EscapeSequence controlSequence(QByteArrayView bytes, qsizetype at)
{
    const auto isIn = [&](qsizetype i, char first, char last) {
        return i < bytes.size() && bytes[i] >= first && bytes[i] <= last;
    };
    qsizetype end = at;
    while (isIn(end, 0x30, 0x3f))
        ++end;
    const QByteArrayView parameters = bytes.sliced(at, end - at);
    const qsizetype intermediates = end;
    while (isIn(end, 0x20, 0x2f))
        ++end;
    if (!isIn(end, 0x40, 0x7e) || end - at > longestSequence)
        return endless(bytes, end);
    return {end + 1, end == intermediates ? bytes[end] : '\0', parameters};
}

/// OSC, DCS, SOS, PM and APC: up to a string terminator; xterm takes a bell for one, too.
EscapeSequence controlString(QByteArrayView bytes, qsizetype at)
{
    const qsizetype limit = std::min(bytes.size(), at + longestSequence);
    for (qsizetype i = at; i < limit; ++i) {
        if (bytes[i] == '\a')
            return {i + 1, 0, {}};
        if (bytes[i] == '\x1b' && i + 1 < bytes.size() && bytes[i + 1] == '\\')
            return {i + 2, 0, {}};
        if (bytes[i] == '\xc2' && i + 1 < bytes.size() && bytes[i + 1] == '\x9c')
            return {i + 2, 0, {}};
    }
    return endless(bytes, limit);
}

/// What begins at `at`, behind ESC and `kind`, or behind the 8-bit control that stands for the two.
EscapeSequence sequenceOf(char kind, QByteArrayView bytes, qsizetype at)
{
    switch (kind) {
    case '[':
        return controlSequence(bytes, at);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        return controlString(bytes, at);
    default:
        return {at, 0, {}};
    }
}

EscapeSequence sevenBitSequence(QByteArrayView bytes, qsizetype at)
{
    qsizetype i = at + 1;
    // ECMA-35: ESC, intermediates 0x20-0x2f, one final 0x30-0x7e ("ESC ( B" chooses a character set).
    const qsizetype limit = std::min(bytes.size(), at + longestSequence);
    while (i < limit && bytes[i] >= 0x20 && bytes[i] <= 0x2f)
        ++i;
    if (i >= limit || bytes[i] < 0x30 || bytes[i] > 0x7e)
        return endless(bytes, i);
    return i == at + 1 ? sequenceOf(bytes[i], bytes, i + 1) : EscapeSequence{i + 1, 0, {}};
}

} // namespace

EscapeSequence escapeSequenceAt(QByteArrayView bytes, qsizetype at)
{
    if (bytes[at] == '\x1b')
        return sevenBitSequence(bytes, at);
    if (bytes[at] != '\xc2' || at + 1 >= bytes.size())
        return {};
    // U+0080 to U+009F are ESC and 0x40 to 0x5f in one.
    const auto control = static_cast<quint8>(bytes[at + 1]);
    return control >= 0x80 && control <= 0x9f ? sequenceOf(char(control - 0x40), bytes, at + 2)
                                              : EscapeSequence();
}

} // namespace regatta::spool
