#pragma once

#include <QByteArrayView>

namespace regatta::spool {

/// Where an escape sequence ends, and what of it matters.
struct EscapeSequence
{
    qsizetype end = 0; ///< behind its last byte; 0: it has none
    char kind = 0;     ///< the final byte of a CSI sequence, or 0
    QByteArrayView parameters;
    bool isUnfinished = false; ///< the bytes end before it does: more of them might end it
};

/// What begins at `at` with ESC, or with one of the 8-bit controls (U+0080 to U+009F, in UTF-8) that stand
/// for ESC and a letter. Nothing else begins one.
EscapeSequence escapeSequenceAt(QByteArrayView bytes, qsizetype at);

} // namespace regatta::spool
