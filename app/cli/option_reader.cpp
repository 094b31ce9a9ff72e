#include "app/cli/option_reader.h"

#include "core/engine/amounts.h"
#include "core/profile/profile_format.h"

#include <QCommandLineParser>

namespace regatta::cli {

bool OptionReader::isSet(const QString &name) const
{
    return m_parser.isSet(name);
}

QString OptionReader::text(const QString &name)
{
    const QString value = m_parser.value(name);
    // A variable of a script that is not set must not give it all of a profile's hosts, or its command.
    if (value.isEmpty() && isSet(name))
        complain(Text::tr("--%1 must not be empty.").arg(name));
    return value;
}

QStringList OptionReader::texts(const QString &name) const
{
    return m_parser.values(name);
}

std::optional<int> OptionReader::number(const QString &name, int least, int most)
{
    if (!isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const int value = text(name).toInt(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    complain(Text::tr("--%1 takes a number from %2 to %3, not \"%4\".")
                 .arg(name)
                 .arg(least)
                 .arg(most)
                 .arg(text(name)));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> OptionReader::seconds(const QString &name)
{
    if (!isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const double value = text(name).toDouble(&isNumber);
    if (isNumber && value >= 0 && value <= profile::format::mostSeconds)
        return profile::format::millisecondsOf(value);
    complain(Text::tr("--%1 takes a number of seconds, not \"%2\".").arg(name, text(name)));
    return std::nullopt;
}

QStringList OptionReader::amounts(const QString &name)
{
    const QStringList words = text(name).split(u',', Qt::SkipEmptyParts);
    if (isSet(name) && words.isEmpty())
        complainAboutAmount(name, text(name));
    for (const QString &word : words) {
        if (!engine::amount(word, 1))
            complainAboutAmount(name, word);
    }
    return words;
}

QString OptionReader::amount(const QString &name)
{
    const QStringList words = amounts(name);
    if (words.size() > 1)
        complainAboutAmount(name, text(name));
    return words.value(0);
}

QMap<QString, QString> OptionReader::assignments(const QString &name)
{
    QMap<QString, QString> assigned;
    for (const QString &assignment : texts(name)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals > 0)
            assigned[assignment.left(equals)] = assignment.mid(equals + 1);
        else
            complain(Text::tr("--%1 takes NAME=VALUE, not \"%2\".").arg(name, assignment));
    }
    return assigned;
}

QMap<QString, int> OptionReader::caps(const QString &name)
{
    QMap<QString, int> numbers;
    const QMap<QString, QString> assigned = assignments(name);
    for (auto cap = assigned.begin(); cap != assigned.end(); ++cap) {
        bool isNumber = false;
        numbers[cap.key()] = cap.value().toInt(&isNumber);
        if (!isNumber || numbers[cap.key()] < 1)
            complain(Text::tr("--%1 takes NAME=N with N from 1, not \"%2\".")
                         .arg(name, cap.key() + u'=' + cap.value()));
    }
    return numbers;
}

void OptionReader::complain(const QString &sentence)
{
    if (m_complaint.isEmpty())
        m_complaint = sentence;
}

void OptionReader::complainAboutAmount(const QString &name, const QString &found)
{
    complain(Text::tr("--%1 takes numbers and percentages such as 5 or 10%, not \"%2\".").arg(name, found));
}

} // namespace regatta::cli
