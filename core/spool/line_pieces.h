#pragma once

#include <QByteArrayView>

namespace regatta::spool {

/// What a log shows as one line: the bytes up to a newline, or a piece of a line that is longer than this. A
/// gigabyte without a newline is many lines, each of which can be shown.
constexpr qsizetype longestShownLine = 4096;

/// Where such a line is cut.
enum class Cuts {
    BetweenSequences,  ///< not within a UTF-8 character, nor within an escape sequence of up to 256 bytes
    BetweenCharacters, ///< not within a UTF-8 character: as older spools count their lines, see cutsOf()
};

/// The line at the front of `bytes`, which aren't empty: its size with its newline, if it has one. What
/// stands behind the longest piece that there might be has no say in it.
qsizetype firstLineSize(QByteArrayView bytes, Cuts cuts = Cuts::BetweenSequences);

/// Where the last line begins.
qsizetype lastLineStart(QByteArrayView bytes, Cuts cuts = Cuts::BetweenSequences);

/// Without the newline at its end, if there is one.
QByteArrayView withoutNewline(QByteArrayView line);

} // namespace regatta::spool
