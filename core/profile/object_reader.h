#pragma once

#include "core/profile/problem.h"
#include "core/profile/profile_format.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <span>

namespace regatta::profile {

using KeyList = std::span<const QLatin1StringView>;

/// `"a" | "b" | "c"`: what a message says may stand there.
QString alternatives(KeyList words);

/// A value as it may stand in a message: short, in JSON's notation.
QString shown(const QJsonValue &value);

/// Takes one JSON object apart. Each read...() leaves its target as it is if the key is missing or holds
/// something else, which is noted as a problem. Positions come later: problems carry the key's path only.
class ObjectReader
{
public:
    /// Notes every key that isn't among the known ones.
    ObjectReader(const QJsonObject &object, const QString &path, KeyList knownKeys, ProblemList &problems);

    /// The keys that aren't known, with their values.
    const QJsonObject &unknown() const { return m_unknown; }

    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }
    QString path(QLatin1StringView key) const;
    bool require(QLatin1StringView key);

    void readText(QLatin1StringView key, QString &text);
    void readFlag(QLatin1StringView key, bool &flag);
    void readNumber(QLatin1StringView key, double &number);
    void readSeconds(QLatin1StringView key, std::chrono::milliseconds &duration);
    void readPort(QLatin1StringView key, quint16 &port);
    void readInteger(QLatin1StringView key, int most, int &number);
    void readTexts(QLatin1StringView key, QStringList &texts);
    void readTextMap(QLatin1StringView key, QMap<QString, QString> &texts);
    void readIntegerMap(QLatin1StringView key, int most, QMap<QString, int> &numbers);

    /// A text, or a whole number that is written as one: 5 is "5".
    void readAmount(QLatin1StringView key, QString &amount);
    void readAmounts(QLatin1StringView key, QStringList &amounts);

    /// Both note a problem and give nothing if the key holds something else.
    QJsonObject object(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key, const QString &expected);

    /// One of a list of words.
    template <typename Enum, typename FromName>
    void readWord(QLatin1StringView key, KeyList words, FromName fromName, Enum &word)
    {
        if (!has(key))
            return;
        const auto found = fromName(value(key).toString());
        if (value(key).isString() && !value(key).toString().isEmpty() && found)
            word = *found;
        else
            refuse(path(key), value(key),
                   value(key).isString() ? base::ErrorCode::InvalidValue : base::ErrorCode::WrongType,
                   alternatives(words));
    }

    void refuse(const QString &path, const QJsonValue &found, base::ErrorCode code, const QString &expected);

private:
    QString textOf(const QJsonValue &value, const QString &path);
    std::optional<int> integerOf(const QJsonValue &value, const QString &path, int most);
    QString amountOf(const QJsonValue &value, const QString &path);

    const QJsonObject m_object;
    const QString m_path;
    ProblemList &m_problems;
    QJsonObject m_unknown;
};

} // namespace regatta::profile
