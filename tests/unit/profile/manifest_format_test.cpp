#include "core/profile/manifest_format.h"

#include <gtest/gtest.h>

using namespace regatta;

namespace {

model::Manifest sample()
{
    model::Manifest manifest;
    manifest.identity = {QStringLiteral("run-1"), QStringLiteral("run-0"), QStringLiteral("0.1.0"),
                         QDateTime::fromMSecsSinceEpoch(1'700'000'000'123)};
    manifest.profile.name = QStringLiteral("deploy ☃");
    manifest.profile.targets = {{.nodeSet = QStringLiteral("web[1-2]")}};
    manifest.profile.steps = {{.run = QStringLiteral("deploy {{zone}} {{app}}")}};
    manifest.profile.matrix = {{QStringLiteral("zone"), {QStringLiteral("z1")}},
                               {QStringLiteral("app"), {QStringLiteral("a[1-2]")}}};
    manifest.targets = {{QStringLiteral("web1"),
                         QStringLiteral("ops"),
                         2222,
                         {{QStringLiteral("rack"), QStringLiteral("b")}}},
                        {QStringLiteral("web2"), {}, 0, {}}};
    for (const char *app : {"a1", "a2"}) {
        manifest.items.append({{{QStringLiteral("zone"), QStringLiteral("z1")},
                                {QStringLiteral("app"), QString::fromLatin1(app)}}});
    }
    manifest.tasks = {{{0}, {0}}, {{0}, {1}}, {{1}, {0}}, {{1}, {1}}};
    return manifest;
}

} // namespace

TEST(ManifestFormat, ComesBackAsItWas)
{
    const model::Manifest manifest = sample();
    EXPECT_EQ(profile::manifestFrom(profile::serialize(manifest)).value(), manifest);
}

TEST(ManifestFormat, KeepsTheChoiceOfTasksOfARetry)
{
    model::Manifest manifest = sample();
    manifest.tasks = {{{1}, {0}}, {{1}, {1}}};
    EXPECT_EQ(profile::manifestFrom(profile::serialize(manifest)).value(), manifest);
}

TEST(ManifestFormat, RefusesWhatDoesNotFitTogether)
{
    const QByteArray good = profile::serialize(sample());
    const auto codeOf = [](const QByteArray &json) {
        const auto manifest = profile::manifestFrom(json);
        return manifest ? std::optional<base::ErrorCode>() : manifest.error().code;
    };
    EXPECT_EQ(codeOf(good), std::nullopt);
    EXPECT_EQ(codeOf("no JSON"), base::ErrorCode::SyntaxError);
    EXPECT_EQ(codeOf("{}"), base::ErrorCode::SyntaxError);
    EXPECT_EQ(codeOf(QByteArray(good).replace("\"manifest\":1", "\"manifest\":2")),
              base::ErrorCode::NewerSchema);
    model::Manifest beyond = sample();
    beyond.tasks = {{{2}, {0}}};
    EXPECT_EQ(codeOf(profile::serialize(beyond)), base::ErrorCode::SyntaxError);
}
