#include "core/spool/line_splitter.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace regatta::spool {

namespace {

/// How much of `piece` can be handed on without cutting its last character.
qsizetype wholeCharacters(QByteArrayView piece)
{
    qsizetype start = piece.size() - 1;
    while (start > 0 && base::isUtf8Continuation(piece[start]) && piece.size() - start < base::longestUtf8)
        --start;
    const bool isMultiByte = static_cast<unsigned char>(piece[start]) >= 0xc0;
    return isMultiByte && start > 0 ? start : piece.size();
}

} // namespace

void LineSplitter::feed(QByteArrayView bytes, const Receiver &receive)
{
    while (!bytes.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        if (newline < 0) {
            handOn(bytes, receive);
            return;
        }
        if (m_rest.isEmpty() && newline <= longestPiece) {
            receive(bytes.first(newline), true);
        } else {
            handOn(bytes.first(newline), receive);
            receive(m_rest, true);
            m_rest.resize(0);
        }
        bytes = bytes.sliced(newline + 1);
    }
}

void LineSplitter::finish(const Receiver &receive)
{
    if (!m_rest.isEmpty())
        receive(m_rest, false);
    m_rest.clear();
}

void LineSplitter::handOn(QByteArrayView piece, const Receiver &receive)
{
    while (!piece.isEmpty()) {
        const qsizetype taken = std::min(piece.size(), longestPiece - m_rest.size());
        m_rest.append(piece.first(taken));
        piece = piece.sliced(taken);
        if (m_rest.size() < longestPiece)
            return;
        const qsizetype whole = wholeCharacters(m_rest);
        receive(QByteArrayView(m_rest).first(whole), false);
        m_rest.remove(0, whole);
    }
}

} // namespace regatta::spool
