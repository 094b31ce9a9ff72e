#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace regatta::spool {

/// Cuts the bytes of one stream into lines, whatever the chunks they come in. A line without end is handed on
/// in pieces, so that memory stays bounded; pieces never cut a UTF-8 character in two.
class LineSplitter
{
public:
    /// The newline is not part of `line`. Not `isWhole`: no newline came (yet), and the next call goes on
    /// with the same line. The view is valid during the call only.
    using Receiver = std::function<void(QByteArrayView line, bool isWhole)>;

    static constexpr qsizetype longestPiece = 64 * 1024;

    void feed(QByteArrayView bytes, const Receiver &receive);

    /// Nothing waits for its newline.
    bool isEmpty() const { return m_rest.isEmpty(); }

    /// The stream has ended: what is left is a line without a newline.
    void finish(const Receiver &receive);

private:
    void handOn(QByteArrayView piece, const Receiver &receive);

    QByteArray m_rest; // shorter than longestPiece
};

} // namespace regatta::spool
