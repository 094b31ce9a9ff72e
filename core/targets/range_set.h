#pragma once

#include "core/targets/node_set_error.h"

#include <vector>

namespace regatta::targets {

/// Indexes have at most this many digits (without padding), so that they fit 64 bits.
constexpr qsizetype mostIndexDigits = 18;

/// first, first + step, ... up to last, each written with at least `width` digits.
struct IndexRange
{
    quint64 first = 0;
    quint64 last = 0;
    quint64 step = 1;
    qsizetype width = 0;

    bool operator==(const IndexRange &) const = default;
};

/// What stands between the brackets of "web[01-10,15]", in the order written. May name an index twice.
struct RangeSet
{
    std::vector<IndexRange> ranges;

    /// How many indexes it names; the largest quint64 if there are more.
    quint64 count() const;
    /// Characters of its longest index.
    qsizetype longest() const;

    bool operator==(const RangeSet &) const = default;
};

/// a + b and a * b; the largest quint64 where the result doesn't fit.
quint64 saturatingSum(quint64 a, quint64 b);
quint64 saturatingProduct(quint64 a, quint64 b);

/// Appends the decimal digits of `index`, with leading zeros up to `width`.
void appendIndex(QString &text, quint64 index, qsizetype width);

/// Reads "1-3,07,10-20/5". A padded first index pads the whole range; both ends must then have the same
/// length. `position` is where `text` stands in its expression. Fails with SyntaxError (not numbers) or
/// InvalidRange (from high to low, mixed padding, a step of 0 or without a range, an index of more than
/// mostIndexDigits).
Parsed<RangeSet> parseRangeSet(QStringView text, qsizetype position);

} // namespace regatta::targets
