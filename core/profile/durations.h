#pragma once

#include "core/model/profile.h"

#include <QLocale>
#include <QString>

#include <chrono>
#include <optional>

namespace regatta::profile {

/// What people write for a time: "30", "30s", "2.5", "5 min", "1h 30m", "250ms". A number alone is seconds,
/// with the decimals of `locale` or with a point. Unset: it means none of these.
std::optional<std::chrono::milliseconds> durationFrom(const QString &text, const QLocale &locale);

/// In seconds, as durationFrom() reads it.
QString durationText(std::chrono::milliseconds time, const QLocale &locale);

/// A step's time-out as a person typed it. What means nothing is kept as it is, for check() to complain
/// about: beside the keys of foreign writers, since no time can hold it.
void setTimeout(model::Step &step, const QString &text, const QLocale &locale);
QString timeoutText(const model::Step &step, const QLocale &locale);

/// What was typed and means nothing; empty if there is nothing of that kind.
QString unclearTimeout(const model::Step &step);

/// How a time may be written, as problems say what is possible.
QString possibleDurations();

} // namespace regatta::profile
