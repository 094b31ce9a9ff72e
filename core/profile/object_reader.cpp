#include "core/profile/object_reader.h"

#include "core/profile/json_scanner.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace regatta::profile {

using base::ErrorCode;

namespace {

constexpr qsizetype longestShown = 60;

bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
}

} // namespace

QString alternatives(KeyList words)
{
    QStringList quoted;
    for (const QLatin1StringView word : words)
        quoted << u'"' + word + u'"';
    return quoted.join(QStringLiteral(" | "));
}

QString shown(const QJsonValue &value)
{
    if (value.isObject())
        return QStringLiteral("object");
    if (value.isArray())
        return QStringLiteral("array");
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    const QString text = QString::fromUtf8(json).mid(1).chopped(1);
    return text.size() <= longestShown ? text : text.left(longestShown) + u'…';
}

ObjectReader::ObjectReader(const QJsonObject &object, const QString &path, KeyList knownKeys,
                           ProblemList &problems)
    : m_object(object)
    , m_path(path)
    , m_problems(problems)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (std::find(knownKeys.begin(), knownKeys.end(), member.key()) != knownKeys.end())
            continue;
        m_unknown.insert(member.key(), member.value());
        m_problems.add({.code = ErrorCode::UnknownKey,
                        .key = keyPath(path, member.key()),
                        .found = shown(QJsonValue(member.key())),
                        .expected = alternatives(knownKeys),
                        .isWarning = true});
    }
}

QString ObjectReader::path(QLatin1StringView key) const
{
    return keyPath(m_path, key);
}

bool ObjectReader::require(QLatin1StringView key)
{
    if (!has(key))
        m_problems.add({.code = ErrorCode::MissingKey, .key = path(key), .expected = u'"' + key + u'"'});
    return has(key);
}

void ObjectReader::readText(QLatin1StringView key, QString &text)
{
    if (has(key))
        text = textOf(value(key), path(key));
}

void ObjectReader::readFlag(QLatin1StringView key, bool &flag)
{
    if (!has(key))
        return;
    if (value(key).isBool())
        flag = value(key).toBool();
    else
        refuse(path(key), value(key), ErrorCode::WrongType, QStringLiteral("true | false"));
}

void ObjectReader::readNumber(QLatin1StringView key, double &number)
{
    if (!has(key))
        return;
    if (value(key).isDouble())
        number = value(key).toDouble();
    else
        refuse(path(key), value(key), ErrorCode::WrongType, QStringLiteral("number"));
}

void ObjectReader::readSeconds(QLatin1StringView key, std::chrono::milliseconds &duration)
{
    if (!has(key))
        return;
    const QJsonValue found = value(key);
    const QString expected = QStringLiteral("number 0..%1 (seconds)").arg(format::mostSeconds);
    if (!found.isDouble())
        return refuse(path(key), found, ErrorCode::WrongType, expected);
    const double seconds = found.toDouble();
    if (seconds < 0 || seconds > format::mostSeconds)
        return refuse(path(key), found, ErrorCode::OutOfRange, expected);
    duration = format::millisecondsOf(seconds);
}

void ObjectReader::readIntegerMap(QLatin1StringView key, int most, QMap<QString, int> &numbers)
{
    if (!has(key))
        return;
    const QJsonObject map = object(key);
    for (auto member = map.begin(); member != map.end(); ++member) {
        if (const auto number = integerOf(member.value(), keyPath(path(key), member.key()), most))
            numbers.insert(member.key(), *number);
    }
}

void ObjectReader::readPort(QLatin1StringView key, quint16 &port)
{
    int number = port;
    readInteger(key, 65535, number);
    port = static_cast<quint16>(number);
}

void ObjectReader::readInteger(QLatin1StringView key, int most, int &number)
{
    if (has(key))
        number = integerOf(value(key), path(key), most).value_or(number);
}

std::optional<int> ObjectReader::integerOf(const QJsonValue &found, const QString &path, int most)
{
    const QString expected = QStringLiteral("integer 0..%1").arg(most);
    if (isWhole(found) && found.toDouble() >= 0 && found.toDouble() <= most)
        return found.toInt();
    refuse(path, found, isWhole(found) ? ErrorCode::OutOfRange : ErrorCode::WrongType, expected);
    return std::nullopt;
}

void ObjectReader::readTexts(QLatin1StringView key, QStringList &texts)
{
    if (!has(key))
        return;
    texts.clear();
    for (const QJsonValue &item : array(key, QStringLiteral("array of strings")))
        texts << textOf(item, itemPath(path(key), texts.size()));
}

void ObjectReader::readTextMap(QLatin1StringView key, QMap<QString, QString> &texts)
{
    if (!has(key))
        return;
    const QJsonObject map = object(key);
    for (auto member = map.begin(); member != map.end(); ++member)
        texts.insert(member.key(), textOf(member.value(), keyPath(path(key), member.key())));
}

void ObjectReader::readAmount(QLatin1StringView key, QString &amount)
{
    if (!has(key))
        return;
    amount = amountOf(value(key), path(key));
    if (value(key) == QJsonValue(QString())) // "none" is said by leaving the key out
        refuse(path(key), value(key), ErrorCode::EmptyValue, QStringLiteral("\"5\" | \"10%\""));
}

void ObjectReader::readAmounts(QLatin1StringView key, QStringList &amounts)
{
    if (!has(key))
        return;
    for (const QJsonValue &item : array(key, QStringLiteral("array of strings")))
        amounts << amountOf(item, itemPath(path(key), amounts.size()));
}

QJsonObject ObjectReader::object(QLatin1StringView key)
{
    if (has(key) && !value(key).isObject())
        refuse(path(key), value(key), ErrorCode::WrongType, QStringLiteral("object"));
    return value(key).toObject();
}

QJsonArray ObjectReader::array(QLatin1StringView key, const QString &expected)
{
    if (has(key) && !value(key).isArray())
        refuse(path(key), value(key), ErrorCode::WrongType, expected);
    return value(key).toArray();
}

void ObjectReader::refuse(const QString &path, const QJsonValue &found, ErrorCode code,
                          const QString &expected)
{
    m_problems.add({.code = code, .key = path, .found = shown(found), .expected = expected});
}

QString ObjectReader::textOf(const QJsonValue &value, const QString &path)
{
    if (!value.isString())
        refuse(path, value, ErrorCode::WrongType, QStringLiteral("string"));
    return value.toString();
}

QString ObjectReader::amountOf(const QJsonValue &value, const QString &path)
{
    if (isWhole(value))
        return QString::number(value.toInteger());
    return textOf(value, path);
}

} // namespace regatta::profile
