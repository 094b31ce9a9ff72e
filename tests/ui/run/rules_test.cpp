#include "tests/support/manual_clock.h"
#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/run/confirm_dialog.h"
#include "ui/run/confirmation.h"
#include "ui/run/counts_progress.h"
#include "ui/run/retry.h"
#include "ui/run/run_header.h"
#include "ui/run/run_pace.h"
#include "ui/run/task_strip.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLocale>
#include <QSignalSpy>

namespace regatta::ui {
namespace {

using namespace std::chrono_literals;
using model::Outcome;
using tests::profileOf;

engine::RunPlan planOf(const model::Profile &profile)
{
    return engine::RunPlan::make(profile, {}).value();
}

TEST(ConfirmationRules, ShowsTheResolvedCommandAndBothEnds)
{
    const Confirmation confirmation = confirmationFor(planOf(profileOf(10)), std::nullopt, 101);
    EXPECT_EQ(confirmation.commands, QStringList{QStringLiteral("restart host1")});
    EXPECT_EQ(confirmation.targets, 10);
    EXPECT_EQ(confirmation.firstTarget, QStringLiteral("host1"));
    EXPECT_EQ(confirmation.lastTarget, QStringLiteral("host10"));
    EXPECT_FALSE(confirmation.added.has_value());
    EXPECT_TRUE(confirmation.isSatisfiedBy({}, false));
}

TEST(ConfirmationRules, CountsHowManyCommandsDiffer)
{
    model::Profile profile = profileOf(10);
    EXPECT_EQ(confirmationFor(planOf(profile), {}, 101).differentCommands, 10);
    profile.steps[0].run = QStringLiteral("uptime");
    EXPECT_EQ(confirmationFor(planOf(profile), {}, 101).differentCommands, 1);
}

TEST(ConfirmationRules, SaysWhatRunsOnlyAfterAFailure)
{
    model::Profile profile = profileOf(1);
    profile.steps << model::Step{.name = QStringLiteral("undo"), .run = QStringLiteral("undo it")}
                  << model::Step{.run = QStringLiteral("tell")} << model::Step{.run = QStringLiteral("date")};
    profile.steps[1].when = model::StepCondition::Failure;
    profile.steps[2].when = model::StepCondition::Failure;
    profile.steps[3].when = model::StepCondition::Always;
    const ConfirmDialog dialog(confirmationFor(planOf(profile), {}, 101));
    const auto *words = dialog.findChild<QLabel *>(QStringLiteral("confirmAfterFailure"));
    ASSERT_NE(words, nullptr);
    EXPECT_EQ(words->text(), QStringLiteral("step 2 (undo), step 3"));

    const ConfirmDialog plain(confirmationFor(planOf(profileOf(1)), {}, 101));
    EXPECT_EQ(plain.findChild<QLabel *>(QStringLiteral("confirmAfterFailure")), nullptr);
}

TEST(ConfirmationRules, SaysWhichTargetsAreNewAndGone)
{
    const QStringList last = {QStringLiteral("host0"), QStringLiteral("host1")};
    const Confirmation confirmation = confirmationFor(planOf(profileOf(2)), last, 101);
    EXPECT_EQ(confirmation.added, QStringList{QStringLiteral("host2")});
    EXPECT_EQ(confirmation.removed, QStringList{QStringLiteral("host0")});
}

TEST(ConfirmationRules, SaysThatDescriptorsAreFewerThanHosts)
{
    const auto words = [](int parallel, int mostConnected) {
        Confirmation confirmation = confirmationFor(planOf(profileOf(10'000)), {}, 101);
        confirmation.parallel = parallel;
        confirmation.mostConnected = mostConnected;
        const ConfirmDialog dialog(confirmation);
        return dialog.findChild<QLabel *>(QStringLiteral("confirmParallel"))->text();
    };
    EXPECT_TRUE(words(0, 840).startsWith(QStringLiteral("all at once; only 840 hosts at a time")));
    EXPECT_TRUE(words(841, 840).contains(QStringLiteral("only 840 hosts")));
    EXPECT_EQ(words(840, 840), QStringLiteral("at most 840 at once"));
    EXPECT_EQ(words(0, 10'000), QStringLiteral("all at once"));
    EXPECT_EQ(words(0, 0), QStringLiteral("all at once")) << "this machine's commands need none";
}

TEST(ConfirmationRules, OneFailureIsNoneOfMany)
{
    const auto words = [](const char *limit) {
        model::Profile profile = profileOf(2);
        profile.stopAfterFailures = QString::fromLatin1(limit);
        const ConfirmDialog dialog(confirmationFor(planOf(profile), {}, 101));
        return dialog.findChild<QLabel *>(QStringLiteral("confirmFailures"))->text();
    };
    EXPECT_EQ(words("1"), QStringLiteral("1 failure"));
    EXPECT_EQ(words("2"), QStringLiteral("2 failures"));
    EXPECT_EQ(words("10%"), QStringLiteral("10% failures"));
}

TEST(ConfirmationRules, SaysEachLimitOfFailures)
{
    model::Profile profile = profileOf(4);
    const auto words = [&profile] {
        const ConfirmDialog dialog(confirmationFor(planOf(profile), {}, 101));
        const auto *label = dialog.findChild<QLabel *>(QStringLiteral("confirmFailures"));
        return label ? label->text() : QString();
    };
    EXPECT_EQ(words(), QString());
    profile.stopAfterUnreachable = QStringLiteral("2");
    EXPECT_EQ(words(), QStringLiteral("2 unreachable"));
    profile.stopAfterFailures = QStringLiteral("50%");
    EXPECT_EQ(words(), QStringLiteral("50% failures or 2 unreachable"));
    profile.failuresPerWave = true;
    EXPECT_EQ(words(), QStringLiteral("50% failures or 2 unreachable")) << "all are one wave";
    profile.waves = {QStringLiteral("1")};
    EXPECT_EQ(words(), QStringLiteral("50% failures or 2 unreachable in one wave"));
}

TEST(ConfirmationRules, ProductionAsksForTheNumber)
{
    model::Profile profile = profileOf(2);
    profile.environment = model::Environment::Production;
    const Confirmation confirmation = confirmationFor(planOf(profile), std::nullopt, 101);
    EXPECT_FALSE(confirmation.isSatisfiedBy({}, false));
    EXPECT_FALSE(confirmation.isSatisfiedBy(QStringLiteral("3"), false));
    EXPECT_TRUE(confirmation.isSatisfiedBy(QStringLiteral(" 2 "), false));
}

TEST(ConfirmationRules, TheNumberMayBeTypedAsItIsShown)
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English));
    const Confirmation confirmation{.targets = 10'000, .asksForNumber = true};
    EXPECT_TRUE(confirmation.isSatisfiedBy(text::count(10'000), false));
    EXPECT_TRUE(confirmation.isSatisfiedBy(QStringLiteral("10000"), false));
    EXPECT_FALSE(confirmation.isSatisfiedBy(QStringLiteral("10,001"), false));
    QLocale::setDefault(before);
}

TEST(ConfirmationRules, ManyTargetsAskForTheirNumber)
{
    EXPECT_FALSE(confirmationFor(planOf(profileOf(100)), {}, 101).asksForNumber);
    EXPECT_TRUE(confirmationFor(planOf(profileOf(101)), {}, 101).asksForNumber);
}

std::vector<TaskRow> rowsOf(const std::vector<std::optional<Outcome>> &outcomes)
{
    std::vector<TaskRow> rows;
    for (const auto &outcome : outcomes) {
        TaskRow row;
        row.outcome = outcome;
        rows.push_back(row);
    }
    return rows;
}

std::vector<model::TaskId> ids(std::initializer_list<std::uint32_t> numbers)
{
    std::vector<model::TaskId> all;
    for (const std::uint32_t number : numbers)
        all.push_back({number});
    return all;
}

TEST(RetryRules, EachKindTakesItsOwn)
{
    const auto rows = rowsOf({Outcome::Succeeded, Outcome::CommandFailed, Outcome::Unreachable,
                              Outcome::Skipped, Outcome::Cancelled, std::nullopt, Outcome::TimedOut});
    EXPECT_EQ(tasksToRetry(rows, RetryKind::Unsuccessful), ids({1, 2, 3, 4, 6}));
    EXPECT_EQ(tasksToRetry(rows, RetryKind::Failed), ids({1, 6}));
    EXPECT_EQ(tasksToRetry(rows, RetryKind::Unreachable), ids({2}));
    EXPECT_EQ(tasksToRetry(rows, RetryKind::NotStarted), ids({3}));
    EXPECT_EQ(tasksToRetry(rows, RetryKind::Left), ids({1, 2, 3, 6})) << "not what a person stopped";
    EXPECT_EQ(tasksToRetry(rows, RetryKind::All), ids({0, 1, 2, 3, 4, 6}));
    EXPECT_EQ(endedTasks(rows, ids({6, 5, 0, 6})), ids({0, 6}));
    EXPECT_EQ(endedTasks(rows, ids({6, 300})), ids({6})) << "what there isn't has not ended";
}

TEST(PlanSummary, CountsWhatThereIs)
{
    model::Profile profile = profileOf(10);
    EXPECT_EQ(planSummary(*planOf(profile).manifest()), QStringLiteral("10 targets"));
    profile.matrix = {{QStringLiteral("app"), {QStringLiteral("app-[0-9]")}}};
    EXPECT_EQ(planSummary(*planOf(profile).manifest()), QStringLiteral("10 targets × 10 apps = 100 tasks"));
}

TEST(RunPaceRules, EstimatesFromWhatHasEnded)
{
    const base::Instant start{1000s};
    const base::Instant now = start + 10s;
    std::vector<TaskRow> rows(10);
    for (int i = 0; i < 4; ++i) {
        rows[i].outcome = Outcome::Succeeded;
        rows[i].firstStarted = now - 5s;
        rows[i].times.finished = now - (i % 2 ? 1s : 3s); // two and four seconds
    }
    const RunPace pace = RunPace::of(rows, start, now, 2);
    EXPECT_DOUBLE_EQ(pace.tasksPerSecond, 0.4);
    ASSERT_TRUE(pace.estimate.has_value());
    EXPECT_EQ(std::chrono::round<std::chrono::seconds>(pace.estimate->left),
              9s); // six tasks of 3 s on two lanes
    EXPECT_GT(pace.estimate->spread, 0s);
    EXPECT_LT(pace.estimate->spread, 9s);
}

TEST(RunPaceRules, SaysNothingBeforeAnythingEnded)
{
    const base::Instant start{1000s};
    EXPECT_FALSE(RunPace::of(std::vector<TaskRow>(5), start, start + 1s, 2).estimate.has_value());
}

TEST(RunPaceRules, BeforeAnythingEndedEarlierRunsAnswer)
{
    const base::Instant start{1000s};
    engine::UsualDurations usual;
    usual.byTask.assign(4, base::Duration(10s));
    usual.variation = 0.1;
    const auto estimate = RunPace::of(std::vector<TaskRow>(4), start, start + 1s, 2, usual).estimate;
    ASSERT_TRUE(estimate.has_value());
    EXPECT_EQ(estimate->left, 20s);
    EXPECT_GT(estimate->spread, 0s);
    EXPECT_LT(estimate->spread, 5s);
}

TEST(RunPaceRules, WhatThisRunHasShownStretchesWhatIsUsual)
{
    const base::Instant start{1000s};
    const base::Instant now = start + 8s;
    std::vector<TaskRow> rows(6);
    engine::UsualDurations usual;
    usual.byTask.assign(6, base::Duration(2s));
    for (int i = 0; i < 4; ++i) {
        rows[i].outcome = Outcome::Succeeded;
        rows[i].firstStarted = start;
        rows[i].times.finished = start + 6s; // three times as long as before
    }
    const auto estimate = RunPace::of(rows, start, now, 1, usual).estimate;
    ASSERT_TRUE(estimate.has_value());
    EXPECT_EQ(std::chrono::round<std::chrono::milliseconds>(estimate->left), 12s);
}

TEST(RunPaceRules, NoRunEndsBeforeItsLongestTask)
{
    const base::Instant start{1000s};
    engine::UsualDurations usual;
    usual.byTask = {base::Duration(1s), base::Duration(1s), base::Duration(60s)};
    const auto estimate = RunPace::of(std::vector<TaskRow>(3), start, start, 0, usual).estimate;
    ASSERT_TRUE(estimate.has_value());
    EXPECT_EQ(estimate->left, 60s);
}

TEST(RunPaceRules, SaysNothingOnceWhatIsLeftIsOverdue)
{
    const base::Instant start{1000s};
    engine::UsualDurations usual;
    usual.byTask.assign(1, base::Duration(5s));
    std::vector<TaskRow> rows(1);
    rows[0].firstStarted = start;
    EXPECT_TRUE(RunPace::of(rows, start, start + 3s, 1, usual).estimate.has_value());
    EXPECT_FALSE(RunPace::of(rows, start, start + 6s, 1, usual).estimate.has_value());
}

TEST(CountsProgressRules, WhatFailedIsNotGreen)
{
    RunCounts counts;
    counts[StatusGroup::Succeeded] = 1;
    counts[StatusGroup::Failed] = 1;
    counts[StatusGroup::Queued] = 2;
    CountsProgress bar;
    bar.resize(100, 16);
    bar.setCounts(counts);
    EXPECT_EQ(bar.value(), 2);
    const QImage image = bar.grab().toImage();
    const Theme &theme = Theme::of(bar.palette());
    EXPECT_EQ(image.pixelColor(10, image.height() / 2), theme.green);
    EXPECT_EQ(image.pixelColor(35, image.height() / 2), theme.vermillion);
    EXPECT_EQ(image.pixelColor(80, image.height() / 2), theme.field);
}

TEST(TaskStripRules, ManyTasksShareCellsAndTheWorstIsFound)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(1000, 10));
    TaskStrip strip(tasks);
    strip.resize(1000, 16);
    EXPECT_LE(strip.cellCount(), 1000);
    tasks.merge(std::vector{tests::finishedUpdate(5003, Outcome::CommandFailed, clock.now())});
    tasks.announce();
    const int cell = 5003 * strip.cellCount() / 10'000;
    EXPECT_EQ(strip.worstOfCell(cell), model::TaskId{5003});
}

TEST(TaskStripRules, ASharedCellShowsOneFailureAsAMarkAndNotAsTheWhole)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(1000, 1));
    TaskStrip strip(tasks);
    strip.resize(100, 40); // 20 tasks a cell
    std::vector<engine::TaskUpdate> updates;
    for (std::uint32_t task = 0; task < 20; ++task)
        updates.push_back(tests::finishedUpdate(task, task == 7 ? Outcome::CommandFailed : Outcome::Succeeded,
                                                clock.now()));
    tasks.merge(updates);
    tasks.announce();
    EXPECT_EQ(strip.countsOfCell(0)[StatusGroup::Failed], 1);
    EXPECT_EQ(strip.countsOfCell(0)[StatusGroup::Succeeded], 19);
    const QImage image = strip.grab().toImage();
    const Theme &theme = Theme::of(strip.palette());
    EXPECT_EQ(image.pixelColor(0, 39), theme.vermillion);
    EXPECT_EQ(image.pixelColor(0, 20), theme.green);
    EXPECT_EQ(image.pixelColor(50, 39), theme.field);
}

TEST(TaskStripRules, AStopThatIsUnverifiedHasItsSign)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(1, 1));
    TaskStrip strip(tasks);
    strip.resize(100, 16);
    tasks.merge(std::vector{tests::finishedUpdate(0, Outcome::StopUnverified, clock.now())});
    tasks.announce();
    const QImage image = strip.grab().toImage();
    const QColor orange = Theme::of(strip.palette()).orange;
    EXPECT_EQ(image.pixelColor(3, 8), orange);
    int marked = 0;
    for (int x = 6; x < 18; ++x)
        marked += image.pixelColor(x, 4) == orange ? 0 : 1;
    EXPECT_GT(marked, 0);
}

TEST(TaskStripRules, AClickNamesTheTask)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(10, 1));
    TaskStrip strip(tasks);
    strip.resize(100, 16);
    QSignalSpy clicked(&strip, &TaskStrip::taskClicked);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(35, 8));
    ASSERT_EQ(clicked.size(), 1);
    EXPECT_EQ(clicked[0][0].value<model::TaskId>(), model::TaskId{3});
}

} // namespace
} // namespace regatta::ui
