#pragma once

#include <QByteArrayView>

namespace regatta::spool {

/// What a log shows as one line: the bytes up to a newline, or a piece of a line that is longer than this. A
/// gigabyte without a newline is many lines, each of which can be shown.
constexpr qsizetype longestShownLine = 4096;

/// The line at the front of `bytes`, which aren't empty: its size with its newline, if it has one. Pieces
/// don't cut UTF-8 characters.
qsizetype firstLineSize(QByteArrayView bytes);

/// Where the last line begins.
qsizetype lastLineStart(QByteArrayView bytes);

/// Without the newline at its end, if there is one.
QByteArrayView withoutNewline(QByteArrayView line);

} // namespace regatta::spool
