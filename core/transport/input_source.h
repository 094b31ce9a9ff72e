#pragma once

#include "core/base/error.h"
#include "core/transport/transport.h"

#include <QByteArrayView>
#include <QFile>

namespace regatta::transport {

/// Whether it is a file that can be read. Nothing else will do: a pipe can be read once, by one task.
base::Expected<void> checkInput(const Input &input);

/// Hands out an input in pieces; of a file no more than one piece is ever in memory. Of one thread.
class InputSource
{
public:
    /// What the ssh protocol takes without queueing a whole window, see its flow control.
    static constexpr qsizetype pieceSize = 32 * 1024;

    explicit InputSource(Input input);

    /// What comes next, at most one piece; the same again until some of it is taken. Empty: that was all, or
    /// hasFailed(). A file is opened by the first call.
    QByteArrayView next();
    void take(qsizetype count) { m_taken += count; }

    /// The file could not be opened, or not be read to its end.
    bool hasFailed() const { return m_file.error() != QFileDevice::NoError; }
    base::Error error() const { return {base::ErrorCode::FileUnreadable, m_input.file}; }

    /// Whether the last byte that was taken ended a line, or there was none: a terminal wants to know.
    bool isAtLineStart() const { return m_isAtLineStart; }

private:
    const Input m_input;
    QFile m_file;
    QByteArray m_piece;
    qsizetype m_taken = 0; ///< of the piece
    qsizetype m_textTaken = 0;
    bool m_isAtLineStart = true;
};

} // namespace regatta::transport
