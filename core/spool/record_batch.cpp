#include "core/spool/record_batch.h"

#include <algorithm>

namespace regatta::spool {

namespace {

/// Below, a copy is cheaper than a part of its own.
constexpr qsizetype shortRecord = 16 * 1024;

iovec vectorOf(QByteArrayView bytes)
{
    return {const_cast<char *>(bytes.data()), size_t(bytes.size())}; // writev() only reads
}

} // namespace

void RecordBatch::add(const RecordHead &head, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += longestRecord)
        addRecord(head, bytes, QByteArrayView(bytes).sliced(at, std::min(longestRecord, bytes.size() - at)));
}

void RecordBatch::addRecord(const RecordHead &head, const QByteArray &owner, QByteArrayView bytes)
{
    const RecordHead whole = completed(head, bytes);
    m_entries.push_back({m_offset + m_size + recordHeadSize, whole});
    buffer().append(encodeHead(whole));
    if (bytes.size() < shortRecord)
        buffer().append(bytes);
    else
        m_parts.push_back({owner, bytes});
    m_size += quint64(recordHeadSize + bytes.size());
    m_payload += bytes.size();
}

QByteArray &RecordBatch::buffer()
{
    if (m_parts.empty() || !m_parts.back().bytes.isNull())
        m_parts.push_back({});
    return m_parts.back().owner;
}

std::vector<iovec> RecordBatch::parts() const
{
    std::vector<iovec> vectors;
    vectors.reserve(m_parts.size());
    for (const Part &part : m_parts)
        vectors.push_back(vectorOf(part.bytes.isNull() ? QByteArrayView(part.owner) : part.bytes));
    return vectors;
}

} // namespace regatta::spool
