#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <limits>

namespace regatta::text {

namespace {

using namespace std::chrono_literals;

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, u'0');
}

} // namespace

QString minutes(base::Duration duration)
{
    const qint64 seconds = std::max<qint64>(0, std::chrono::floor<std::chrono::seconds>(duration).count());
    const QString end = QStringLiteral(":") + twoDigits(seconds % 60);
    if (seconds < 3600)
        return QString::number(seconds / 60) + end;
    return QString::number(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + end;
}

QString duration(base::Duration duration)
{
    if (duration >= 1min)
        return minutes(duration);
    // Cut off, not rounded: 59.999 s must not read 60.00 s.
    const qint64 hundredths = std::max<qint64>(0, duration / 10ms);
    return QCoreApplication::translate("regatta::text", "%1 s")
        .arg(QLocale().toString(double(hundredths) / 100, 'f', 2));
}

QString bytes(qint64 count)
{
    static constexpr std::array units = {"%1 B", "%1 kB", "%1 MB", "%1 GB", "%1 TB"};
    if (count <= 0)
        return QStringLiteral("0");
    double value = double(count);
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit > 0 && value < 9.95 ? 1 : 0;
    return QCoreApplication::translate("regatta::text", units[unit])
        .arg(QLocale().toString(value, 'f', decimals));
}

QString count(qint64 count)
{
    return QLocale().toString(count);
}

int plural(qint64 count)
{
    return int(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace regatta::text
