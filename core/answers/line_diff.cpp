#include "core/answers/line_diff.h"

#include <QHash>

#include <algorithm>
#include <span>

namespace regatta::answers {

namespace {

using Lines = std::span<const int>; // equal lines have equal numbers
using Kind = DiffLine::Kind;

std::vector<int> numbered(const std::vector<QByteArray> &lines, QHash<QByteArray, int> &numbers)
{
    std::vector<int> all;
    all.reserve(lines.size());
    for (const QByteArray &line : lines) {
        const auto found = numbers.constFind(line);
        all.push_back(found != numbers.constEnd() ? *found : *numbers.insert(line, int(numbers.size())));
    }
    return all;
}

/// For each number of differences, how far along the left text each diagonal came.
class Search
{
public:
    Search(Lines left, Lines right, int most)
        : m_left(left)
        , m_right(right)
        , m_most(std::min<qsizetype>(most, qsizetype(left.size() + right.size())))
        , m_reach(size_t(2 * m_most + 3), 0)
    {}

    /// False: there are more differences than that.
    bool run()
    {
        for (m_count = 0; m_count <= m_most; ++m_count) {
            m_trace.push_back(m_reach);
            for (qsizetype k = -m_count; k <= m_count; k += 2) {
                if (isEnd(k, advance(k)))
                    return true;
            }
        }
        return false;
    }

    /// The kinds of all lines, from the first to the last.
    std::vector<Kind> path() const
    {
        std::vector<Kind> kinds;
        auto x = qsizetype(m_left.size());
        auto y = qsizetype(m_right.size());
        for (qsizetype count = m_count; count >= 0; --count) {
            const std::vector<qsizetype> &reach = m_trace[size_t(count)];
            const qsizetype k = x - y;
            const bool isDown = goesDown(reach, k, count);
            const qsizetype before = isDown ? k + 1 : k - 1;
            const qsizetype fromX = count == 0 ? 0 : reach[at(before)];
            const qsizetype fromY = count == 0 ? 0 : fromX - before;
            for (; x > fromX && y > fromY; --x, --y)
                kinds.push_back(Kind::Same);
            if (count > 0)
                kinds.push_back(isDown ? Kind::Added : Kind::Removed);
            x = fromX;
            y = fromY;
        }
        std::reverse(kinds.begin(), kinds.end());
        return kinds;
    }

private:
    size_t at(qsizetype k) const { return size_t(k + m_most + 1); }

    bool goesDown(const std::vector<qsizetype> &reach, qsizetype k, qsizetype count) const
    {
        return k == -count || (k != count && reach[at(k - 1)] < reach[at(k + 1)]);
    }

    qsizetype advance(qsizetype k)
    {
        qsizetype x = goesDown(m_reach, k, m_count) ? m_reach[at(k + 1)] : m_reach[at(k - 1)] + 1;
        if (m_count == 0)
            x = 0;
        qsizetype y = x - k;
        while (x < qsizetype(m_left.size()) && y < qsizetype(m_right.size()) &&
               m_left[size_t(x)] == m_right[size_t(y)]) {
            ++x;
            ++y;
        }
        m_reach[at(k)] = x;
        return x;
    }

    bool isEnd(qsizetype k, qsizetype x) const
    {
        return x >= qsizetype(m_left.size()) && x - k >= qsizetype(m_right.size());
    }

    const Lines m_left;
    const Lines m_right;
    const qsizetype m_most;
    qsizetype m_count = 0;
    std::vector<qsizetype> m_reach;
    std::vector<std::vector<qsizetype>> m_trace;
};

std::vector<Kind> kindsOf(Lines left, Lines right, int most)
{
    Search search(left, right, most);
    if (search.run())
        return search.path();
    std::vector<Kind> kinds(left.size(), Kind::Removed);
    kinds.insert(kinds.end(), right.size(), Kind::Added);
    return kinds;
}

/// Within a block of changes, what was removed comes first.
void sortBlocks(std::vector<Kind> &kinds)
{
    for (auto block = kinds.begin(); block != kinds.end();) {
        const auto end = std::find(block, kinds.end(), Kind::Same);
        std::sort(block, end);
        block = end == kinds.end() ? end : std::next(end);
    }
}

} // namespace

std::vector<DiffLine> diffLines(const std::vector<QByteArray> &leftLines,
                                const std::vector<QByteArray> &rightLines, int mostDifferences)
{
    QHash<QByteArray, int> numbers;
    const std::vector<int> left = numbered(leftLines, numbers);
    const std::vector<int> right = numbered(rightLines, numbers);
    const auto [leftEnd, rightEnd] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    const auto prefix = size_t(leftEnd - left.begin());
    const auto suffixEnd = std::mismatch(left.rbegin(), std::make_reverse_iterator(leftEnd), right.rbegin(),
                                         std::make_reverse_iterator(rightEnd));
    const auto suffix = size_t(suffixEnd.first - left.rbegin());

    std::vector<Kind> kinds(prefix, Kind::Same);
    std::vector<Kind> middle =
        kindsOf(Lines(left).subspan(prefix, left.size() - prefix - suffix),
                Lines(right).subspan(prefix, right.size() - prefix - suffix), mostDifferences);
    sortBlocks(middle);
    kinds.insert(kinds.end(), middle.begin(), middle.end());
    kinds.insert(kinds.end(), suffix, Kind::Same);

    std::vector<DiffLine> lines;
    lines.reserve(kinds.size());
    size_t x = 0;
    size_t y = 0;
    for (const Kind kind : kinds) {
        lines.push_back({kind, x, y});
        x += kind == Kind::Added ? 0 : 1;
        y += kind == Kind::Removed ? 0 : 1;
    }
    return lines;
}

} // namespace regatta::answers
