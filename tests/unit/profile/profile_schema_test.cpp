#include "core/model/names.h"
#include "core/profile/command_template.h"
#include "core/profile/object_reader.h"
#include "core/profile/profile_check.h"
#include "core/profile/profile_format.h"
#include "core/profile/profile_reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::profile;
using namespace Qt::StringLiterals;

namespace {

QJsonObject schema()
{
    QFile file(QStringLiteral(REGATTA_RESOURCES "/schema/regatta-profile.schema.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// "$defs/step/properties" and so on.
QJsonObject part(const QString &path)
{
    QJsonValue value = schema();
    for (const QString &key : path.split(u'/'))
        value = value[key];
    EXPECT_TRUE(value.isObject()) << path.toStdString();
    return value.toObject();
}

QStringList sorted(KeyList words)
{
    QStringList result;
    for (const QLatin1StringView word : words)
        result << word;
    result.sort();
    return result;
}

QStringList sortedStrings(const QJsonValue &array)
{
    QStringList result;
    for (const QJsonValue &item : array.toArray())
        result << item.toString();
    result.sort();
    return result;
}

} // namespace

TEST(ProfileSchema, HasExactlyTheKeysOfTheReader)
{
    EXPECT_EQ(part(u"properties"_s).keys(), sorted(format::profileKeys));
    EXPECT_EQ(part(u"$defs/target/properties"_s).keys(), sorted(format::targetKeys));
    EXPECT_EQ(part(u"$defs/step/properties"_s).keys(), sorted(format::stepKeys));
    EXPECT_EQ(part(u"$defs/timeouts/properties"_s).keys(), sorted(format::timeoutKeys));
    EXPECT_EQ(part(u"$defs/retry/properties"_s).keys(), sorted(format::retryKeys));
    EXPECT_EQ(part(u"$defs/ssh/properties"_s).keys(), sorted(format::sshKeys));
    EXPECT_EQ(part(u"$defs/question/properties"_s).keys(), sorted(format::askKeys));
}

TEST(ProfileSchema, RequiresWhatTheReaderRequires)
{
    const auto required = [](const QJsonObject &object) {
        QStringList missing;
        const ReadResult result = parse(QJsonDocument(object).toJson());
        EXPECT_FALSE(result);
        for (const Problem &problem : result ? QList<Problem>() : result.error().problems) {
            if (problem.code == base::ErrorCode::MissingKey)
                missing << problem.key.section(u'.', -1);
        }
        missing.sort();
        return missing;
    };
    EXPECT_EQ(required({}), sortedStrings(schema()[u"required"_s]));
    const QJsonArray empty = {QJsonObject()};
    EXPECT_EQ(required({{u"regatta"_s, 1}, {u"steps"_s, QJsonArray()}, {u"targets"_s, empty}}),
              sortedStrings(part(u"$defs/target"_s)[u"required"_s]));
    EXPECT_EQ(required({{u"regatta"_s, 1}, {u"steps"_s, empty}, {u"targets"_s, QJsonArray()}}),
              sortedStrings(part(u"$defs/step"_s)[u"anyOf"_s][0][u"required"_s]));
    EXPECT_EQ(
        required(
            {{u"regatta"_s, 1}, {u"steps"_s, QJsonArray()}, {u"targets"_s, QJsonArray()}, {u"ask"_s, empty}}),
        sortedStrings(part(u"$defs/question"_s)[u"required"_s]));
}

TEST(ProfileSchema, HasTheWordsOfTheReader)
{
    EXPECT_EQ(sortedStrings(part(u"properties/environment"_s)[u"enum"_s]), sorted(format::environments));
    EXPECT_EQ(sortedStrings(part(u"properties/transport"_s)[u"enum"_s]), sorted(format::transports));
    EXPECT_EQ(sortedStrings(part(u"$defs/retry/properties/on/items"_s)[u"enum"_s]),
              sorted(format::retriedOutcomes));
    for (const QLatin1StringView word : format::environments)
        EXPECT_TRUE(model::environmentFromName(word.toString()));
    for (const QLatin1StringView word : format::transports)
        EXPECT_TRUE(model::transportFromName(word.toString()));
    for (const QLatin1StringView word : format::retriedOutcomes)
        EXPECT_TRUE(model::outcomeFromName(word.toString()));
    EXPECT_EQ(sortedStrings(part(u"$defs/step/properties/when"_s)[u"enum"_s]),
              sorted(format::stepConditions));
    EXPECT_EQ(sortedStrings(part(u"$defs/step/properties/on_failure"_s)[u"enum"_s]),
              sorted(format::failureWays));
    for (const QLatin1StringView word : format::stepConditions)
        EXPECT_TRUE(model::stepConditionFromName(word.toString()));
    QStringList reserved = builtInPlaceholders();
    reserved.sort();
    EXPECT_EQ(sortedStrings(part(u"$defs/name/not"_s)[u"enum"_s]), reserved);
}

TEST(ProfileSchema, HasTheLimitsAndDefaultsOfTheReader)
{
    const model::Profile usual;
    EXPECT_EQ(part(u"properties/regatta"_s)[u"const"_s], format::version);
    EXPECT_EQ(part(u"properties/parallel"_s)[u"maximum"_s], format::mostParallel);
    EXPECT_EQ(part(u"properties/parallel"_s)[u"default"_s], usual.parallel);
    EXPECT_EQ(part(u"properties/parallel_per_target"_s)[u"default"_s], usual.parallelPerTarget);
    EXPECT_EQ(part(u"$defs/timeouts/properties/connect"_s)[u"maximum"_s], format::mostSeconds);
    EXPECT_EQ(part(u"$defs/timeouts/properties/connect"_s)[u"default"_s].toInt() * 1000,
              usual.timeouts.connectLimit().count());
    EXPECT_EQ(part(u"$defs/timeouts/properties/log_in"_s)[u"default"_s].toInt() * 1000,
              usual.timeouts.logIn.count());
    EXPECT_EQ(part(u"$defs/ssh/properties/jump_handshakes"_s)[u"maximum"_s], format::mostJumpHandshakes);
    EXPECT_EQ(part(u"$defs/retry/properties/attempts"_s)[u"maximum"_s], format::mostAttempts);
    EXPECT_EQ(part(u"$defs/retry/properties/attempts"_s)[u"default"_s], usual.retry.attempts);
    EXPECT_EQ(part(u"$defs/retry/properties/backoff"_s)[u"maximum"_s], format::mostBackoff);
    EXPECT_EQ(part(u"$defs/retry/properties/delay"_s)[u"default"_s].toInt() * 1000,
              usual.retry.delay.count());
    QStringList on = usual.retry.on;
    on.sort();
    EXPECT_EQ(sortedStrings(part(u"$defs/retry/properties/on"_s)[u"default"_s]), on);
}

TEST(ProfileSchema, ItsPatternsAgreeWithTheReader)
{
    const QRegularExpression name(part(u"$defs/name"_s)[u"pattern"_s].toString());
    for (const QString &text : {u"a"_s, u"_"_s, u"a-1"_s, u"1a"_s, u""_s, u"a b"_s, u"ä"_s, u"-a"_s})
        EXPECT_EQ(name.match(text).hasMatch(), isPlaceholderName(text)) << text.toStdString();
    const QRegularExpression amount(part(u"$defs/amount"_s)[u"anyOf"_s][0][u"pattern"_s].toString());
    for (const QString &text :
         {u"1"_s, u"0"_s, u"100%"_s, u"101%"_s, u"99%"_s, u"0%"_s, u"05"_s, u"5.5"_s, u""_s, u"%"_s, u"-1"_s})
        EXPECT_EQ(amount.match(text).hasMatch(), isAmount(text)) << text.toStdString();
}
