#include "core/spool/line_pieces.h"

#include "core/base/utf8.h"
#include "core/spool/escape_sequence.h"

#include <algorithm>
#include <cstring>

namespace regatta::spool {

namespace {

/// Honest sequences are shorter, but for a few long links. Longer ones are cut, so that one without an end
/// costs a piece no more than this.
constexpr qsizetype longestUncut = 256;

qsizetype sizeOfWholeCharacters(QByteArrayView bytes)
{
    for (qsizetype size = longestShownLine; size > longestShownLine - base::longestUtf8; --size) {
        if (!base::isUtf8Continuation(bytes[size]))
            return size;
    }
    return longestShownLine;
}

/// Without the beginning of one that its end cuts.
qsizetype sizeOfWholeSequences(QByteArrayView piece)
{
    const QByteArrayView end = piece.last(longestUncut);
    if (!end.contains('\x1b') && !end.contains('\xc2'))
        return piece.size(); // nothing begins there
    for (qsizetype at = piece.size() - longestUncut; at < piece.size();) {
        const EscapeSequence sequence = escapeSequenceAt(piece, at);
        if (sequence.isUnfinished)
            return at;
        at = std::max(at + 1, sequence.end);
    }
    return piece.size();
}

} // namespace

qsizetype firstLineSize(QByteArrayView bytes, Cuts cuts)
{
    // A newline right behind the longest line belongs to it.
    const qsizetype limit = std::min(bytes.size(), longestShownLine + 1);
    if (const void *newline = std::memchr(bytes.data(), '\n', size_t(limit)))
        return static_cast<const char *>(newline) - bytes.data() + 1;
    if (bytes.size() <= longestShownLine)
        return bytes.size();
    const qsizetype size = sizeOfWholeCharacters(bytes);
    return cuts == Cuts::BetweenCharacters ? size : sizeOfWholeSequences(bytes.first(size));
}

qsizetype lastLineStart(QByteArrayView bytes, Cuts cuts)
{
    if (bytes.isEmpty())
        return 0;
    qsizetype start = bytes.chopped(1).lastIndexOf('\n') + 1;
    while (true) {
        const qsizetype size = firstLineSize(bytes.sliced(start), cuts);
        if (start + size == bytes.size())
            return start;
        start += size;
    }
}

QByteArrayView withoutNewline(QByteArrayView line)
{
    return line.endsWith('\n') ? line.chopped(1) : line;
}

} // namespace regatta::spool
