#include "core/spool/line_joins.h"

#include "core/spool/line_pieces.h"

#include <algorithm>

namespace regatta::spool {

namespace {

/// More streams than a run has; a spoilt file may claim to have them.
constexpr qsizetype mostOpenLines = 1024 * 1024;

} // namespace

bool LineJoins::add(quint64 offset, const RecordHead &head)
{
    const quint64 stream =
        quint64(head.task.value) * 2 + (head.stream == model::OutputStream::Stderr ? 1 : 0);
    const auto open = m_open.find(stream);
    const bool isJoined = open != m_open.end() && open->attempt == head.attempt && open->step == head.step &&
                          open->records < mostRecordsOfALine && open->bytes <= longestShownLine &&
                          m_joined.size() < mostJoins;
    if (isJoined) {
        m_next.insert(open->offset, offset);
        m_joined.push_back(offset);
    }
    if (!head.isOpen) {
        if (open != m_open.end())
            m_open.erase(open);
        return isJoined;
    }
    OpenLine line{head.attempt, head.step, offset};
    if (isJoined && head.lines == 1) {
        line.records = open->records + 1;
        line.bytes = open->bytes + head.length;
    }
    leaveOpen(stream, line);
    return isJoined;
}

void LineJoins::leaveOpen(quint64 stream, const OpenLine &line)
{
    if (m_open.size() < mostOpenLines || m_open.contains(stream))
        m_open.insert(stream, line);
}

bool LineJoins::isJoined(quint64 offset) const
{
    return std::binary_search(m_joined.begin(), m_joined.end(), offset);
}

std::optional<quint64> LineJoins::nextOf(quint64 offset) const
{
    const auto next = m_next.constFind(offset);
    return next == m_next.constEnd() ? std::nullopt : std::optional(*next);
}

} // namespace regatta::spool
