#include "core/engine/output_tail.h"

#include "core/base/utf8.h"

#include <algorithm>

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

/// Stands for what is missing in front of a line.
constexpr QByteArrayView ellipsis = "\xe2\x80\xa6";

/// The end of a line whose front has been forgotten, without the rest of a character that was cut.
QByteArray withoutFront(QByteArrayView line)
{
    qsizetype from = std::min(ellipsis.size(), line.size()); // it takes no more room than the line did
    for (int rest = 1; rest < base::longestUtf8 && from < line.size() && base::isUtf8Continuation(line[from]);
         ++rest)
        ++from;
    return ellipsis.toByteArray() + line.sliced(from).toByteArray();
}

} // namespace

void OutputTail::append(QByteArrayView bytes)
{
    const qsizetype excess = m_bytes.size() + bytes.size() - limit;
    if (excess <= 0) {
        m_bytes += bytes;
        return;
    }
    const char lastForgotten =
        excess <= m_bytes.size() ? m_bytes[excess - 1] : bytes[excess - m_bytes.size() - 1];
    m_isCut = !endsLine(lastForgotten);
    if (bytes.size() >= limit) {
        m_bytes = bytes.last(limit).toByteArray();
        return;
    }
    m_bytes += bytes;
    m_bytes.remove(0, excess);
}

QByteArray OutputTail::lastLine() const
{
    auto end = m_bytes.end();
    while (end != m_bytes.begin() && (endsLine(end[-1]) || isBlank(end[-1])))
        --end;
    auto begin = end;
    while (begin != m_bytes.begin() && !endsLine(begin[-1]))
        --begin;
    const QByteArrayView line(begin, end - begin);
    return m_isCut && begin == m_bytes.begin() && !line.isEmpty() ? withoutFront(line) : line.toByteArray();
}

} // namespace regatta::engine
