#include "core/spool/line_map.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace regatta::spool {

void LineMap::add(quint64 offset, quint32 lines)
{
    if (m_records % m_stride == 0) {
        if (m_marks.size() >= m_mostMarks)
            thinOut();
        if (m_records % m_stride == 0)
            m_marks.push_back({offset, m_lines});
    }
    ++m_records;
    m_lines += lines;
}

void LineMap::thinOut()
{
    size_t kept = 0;
    for (size_t i = 0; i < m_marks.size(); i += 2)
        m_marks[kept++] = m_marks[i];
    m_marks.resize(kept);
    m_stride *= 2;
}

LineMap::Mark LineMap::markBefore(qint64 line) const
{
    Q_ASSERT(line >= 0 && line < m_lines);
    const auto after =
        std::upper_bound(m_marks.begin(), m_marks.end(), line,
                         [](qint64 wanted, const Mark &mark) { return wanted < mark.firstLine; });
    return *std::prev(after);
}

LineMap LineMap::restored(std::vector<Mark> marks, quint64 stride, quint64 records, qint64 lines)
{
    LineMap map;
    map.m_marks = std::move(marks);
    map.m_stride = stride;
    map.m_records = records;
    map.m_lines = lines;
    return map;
}

} // namespace regatta::spool
