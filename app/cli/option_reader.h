#pragma once

#include "app/cli/text.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>

class QCommandLineParser;

namespace regatta::cli {

/// Reads options one after the other and keeps the first complaint. What was not given is unset or empty;
/// once there is a complaint the values are good for nothing.
class OptionReader
{
public:
    /// The parser outlives it, and has parsed.
    explicit OptionReader(const QCommandLineParser &parser)
        : m_parser(parser)
    {}

    bool isSet(const QString &name) const;
    QString text(const QString &name);
    QStringList texts(const QString &name) const; ///< of one that may be given several times; unchecked
    std::optional<int> number(const QString &name, int least, int most);
    std::optional<std::chrono::milliseconds> seconds(const QString &name);
    /// "1,10%": counts and shares.
    QStringList amounts(const QString &name);
    /// One of them.
    QString amount(const QString &name);
    /// NAME=VALUE, given several times.
    QMap<QString, QString> assignments(const QString &name);
    /// NAME=N, given several times.
    QMap<QString, int> caps(const QString &name);

    /// One of a few words.
    template <typename Value>
    std::optional<Value> choice(const QString &name, const QList<std::pair<QString, Value>> &choices)
    {
        if (!isSet(name))
            return std::nullopt;
        QStringList words;
        for (const auto &[word, value] : choices) {
            if (word == text(name))
                return value;
            words << word;
        }
        complain(Text::tr("--%1 takes one of %2, not \"%3\".")
                     .arg(name, words.join(QStringLiteral(", ")), text(name)));
        return std::nullopt;
    }

    void complain(const QString &sentence);
    const QString &complaint() const { return m_complaint; } ///< empty: there was none

private:
    void complainAboutAmount(const QString &name, const QString &found);

    const QCommandLineParser &m_parser;
    QString m_complaint;
};

} // namespace regatta::cli
