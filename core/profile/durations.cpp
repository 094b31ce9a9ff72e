#include "core/profile/durations.h"

#include "core/profile/profile_format.h"

#include <QRegularExpression>

namespace regatta::profile {

using namespace Qt::StringLiterals;

namespace {

/// A number that is far more than any limit, and far less than what milliseconds can count.
constexpr double mostDurationSeconds = 1e12;

const QString timeoutKey = u"timeout"_s;

std::optional<double> secondsOfUnit(const QString &unit)
{
    struct Unit
    {
        double seconds;
        QStringList names;
    };
    static const Unit units[] = {
        {0.001, {u"ms"_s}},
        {1, {QString(), u"s"_s, u"sec"_s, u"secs"_s, u"second"_s, u"seconds"_s}},
        {60, {u"m"_s, u"min"_s, u"mins"_s, u"minute"_s, u"minutes"_s}},
        {3600, {u"h"_s, u"hr"_s, u"hrs"_s, u"hour"_s, u"hours"_s}},
        {86400, {u"d"_s, u"day"_s, u"days"_s}},
    };
    for (const Unit &known : units) {
        if (known.names.contains(unit, Qt::CaseInsensitive))
            return known.seconds;
    }
    return std::nullopt;
}

std::optional<double> numberFrom(const QString &digits, QLocale locale)
{
    // Thousands and exponents would make two numbers of one text.
    locale.setNumberOptions(QLocale::RejectGroupSeparator);
    bool isNumber = false;
    double number = locale.toDouble(digits, &isNumber);
    if (!isNumber)
        number = digits.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<std::chrono::milliseconds> durationFrom(const QString &text, const QLocale &locale)
{
    static const QRegularExpression part(u"\\G\\s*([\\p{Nd}.,٫]+)\\s*(\\p{L}*)\\s*"_s);
    double seconds = 0;
    qsizetype read = 0;
    for (const QRegularExpressionMatch &match : part.globalMatch(text)) {
        const auto number = numberFrom(match.captured(1), locale);
        const auto unit = secondsOfUnit(match.captured(2));
        const bool isOneOfSeveral = read > 0 || match.capturedEnd() < text.size();
        if (!number || !unit || (isOneOfSeveral && match.captured(2).isEmpty())) // "1 30" may be anything
            return std::nullopt;
        seconds += *number * *unit;
        read = match.capturedEnd();
    }
    if (read == 0 || read < text.size() || seconds > mostDurationSeconds)
        return std::nullopt;
    return format::millisecondsOf(seconds);
}

QString durationText(std::chrono::milliseconds time, const QLocale &locale)
{
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(std::chrono::duration<double>(time).count(), 'f', QLocale::FloatingPointShortest);
}

void setTimeout(model::Step &step, const QString &text, const QLocale &locale)
{
    step.timeout = durationFrom(text, locale);
    step.unknown.remove(timeoutKey);
    if (!step.timeout && !text.trimmed().isEmpty())
        step.unknown.insert(timeoutKey, text);
}

QString timeoutText(const model::Step &step, const QLocale &locale)
{
    return step.timeout ? durationText(*step.timeout, locale) : unclearTimeout(step);
}

QString unclearTimeout(const model::Step &step)
{
    return step.unknown.value(timeoutKey).toString();
}

QString possibleDurations()
{
    return u"30 | 30s | 5m | 1h"_s;
}

} // namespace regatta::profile
