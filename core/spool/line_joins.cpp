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
    const quint64 stream = streamOf(head);
    const auto open = m_open.find(stream);
    const bool isJoined = open != m_open.end() && open->attempt == head.attempt && open->step == head.step &&
                          open->records < mostRecordsOfALine && open->bytes <= longestShownLine &&
                          m_joins.size() < mostJoins;
    if (isJoined) {
        m_joinFrom.insert(open->offset, m_joins.size());
        m_joins.push_back({open->offset, offset});
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
    const auto join =
        std::lower_bound(m_joins.begin(), m_joins.end(), offset,
                         [](const Join &candidate, quint64 wanted) { return candidate.to < wanted; });
    return join != m_joins.end() && join->to == offset;
}

std::optional<quint64> LineJoins::nextOf(quint64 offset) const
{
    const auto place = m_joinFrom.constFind(offset);
    return place == m_joinFrom.constEnd() ? std::nullopt : std::optional(m_joins[*place].to);
}

LineJoins LineJoins::restored(const std::vector<Join> &joins)
{
    LineJoins made;
    made.m_joins = joins;
    for (size_t place = 0; place < joins.size(); ++place)
        made.m_joinFrom.insert(joins[place].from, place);
    return made;
}

} // namespace regatta::spool
