#include "core/engine/output_tail.h"

namespace regatta::engine {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\0';
}

bool endsLine(char c)
{
    // A carriage return too: what a progress bar wrote last is its last line.
    return c == '\n' || c == '\r';
}

} // namespace

void OutputTail::append(QByteArrayView bytes)
{
    if (bytes.size() >= limit) {
        m_bytes = bytes.last(limit).toByteArray();
        return;
    }
    m_bytes += bytes;
    if (m_bytes.size() > limit)
        m_bytes.remove(0, m_bytes.size() - limit);
}

QByteArray OutputTail::lastLine() const
{
    auto end = m_bytes.end();
    while (end != m_bytes.begin() && (endsLine(end[-1]) || isBlank(end[-1])))
        --end;
    auto begin = end;
    while (begin != m_bytes.begin() && !endsLine(begin[-1]))
        --begin;
    return QByteArray(begin, end - begin);
}

} // namespace regatta::engine
