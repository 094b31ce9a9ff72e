#include "core/spool/line_pieces.h"

#include <algorithm>
#include <cstring>

namespace regatta::spool {

qsizetype firstLineSize(QByteArrayView bytes)
{
    // A newline right behind the longest line belongs to it.
    const qsizetype limit = std::min(bytes.size(), longestShownLine + 1);
    if (const void *newline = std::memchr(bytes.data(), '\n', size_t(limit)))
        return static_cast<const char *>(newline) - bytes.data() + 1;
    if (bytes.size() <= longestShownLine)
        return bytes.size();
    constexpr qsizetype longestCharacter = 4;
    const auto isContinuation = [](char c) { return (static_cast<quint8>(c) & 0xc0) == 0x80; };
    for (qsizetype size = longestShownLine; size > longestShownLine - longestCharacter; --size) {
        if (!isContinuation(bytes[size]))
            return size;
    }
    return longestShownLine;
}

qsizetype lastLineStart(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    qsizetype start = bytes.chopped(1).lastIndexOf('\n') + 1;
    while (true) {
        const qsizetype size = firstLineSize(bytes.sliced(start));
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
