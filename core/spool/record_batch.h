#pragma once

#include "core/spool/spool_index.h"

#include <QByteArray>

#include <vector>

#include <sys/uio.h>

namespace regatta::spool {

/// Records on their way into the file, the bytes of long ones where they are: a copy of everything would cost
/// as much as writing it. One thread.
class RecordBatch
{
public:
    /// `offset`: where in the file the batch will stand.
    explicit RecordBatch(quint64 offset)
        : m_offset(offset)
    {}

    /// Cuts what is longer than a record may be. `head` without what belongs to the bytes alone.
    void add(const RecordHead &head, const QByteArray &bytes);

    const std::vector<IndexEntry> &entries() const { return m_entries; }
    quint64 size() const { return m_size; }      ///< in the file
    qint64 payload() const { return m_payload; } ///< of it, what hosts printed

    /// What is to be written, in order; valid as long as the batch, and until the next add().
    std::vector<iovec> parts() const;

private:
    void addRecord(const RecordHead &head, const QByteArray &owner, QByteArrayView bytes);
    QByteArray &buffer();

    /// Heads and short records that follow one another, or the bytes of a long record.
    struct Part
    {
        QByteArray owner;
        QByteArrayView bytes; ///< within `owner`; null: all of it, and it still grows
    };

    const quint64 m_offset;
    std::vector<Part> m_parts;
    std::vector<IndexEntry> m_entries;
    quint64 m_size = 0;
    qint64 m_payload = 0;
};

} // namespace regatta::spool
