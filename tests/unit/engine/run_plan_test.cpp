#include "core/engine/caps.h"
#include "core/engine/run_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace regatta;
using engine::ConnectionSettings;
using engine::RunPlan;
using model::TaskId;

namespace {

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

model::Profile restartProfile()
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("web[1-2]")}};
    profile.matrix = {{QStringLiteral("app"), {QStringLiteral("app-[0-1]")}}};
    profile.steps = {{.run = QStringLiteral("docker restart {{app}}")}};
    return profile;
}

ConnectionSettings asAlice()
{
    ConnectionSettings settings;
    settings.localUser = QStringLiteral("alice");
    return settings;
}

RunPlan planOf(const model::Profile &profile)
{
    return RunPlan::make(profile, asAlice()).value();
}

QString onlyCommandOf(const model::Profile &profile)
{
    return planOf(profile).shownLine(TaskId{0}, 0);
}

engine::PlanProblem onlyProblemOf(const model::Profile &profile)
{
    const auto plan = RunPlan::make(profile, asAlice());
    EXPECT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().size(), 1);
    return plan.error().value(0);
}

} // namespace

TEST(RunPlan, MultipliesTargetsByItems)
{
    const RunPlan plan = planOf(restartProfile());
    const model::Manifest &manifest = *plan.manifest();
    ASSERT_EQ(manifest.taskCount(), 4u);
    QStringList tasks;
    for (std::uint32_t i = 0; i < 4; ++i)
        tasks << manifest.target({i}).name + u' ' + manifest.item({i}).label() + u' ' +
                     plan.shownLine({i}, 0);
    EXPECT_EQ(tasks, QStringList({QStringLiteral("web1 app-0 docker restart app-0"),
                                  QStringLiteral("web1 app-1 docker restart app-1"),
                                  QStringLiteral("web2 app-0 docker restart app-0"),
                                  QStringLiteral("web2 app-1 docker restart app-1")}));
}

TEST(RunPlan, CombinesAllAxesInOrder)
{
    model::Profile profile = restartProfile();
    profile.matrix.append({QStringLiteral("color"), {QStringLiteral("blue"), QStringLiteral("green")}});
    const auto manifest = planOf(profile).manifest();
    QStringList labels;
    for (const model::Item &item : manifest->items)
        labels << item.label();
    EXPECT_EQ(labels.join(u'|'), QStringLiteral("app-0, blue|app-0, green|app-1, blue|app-1, green"));
}

TEST(RunPlan, WithoutAMatrixThereIsOneItem)
{
    model::Profile profile = restartProfile();
    profile.matrix.clear();
    profile.steps = {{.run = QStringLiteral("uptime")}};
    const auto manifest = planOf(profile).manifest();
    EXPECT_EQ(manifest->taskCount(), 2u);
    EXPECT_EQ(manifest->item(TaskId{0}).label(), QString());
}

TEST(RunPlan, LeavesOutWhatIsExcluded)
{
    model::Profile profile = restartProfile();
    profile.exclude = {QStringLiteral("web1")};
    EXPECT_EQ(planOf(profile).manifest()->targets.size(), 1);
    profile.exclude = {QStringLiteral("web[1-5]")};
    EXPECT_EQ(onlyProblemOf(profile).where, QStringLiteral("targets"));
}

TEST(RunPlan, RunsATargetThatIsNamedTwiceOnceAndSaysSo)
{
    model::Profile profile = restartProfile();
    profile.targets.append({.nodeSet = QStringLiteral("web2,web3")});
    const RunPlan plan = planOf(profile);
    EXPECT_EQ(plan.manifest()->targets.size(), 3);
    EXPECT_EQ(plan.notes().duplicates, QStringList{QStringLiteral("web2")});
}

TEST(RunPlan, TheSameHostWithAnotherUserIsAnotherTarget)
{
    model::Profile profile = restartProfile();
    profile.targets = {{.nodeSet = QStringLiteral("web1")}, {.nodeSet = QStringLiteral("ops@web1")}};
    EXPECT_EQ(planOf(profile).manifest()->targets.size(), 2);
}

TEST(RunPlan, KnowsTheBuiltInNames)
{
    model::Profile profile = restartProfile();
    profile.matrix.clear();
    profile.targets = {{.nodeSet = QStringLiteral("ops@web1:2222")}};
    profile.steps = {
        {.run = QStringLiteral("echo {{host}} {{user}} {{port}} {{index}} {{attempt}} {{slot}}")}};
    const RunPlan plan = planOf(profile);
    EXPECT_EQ(plan.commandLine(TaskId{0}, 0, 3, model::Slot{7}), QStringLiteral("echo web1 ops 2222 0 3 7"));
}

TEST(RunPlan, VariablesOfTheTargetStandAboveThoseOfTheProfile)
{
    model::Profile profile = restartProfile();
    profile.matrix.clear();
    profile.variables = {{QStringLiteral("color"), QStringLiteral("blue")}};
    profile.steps = {{.run = QStringLiteral("paint {{color}}")}};
    EXPECT_EQ(onlyCommandOf(profile), QStringLiteral("paint blue"));
    profile.targets[0].variables = {{QStringLiteral("color"), QStringLiteral("deep red")}};
    EXPECT_EQ(onlyCommandOf(profile), QStringLiteral("paint 'deep red'"));
}

TEST(RunPlan, FindsAnUnknownPlaceholderBeforeAnythingConnects)
{
    model::Profile profile = restartProfile();
    profile.steps = {{.run = QStringLiteral("docker restart {{ap}}")}};
    const engine::PlanProblem problem = onlyProblemOf(profile);
    EXPECT_EQ(problem.error.code, base::ErrorCode::UnknownPlaceholder);
    EXPECT_EQ(problem.where, QStringLiteral("steps[0].run"));
}

TEST(RunPlan, ReportsAllProblemsAtOnce)
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("a[3-1]")}, {.nodeSet = QStringLiteral("a[1-")}};
    profile.steps = {{.run = QStringLiteral("  ")}};
    const auto plan = RunPlan::make(profile, asAlice());
    ASSERT_FALSE(plan);
    QStringList places;
    for (const engine::PlanProblem &problem : plan.error())
        places << problem.where;
    EXPECT_EQ(places.join(u' '), QStringLiteral("targets[0] targets[1] steps[0].run"));
}

TEST(RunPlan, RefusesMoreTasksThanItCanHold)
{
    model::Profile profile = restartProfile();
    profile.targets = {{.nodeSet = QStringLiteral("h[1-99999999]")}};
    EXPECT_EQ(onlyProblemOf(profile).error.code, base::ErrorCode::TooManyTargets);
    profile.targets = {{.nodeSet = QStringLiteral("h[1-2000]")}};
    profile.matrix = {{QStringLiteral("app"), {QStringLiteral("a[1-1000]")}}};
    EXPECT_EQ(onlyProblemOf(profile).error.code, base::ErrorCode::TooManyTargets);
}

TEST(RunPlan, ARetryKeepsOrderAndCommands)
{
    const RunPlan whole = planOf(restartProfile());
    model::RunIdentity identity;
    identity.parent = QStringLiteral("first");
    const RunPlan retry = whole.restrictedTo({TaskId{3}, TaskId{1}}, identity);
    ASSERT_EQ(retry.manifest()->taskCount(), 2u);
    EXPECT_EQ(retry.manifest()->target(TaskId{0}).name, QStringLiteral("web1"));
    EXPECT_EQ(retry.manifest()->target(TaskId{1}).name, QStringLiteral("web2"));
    EXPECT_EQ(retry.shownLine(TaskId{1}, 0), whole.shownLine(TaskId{3}, 0));
    EXPECT_EQ(retry.manifest()->identity.parent, QStringLiteral("first"));
    EXPECT_EQ(whole.manifest()->taskCount(), 4u);
}

TEST(RunPlan, ARetryKeepsTheIndexOfTheWholeRun)
{
    model::Profile profile = restartProfile();
    profile.steps = {{.run = QStringLiteral("echo {{index}}")}};
    const RunPlan whole = planOf(profile);
    EXPECT_EQ(whole.shownLine(TaskId{3}, 0), QStringLiteral("echo 3"));
    const RunPlan retry = whole.restrictedTo({TaskId{3}}, {});
    EXPECT_EQ(retry.shownLine(TaskId{0}, 0), QStringLiteral("echo 3"));
    EXPECT_EQ(retry.restrictedTo({TaskId{0}}, {}).shownLine(TaskId{0}, 0), QStringLiteral("echo 3"));
}

TEST(RunPlan, ExclusionsThatNameAHostTwiceAreNoDuplicates)
{
    model::Profile profile = restartProfile();
    profile.targets = {{.nodeSet = QStringLiteral("h[1-3]")}, {.nodeSet = QStringLiteral("h2")}};
    profile.exclude = {QStringLiteral("h1,h1")};
    const RunPlan plan = RunPlan::make(profile, {}).value();
    EXPECT_EQ(plan.notes().duplicates, QStringList{QStringLiteral("h2")});
    EXPECT_EQ(plan.manifest()->targets.size(), 2);
}

TEST(RunPlan, RefusesSafeguardsThatItCannotRead)
{
    model::Profile profile = restartProfile();
    profile.waves = {QStringLiteral("1"), QStringLiteral("many")};
    EXPECT_EQ(onlyProblemOf(profile).where, QStringLiteral("waves[1]"));
    profile = restartProfile();
    profile.stopAfterFailures = QStringLiteral("101%");
    EXPECT_EQ(onlyProblemOf(profile).where, QStringLiteral("stop_after_failures"));
}

TEST(RunPlan, GivesAllItemsOfATargetTheSameWave)
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("h[1-4]")}};
    profile.matrix = {{QStringLiteral("app"), {QStringLiteral("a[1-3]")}}};
    profile.steps = {{.run = QStringLiteral("true")}};
    profile.waves = {QStringLiteral("1"), QStringLiteral("50%"), QStringLiteral("100%")};
    const RunPlan plan = RunPlan::make(profile, {}).value();
    EXPECT_EQ(plan.waveOfTasks(), (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2}));
    EXPECT_EQ(plan.waveSizes(), (std::vector{1, 2, 1}));
    const RunPlan retry = plan.restrictedTo({TaskId{1}, TaskId{11}}, {});
    EXPECT_EQ(retry.waveOfTasks(), (std::vector<std::uint32_t>{0, 1}));
}

namespace {

/// Six targets in racks a and b, in turns; the last one is in none.
model::Profile racks()
{
    model::Profile profile;
    profile.targets = {{.nodeSet = QStringLiteral("h[1,3]"), .variables = {{s("rack"), s("a")}}},
                       {.nodeSet = QStringLiteral("h[2,4-5]"), .variables = {{s("rack"), s("b")}}},
                       {.nodeSet = QStringLiteral("h6")}};
    profile.steps = {{.run = QStringLiteral("true")}};
    return profile;
}

engine::Cap capOn(int most, std::initializer_list<std::uint32_t> targets)
{
    engine::Cap cap{most, {}};
    for (const std::uint32_t target : targets)
        cap.targets.push_back({target});
    return cap;
}

} // namespace

TEST(RunPlan, HasNoWaveWithTwoOfOneRack)
{
    model::Profile profile = racks(); // h1 h3 h2 h4 h5 h6
    profile.waveBy = s("rack");
    EXPECT_EQ(RunPlan::make(profile, {})->waveOfTasks(), (std::vector<std::uint32_t>{0, 1, 0, 1, 2, 0}));
    profile.waves = {s("1"), s("2")};
    EXPECT_EQ(RunPlan::make(profile, {})->waveOfTasks(), (std::vector<std::uint32_t>{0, 1, 1, 2, 3, 2}));
}

TEST(RunPlan, CapsRacksGroupsAndJumpHosts)
{
    model::Profile profile = racks();
    profile.groups = {{s("front"), {s("h[2,6]")}}};
    profile.caps = {{s("rack"), 2}, {s("@front"), 1}, {s("jump"), 20}};
    profile.ssh.jump = s("ops@gate:2222");
    using testing::UnorderedElementsAre;
    EXPECT_THAT(engine::capsOf(RunPlan::make(profile, {}).value()),
                UnorderedElementsAre(capOn(2, {0, 1}), capOn(2, {2, 3, 4}), capOn(1, {2, 5}),
                                     capOn(20, {0, 1, 2, 3, 4, 5})));
}

TEST(RunPlan, TheFirstHostOnTheWayIsTheOneThatIsCapped)
{
    model::Profile profile = racks();
    profile.caps = {{s("jump"), 3}};
    RunPlan plan = RunPlan::make(profile, {}).value();
    EXPECT_TRUE(engine::capsOf(plan).empty());
    std::vector<transport::HostAnswer> answers;
    for (const char *way : {"gate,a", "gate,b", "", "other", "gate,a", ""}) {
        auto options = std::make_shared<transport::HostOptions>();
        options->proxyJump = s(way);
        for (const QString &host : s(way).split(u',', Qt::SkipEmptyParts))
            options->jumpHosts.push_back({.host = host});
        answers.push_back(options);
    }
    EXPECT_THAT(engine::capsOf(plan.withHostAnswers(answers)),
                testing::UnorderedElementsAre(capOn(3, {0, 1, 4}), capOn(3, {3})));
}

TEST(RunPlan, RefusesSafeguardsByAVariableThatNobodyHas)
{
    model::Profile profile = racks();
    profile.waveBy = s("rakc");
    EXPECT_EQ(onlyProblemOf(profile).where, s("wave_by"));
    profile.waveBy.clear();
    profile.caps = {{s("rakc"), 1}};
    EXPECT_EQ(onlyProblemOf(profile).where, s("caps.rakc"));
    profile.caps = {{s("@nobody"), 1}};
    EXPECT_EQ(onlyProblemOf(profile).where, s("caps.@nobody"));
}

TEST(RunPlan, EnvironmentReachesAllOfACommand)
{
    model::Profile profile = restartProfile();
    profile.steps = {{.run = QStringLiteral("a; b | c"),
                      .variables = {{QStringLiteral("HOST"), QStringLiteral("{{host}}")},
                                    {QStringLiteral("TEXT"), QStringLiteral("it's $5 {{app}}")}}}};
    EXPECT_EQ(onlyCommandOf(profile), QStringLiteral("export HOST=web1 TEXT='it'\\''s $5 app-0'; a; b | c"));
    profile.steps[0].variables[QStringLiteral("TEXT")] = QStringLiteral("{{nobody}}");
    EXPECT_EQ(onlyProblemOf(profile).error.code, base::ErrorCode::UnknownPlaceholder);
}

TEST(RunPlan, ShowsSudoButLeavesItToTheTransport)
{
    model::Profile profile = restartProfile();
    profile.steps = {{.run = QStringLiteral("id"),
                      .become = QStringLiteral("app"),
                      .variables = {{QStringLiteral("A"), QStringLiteral("1")}}}};
    EXPECT_EQ(planOf(profile).commandLine(TaskId{0}, 0, 1, {}), QStringLiteral("export A=1; id"));
    const QString shown = onlyCommandOf(profile);
    EXPECT_TRUE(shown.startsWith(QStringLiteral("sudo -S -p regatta%%TOKEN: -u app -- sh -c ")))
        << shown.toStdString();
    EXPECT_TRUE(shown.endsWith(QStringLiteral(" 'export A=1; id'"))) << shown.toStdString();
}

TEST(RunPlan, AnInputFileIsOfTheProfilesFolder)
{
    model::Profile profile = restartProfile();
    profile.steps = {{.run = QStringLiteral("cat"), .inputFile = QStringLiteral("answers.txt")},
                     {.run = QStringLiteral("cat"), .inputFile = QStringLiteral("~/answers.txt")},
                     {.run = QStringLiteral("cat"), .input = QStringLiteral("yes\n")}};
    engine::ConnectionSettings settings = asAlice();
    settings.home = QStringLiteral("/home/alice");
    settings.profileFolder = QStringLiteral("/srv/jobs");
    const RunPlan plan = RunPlan::make(profile, settings).value();
    EXPECT_EQ(plan.input(0).file, QStringLiteral("/srv/jobs/answers.txt"));
    EXPECT_EQ(plan.input(1).file, QStringLiteral("/home/alice/answers.txt"));
    EXPECT_EQ(plan.input(2), (transport::Input{"yes\n", {}}));
}
