#include "core/profile/profile_check.h"
#include "core/profile/profile_reader.h"
#include "core/profile/profile_writer.h"
#include "tests/unit/profile/profile_test_support.h"

#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <algorithm>

using namespace regatta;
using namespace regatta::profile;

namespace {

/// Makes profiles that are sound, and odd in every other way.
class ProfileMaker
{
public:
    explicit ProfileMaker(quint32 seed)
        : m_random(seed)
    {}

    model::Profile profile()
    {
        model::Profile p;
        p.name = maybeText();
        p.description = maybeText();
        p.environment = static_cast<model::Environment>(m_random.bounded(4));
        p.targets = list<model::TargetEntry>(1, [&] { return target(); });
        p.exclude = list<QString>(0, [&] { return text(); });
        for (const QString &name : names())
            p.groups.insert(name, list<QString>(1, [&] { return text(); }));
        for (const QString &name : names())
            p.matrix.append({name, list<QString>(1, [&] { return text(); })});
        p.steps = list<model::Step>(1, [&] { return step(); });
        p.parallel = m_random.bounded(100);
        p.parallelPerTarget = m_random.bounded(12);
        p.waves = list<QString>(0, [&] { return amount(); });
        p.approveWaves = coin();
        p.stopAfterFailures = coin() ? amount() : QString();
        p.stopAfterUnreachable = coin() ? amount() : QString();
        p.failuresPerWave = coin();
        for (const QString &name : names())
            p.caps.insert(name, 1 + m_random.bounded(9));
        p.waveBy = names().value(0);
        p.timeouts = {duration(), duration(), duration(), duration(), duration(), unknown()};
        if (coin())
            p.retry = {1 + m_random.bounded(5),
                       duration(),
                       1 + m_random.generateDouble(),
                       {s("command_failed")},
                       unknown()};
        p.transport = static_cast<model::TransportKind>(m_random.bounded(3));
        p.ssh = {maybeText(), port(), maybeText(), maybeText(), m_random.bounded(20), unknown()};
        p.variables = variables();
        for (const QString &name : names())
            p.ask.append({name, maybeText(), unknown()});
        p.unknown = unknown();
        return p;
    }

private:
    bool coin() { return m_random.bounded(2) == 0; }
    quint16 port() { return coin() ? quint16(0) : static_cast<quint16>(m_random.bounded(65536)); }
    std::chrono::milliseconds duration()
    {
        return std::chrono::milliseconds(coin() ? 0 : m_random.bounded(2'000'000'000));
    }
    QString amount() { return QString::number(1 + m_random.bounded(100)) + (coin() ? s("%") : QString()); }
    QString maybeText() { return coin() ? QString() : text(); }

    QString text()
    {
        static const QStringList pieces = {s("web[01-10]"), s("\""),
                                           s("\\"),         s("\n"),
                                           s("\t"),         s("ä"),
                                           s("😀"),          s("\x01"),
                                           s(" "),          s("/"),
                                           s("{{.x}}"),     s("<"),
                                           s("\u2028"),     s("a long one, so that lines break ")};
        QString result = s("t");
        for (int i = m_random.bounded(6); i > 0; --i)
            result += pieces.at(m_random.bounded(int(pieces.size())));
        return result;
    }

    QStringList names()
    {
        QStringList result = {s("zone"), s("app"), s("a-1"), s("_x")};
        std::shuffle(result.begin(), result.end(), m_random);
        return result.mid(m_random.bounded(5));
    }

    template <typename Item, typename Make>
    QList<Item> list(int least, Make make)
    {
        QList<Item> items;
        for (int i = least + m_random.bounded(4); i > 0; --i)
            items.append(make());
        return items;
    }

    QMap<QString, QString> variables()
    {
        QMap<QString, QString> result;
        for (const QString &name : names())
            result.insert(name, maybeText());
        return result;
    }

    model::TargetEntry target()
    {
        return coin() ? model::TargetEntry{text(), {}, 0, {}, {}}
                      : model::TargetEntry{text(), maybeText(), port(), variables(), unknown()};
    }

    model::Step step()
    {
        model::Step step;
        step.name = maybeText();
        if (coin())
            step.timeout = duration();
        step.when = static_cast<model::StepCondition>(m_random.bounded(3));
        step.goesOn = coin();
        step.unknown = unknown();
        if (coin())
            makeCommand(step);
        else
            step.copy = {static_cast<model::FileCopy::Direction>(m_random.bounded(2)), text(), text(),
                         coin() ? s("0640") : QString()};
        return step;
    }

    void makeCommand(model::Step &step)
    {
        step.run = text();
        step.become = maybeText();
        (coin() ? step.input : step.inputFile) = maybeText();
        for (const QString &name : {s("A"), s("_b1")})
            step.variables.insert(name, maybeText());
        step.hasPty = coin();
    }

    QJsonObject unknown()
    {
        if (coin())
            return {};
        return {{s("x-") + text(),
                 QJsonArray{m_random.generateDouble(), QJsonObject{{text(), coin()}}, QJsonValue()}},
                {s("big"), Q_INT64_C(9007199254740993)},
                {s("y"), text()}};
    }

    QRandomGenerator m_random;
};

} // namespace

TEST(ProfileRoundTrip, WhatWasWrittenIsReadBack)
{
    for (quint32 seed = 0; seed < 300; ++seed) {
        const model::Profile profile = ProfileMaker(seed).profile();
        ASSERT_FALSE(hasErrors(check(profile))) << described(check(profile));
        const QByteArray json = serialize(profile);
        const ReadResult result = parse(json);
        ASSERT_TRUE(result) << described(result.error().problems) << "\n" << json.toStdString();
        ASSERT_EQ(result->profile, profile) << json.toStdString();
        ASSERT_EQ(serialize(result->profile), json);
    }
}

TEST(ProfileRoundTrip, OnlyWhatDiffersFromTheDefaultsIsWritten)
{
    EXPECT_EQ(serialize(soundProfile()).toStdString(), R"({
  "regatta": 1,
  "targets": ["web[1-3]"],
  "steps": [{"run": "true"}]
}
)");
}

TEST(ProfileRoundTrip, AFileReadsLikeTheDocumentation)
{
    const char *text = R"({
  "regatta": 1,
  "name": "Deploy",
  "description": "To all of them",
  "environment": "production",
  "targets": [
    "web[01-10].example.org",
    "@databases",
    {"host": "10.0.0.7", "user": "ops", "port": 2222, "vars": {"rack": "b"}, "note": {"why": "old"}}
  ],
  "exclude": ["web07.example.org"],
  "groups": {"databases": ["db[1-2]"]},
  "matrix": {"zone": ["b", "a"], "app": ["app-[0-9]"]},
  "steps": [
    {"name": "restart", "run": "docker restart {{app}}", "timeout": 0.5, "x": [1, 2]},
    {"run": "true"}
  ],
  "parallel": 4,
  "parallel_per_target": 1,
  "waves": ["1", "10%", "100%"],
  "approve_waves": true,
  "stop_after_failures": "10%",
  "timeouts": {"step": 600, "silence": 1.25},
  "retry": {"attempts": 3, "on": ["timed_out"]},
  "transport": "openssh",
  "ssh": {"user": "u", "agent": true},
  "variables": {"color": "blue"},
  "ask": [{"name": "version", "prompt": "Version to deploy"}],
  "colour": null
}
)";
    const ReadResult result = parse(text);
    ASSERT_TRUE(result) << described(result.error().problems);
    EXPECT_EQ(serialize(result->profile).toStdString(), text);
}

TEST(ProfileRoundTrip, TheUsualTimeToConnectStaysSaidIfItWas)
{
    model::Profile profile;
    profile.timeouts.connect = model::Timeouts::usualConnect;
    const QByteArray said = serialize(profile);
    EXPECT_TRUE(said.contains("\"timeouts\": {\"connect\": 10}")) << said.constData();
    EXPECT_FALSE(serialize(model::Profile()).contains("timeouts"));
}

TEST(ProfileRoundTrip, TheExampleIsWrittenAsItStands)
{
    QFile file(s(REGATTA_RESOURCES "/examples/restart-app-containers.regatta"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const ReadResult result = parse(text);
    ASSERT_TRUE(result);
    EXPECT_EQ(serialize(result->profile).toStdString(), text.toStdString());
}

TEST(ProfileRoundTrip, AByteOrderMarkIsACharacterLikeOthers)
{
    const ReadResult result =
        parse(R"({"regatta": 1, "name": "\ufeffa", "targets": ["a"], "steps": [{"run": "b"}],
                                        "\ufeff": 1, "x": {")"
              "\xEF\xBB\xBF"
              R"(y": ")"
              "\xEF\xBB\xBF"
              R"("}})");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->profile.unknown.value(s("x")),
              (QJsonObject{{QStringLiteral("\uFEFFy"), QStringLiteral("\uFEFF")}}));
    const ReadResult again = parse(serialize(result->profile));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->profile, result->profile);
}
