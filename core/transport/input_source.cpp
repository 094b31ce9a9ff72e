#include "core/transport/input_source.h"

#include <QFileInfo>

#include <utility>

namespace regatta::transport {

base::Expected<void> checkInput(const Input &input)
{
    const QFileInfo file(input.file);
    if (input.file.isEmpty() || (file.isFile() && file.isReadable()))
        return {};
    return base::failure(base::ErrorCode::FileUnreadable, input.file);
}

InputSource::InputSource(Input input)
    : m_input(std::move(input))
    , m_file(m_input.file)
{}

QByteArrayView InputSource::next()
{
    if (m_taken == m_piece.size()) {
        m_taken = 0;
        if (m_input.file.isEmpty()) {
            m_piece = m_input.text.mid(m_textTaken, pieceSize);
            m_textTaken += m_piece.size();
        } else {
            // Unbuffered: pieces are large, and a buffer would be one more copy.
            if (m_file.isOpen() || m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
                m_piece = m_file.read(pieceSize);
        }
        if (!m_piece.isEmpty())
            m_isAtLineStart = m_piece.endsWith('\n');
    }
    return QByteArrayView(m_piece).sliced(m_taken);
}

} // namespace regatta::transport
