#include "core/targets/range_set.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace regatta::targets {

using base::ErrorCode;

namespace {

constexpr quint64 indexLimit = 1'000'000'000'000'000'000; // 10 ^ mostIndexDigits

struct Number
{
    quint64 value = 0; ///< indexLimit: that much, or more
    qsizetype length = 0;
    bool isPadded = false;
};

std::optional<Number> parseNumber(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    Number number{0, text.size(), text.size() > 1 && text.front() == u'0'};
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        number.value = std::min(indexLimit, number.value * 10 + (c.unicode() - u'0'));
    }
    return number;
}

/// One part between commas: "5", "1-3" or "0-10/2".
Parsed<IndexRange> parseRange(QStringView text, qsizetype position)
{
    const auto syntaxError = [&] { return nodeSetFailure(ErrorCode::SyntaxError, text, position); };
    const auto invalidRange = [&] { return nodeSetFailure(ErrorCode::InvalidRange, text, position); };

    const qsizetype slash = text.indexOf(u'/');
    const QStringView base = slash < 0 ? text : text.left(slash);
    const qsizetype dash = base.indexOf(u'-');
    const auto first = parseNumber(dash < 0 ? base : base.left(dash));
    const auto last = dash < 0 ? first : parseNumber(base.sliced(dash + 1));
    const auto step = slash < 0 ? Number{1, 1, false} : parseNumber(text.sliced(slash + 1));
    if (!first || !last || !step)
        return syntaxError();

    const bool hasUselessStep = dash < 0 && step->value != 1;
    const bool hasMixedPadding = (first->isPadded || last->isPadded) && first->length != last->length;
    if (step->value == 0 || hasUselessStep || hasMixedPadding || first->value >= indexLimit ||
        first->value > last->value)
        return invalidRange();
    // A last index beyond the limit is left to whoever counts: it names too many nodes, which says more.
    return IndexRange{first->value, last->value, step->value, first->isPadded ? first->length : 0};
}

qsizetype digitsOf(quint64 index)
{
    qsizetype digits = 1;
    while (index >= 10) {
        index /= 10;
        ++digits;
    }
    return digits;
}

} // namespace

quint64 RangeSet::count() const
{
    quint64 sum = 0;
    for (const IndexRange &range : ranges)
        sum = saturatingSum(sum, (range.last - range.first) / range.step + 1);
    return sum;
}

qsizetype RangeSet::longest() const
{
    qsizetype length = 0;
    for (const IndexRange &range : ranges)
        length = std::max({length, range.width, digitsOf(range.last)});
    return length;
}

quint64 saturatingSum(quint64 a, quint64 b)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return a > most - b ? most : a + b;
}

quint64 saturatingProduct(quint64 a, quint64 b)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return b != 0 && a > most / b ? most : a * b;
}

void appendIndex(QString &text, quint64 index, qsizetype width)
{
    std::array<QChar, 20> digits; // of the largest quint64
    auto begin = digits.end();
    do {
        *--begin = QChar(ushort(u'0' + index % 10));
        index /= 10;
    } while (index != 0);
    for (qsizetype length = digits.end() - begin; length < width; ++length)
        text += u'0';
    text.append(begin, digits.end() - begin);
}

Parsed<RangeSet> parseRangeSet(QStringView text, qsizetype position)
{
    RangeSet set;
    qsizetype start = 0;
    while (start <= text.size()) {
        qsizetype end = text.indexOf(u',', start);
        if (end < 0)
            end = text.size();
        auto range = parseRange(text.sliced(start, end - start), position + start);
        if (!range)
            return tl::unexpected(range.error());
        set.ranges.push_back(*range);
        start = end + 1;
    }
    return set;
}

} // namespace regatta::targets
