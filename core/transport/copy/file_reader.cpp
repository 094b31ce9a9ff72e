#include "core/transport/copy/file_reader.h"

#include <algorithm>

namespace regatta::transport::copy {

FileReader::FileReader(Files &files, Handle handle, qint64 expected, qint64 limit, Room &room,
                       Listener listener)
    : m_files(files)
    , m_handle(std::move(handle))
    , m_expected(std::min(expected, limit))
    , m_limit(limit)
    , m_room(room)
    , m_listener(std::move(listener))
{}

/// Beyond the size that is expected it looks one chunk at a time, first of all whether the end is where it
/// should be.
bool FileReader::mayAsk() const
{
    if (m_hasEnded || m_sawEnd || m_asked >= m_limit)
        return false;
    return m_asked <= m_expected || m_open == 0;
}

void FileReader::fill()
{
    while (mayAsk() && m_room.take()) {
        const qint64 end = m_asked < m_expected ? m_expected : m_limit;
        const qint64 length = std::min(chunkSize, end - m_asked);
        ask(m_asked, length);
        m_asked += length;
    }
    endIfDone();
}

void FileReader::ask(qint64 offset, qint64 length)
{
    ++m_open;
    m_files.read(m_handle, offset, length, m_asker.heard([=, this](const base::Expected<QByteArray> &bytes) {
        answered(offset, length, bytes);
    }));
}

void FileReader::answered(qint64 offset, qint64 length, const base::Expected<QByteArray> &bytes)
{
    --m_open;
    if (m_hasEnded || !bytes || bytes->isEmpty()) {
        m_room.giveBack();
        m_sawEnd = true;
        return bytes ? endIfDone() : end(tl::unexpected(bytes.error()));
    }
    if (bytes->size() < length) {
        m_room.takeAnyway();
        ask(offset + bytes->size(), length - bytes->size());
    }
    m_arrived.emplace(offset, *bytes);
    deliver();
    fill();
}

void FileReader::deliver()
{
    while (!m_hasEnded && !m_arrived.empty() && m_arrived.begin()->first == m_delivered) {
        const auto next = m_arrived.extract(m_arrived.begin());
        m_delivered += next.mapped().size();
        m_listener.took(next.key(), next.mapped());
    }
}

void FileReader::endIfDone()
{
    if (m_open > 0 || m_hasEnded || (!m_sawEnd && m_asked < m_limit))
        return;
    if (m_arrived.empty())
        return end(m_delivered);
    end(base::failure(base::ErrorCode::CopyFailed, QString::fromUtf8(m_handle.path) +
                                                       QStringLiteral(": became shorter while it was read")));
}

void FileReader::end(base::Expected<qint64> result)
{
    if (!std::exchange(m_hasEnded, true))
        m_listener.ended(std::move(result));
}

} // namespace regatta::transport::copy
