#pragma once

#include "core/base/clock.h"

#include <QString>

namespace regatta::text {

/// Between two changes of a number: as fast as a person reads it.
constexpr std::chrono::milliseconds readingPace{250};

/// For a table that ticks: "0.04 s", "3.42 s", "59.90 s"; from a minute on "1:05", from an hour on "2:03:04".
QString duration(base::Duration duration);

/// For an estimate: "0:39", "2:03:04".
QString minutes(base::Duration duration);

/// Decimal prefixes and at most three digits: "0", "212 B", "1.5 kB", "34 MB".
QString bytes(qint64 count);

/// With the language's separators between the thousands.
QString count(qint64 count);

/// For the number of tr(), which chooses between one and many.
int plural(qint64 count);

} // namespace regatta::text
