#include "ui/settings/settings.h"

#include <QSettings>
#include <QStringList>
#include <QVariant>

#include <algorithm>
#include <array>

namespace regatta::ui {

namespace {

constexpr qint64 gigabyte = 1'000'000'000;

/// One line for each setting. Choices are kept by their names, everything else as a number.
struct Line
{
    Setting setting;
    const char *key;
    int usual;
    int least;
    int most;
    const char *names = nullptr; ///< of a choice, from its first value on, with spaces in between
};

constexpr std::array table = {
    Line{Setting::Appearance, "window/appearance", 0, 0, 2, "desktop light dark"},
    Line{Setting::WhenClosed, "window/whenClosed", 0, 0, 2, "ask keep-running stop-all"},
    Line{Setting::SilentAfter, "run/silentAfterSeconds", 30, 0, 86'400},
    Line{Setting::SlowFactor, "run/slowFactor", 3, 0, 100},
    Line{Setting::SessionSeconds, "run/sessionSeconds", 60, 1, 86'400},
    Line{Setting::SessionsKept, "run/sessionsKept", 16'384, 0, 65'536},
    Line{Setting::ProductionSessions, "run/keepsProductionSessions", 1, 0, 1, "false true"},
    Line{Setting::NumberFrom, "run/typeNumberFrom", 101, 2, 1'000'000},
    Line{Setting::LimitsHistory, "history/limitIsOn", 0, 0, 1, "false true"},
    Line{Setting::HistoryGigabytes, "history/limitGigabytes", 10, 1, 100'000},
};
static_assert(table.size() == settingCount);

const Line &lineOf(Setting setting)
{
    const Line &line = table[size_t(setting)];
    Q_ASSERT(line.setting == setting);
    return line;
}

QString keyOf(const Line &line)
{
    return QString::fromLatin1(line.key);
}

QStringList namesOf(const Line &line)
{
    return line.names ? QString::fromLatin1(line.names).split(u' ') : QStringList();
}

} // namespace

Settings::Settings(QObject *parent)
    : QObject(parent)
{}

int Settings::value(Setting setting) const
{
    const Line &line = lineOf(setting);
    const QVariant kept = QSettings().value(keyOf(line));
    if (line.names) {
        const auto choice = int(namesOf(line).indexOf(kept.toString()));
        return choice >= 0 ? choice : line.usual;
    }
    bool isNumber = false;
    const int number = kept.toInt(&isNumber);
    return isNumber ? std::clamp(number, line.least, line.most) : line.usual;
}

transport::IdleLimits Settings::idleLimits() const
{
    return {std::chrono::seconds(value(Setting::SessionSeconds)), value(Setting::SessionsKept)};
}

qint64 Settings::historyLimit() const
{
    return value(Setting::LimitsHistory) != 0 ? value(Setting::HistoryGigabytes) * gigabyte : 0;
}

void Settings::set(Setting setting, int value)
{
    const Line &line = lineOf(setting);
    const int fitting = std::clamp(value, line.least, line.most);
    if (fitting == this->value(setting))
        return;
    QSettings().setValue(keyOf(line), line.names ? QVariant(namesOf(line)[fitting]) : QVariant(fitting));
    Q_EMIT changed(setting);
}

void Settings::restoreDefaults()
{
    for (const Line &line : table)
        set(line.setting, line.usual);
}

int Settings::usual(Setting setting)
{
    return lineOf(setting).usual;
}

int Settings::least(Setting setting)
{
    return lineOf(setting).least;
}

int Settings::most(Setting setting)
{
    return lineOf(setting).most;
}

} // namespace regatta::ui
