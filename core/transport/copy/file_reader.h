#pragma once

#include "core/transport/copy/files.h"
#include "core/transport/copy/room.h"

#include <limits>
#include <map>

namespace regatta::transport::copy {

/// Reads an open file from its beginning to its end with several requests at a time, and hands its bytes on
/// in their order.
class FileReader
{
public:
    struct Listener
    {
        /// Has one chunk's room, and gives it back once the bytes are of no more use.
        std::function<void(qint64 offset, const QByteArray &bytes)> took;
        /// Once, and nothing after it: so many bytes there were.
        std::function<void(base::Expected<qint64> size)> ended;
    };

    /// `expected` is what the size was said to be; reading goes on to the file's end or to `limit`.
    FileReader(Files &files, Handle handle, qint64 expected, qint64 limit, Room &room, Listener listener);

    /// Asks for as much as there is room for. Again whenever room may have come free.
    void fill();

private:
    bool mayAsk() const;
    void ask(qint64 offset, qint64 length);
    void answered(qint64 offset, qint64 length, const base::Expected<QByteArray> &bytes);
    void deliver();
    void endIfDone();
    void end(base::Expected<qint64> result);

    Files &m_files;
    const Handle m_handle;
    const qint64 m_expected;
    const qint64 m_limit;
    Room &m_room;
    const Listener m_listener;
    std::map<qint64, QByteArray> m_arrived; ///< by offset: what came before what stands before it
    qint64 m_asked = 0;
    qint64 m_delivered = 0;
    int m_open = 0; ///< requests
    bool m_sawEnd = false;
    bool m_hasEnded = false;
    Asker m_asker;
};

constexpr qint64 noLimit = std::numeric_limits<qint64>::max();

} // namespace regatta::transport::copy
