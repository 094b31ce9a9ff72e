#include "ui/run/run_model.h"

#include "tests/ui/run/run_samples.h"
#include "ui/text/numbers.h"

#include <gmock/gmock.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace regatta::ui {
namespace {

using namespace std::chrono_literals;
using model::Outcome;
using model::TaskState;
using tests::finishedUpdate;
using tests::manifestOf;
using tests::stateUpdate;

class RunModelTest : public testing::Test
{
protected:
    RunModelTest()
        : model(clock)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        model.reset(manifestOf(10, 10));
        model.begin(clock.now());
    }

    void take(const std::vector<engine::TaskUpdate> &updates)
    {
        model.merge(updates);
        model.announce();
    }

    QString cell(int row, RunModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }

    tests::ManualClock clock;
    RunModel model;
    QAbstractItemModelTester tester;
};

TEST_F(RunModelTest, BeginsWithEveryTaskQueued)
{
    EXPECT_EQ(model.rowCount(), 100);
    EXPECT_EQ(model.counts()[StatusGroup::Queued], 100);
    EXPECT_EQ(cell(37, RunModel::Host), QStringLiteral("10.0.0.3"));
    EXPECT_EQ(cell(37, RunModel::Item), QStringLiteral("app-7"));
    EXPECT_EQ(cell(37, RunModel::State), QStringLiteral("Queued"));
    EXPECT_EQ(cell(37, RunModel::Elapsed), QString());
}

TEST_F(RunModelTest, SaysWhichStepOfHowManyATaskIsAt)
{
    EXPECT_EQ(cell(0, RunModel::Phase), QString());
    take({stateUpdate(0, TaskState::Running, clock.now())});
    EXPECT_EQ(cell(0, RunModel::Phase), QStringLiteral("restart")) << "the only one";

    model::Manifest manifest = *manifestOf(1, 1);
    manifest.profile.steps << model::Step{.run = QStringLiteral("check")}
                           << model::Step{.name = QStringLiteral("wait %1"), .run = QStringLiteral("wait")};
    model.reset(std::make_shared<const model::Manifest>(manifest));
    model.begin(clock.now());
    engine::TaskUpdate update = stateUpdate(0, TaskState::Running, clock.now());
    take({update});
    EXPECT_EQ(cell(0, RunModel::Phase), QStringLiteral("1 of 3: restart"));
    update.step = 1;
    take({update});
    EXPECT_EQ(cell(0, RunModel::Phase), QStringLiteral("step 2 of 3"));
    EXPECT_EQ(cell(0, RunModel::Progress), QStringLiteral("1 of 3")) << "are done";
    update.step = 2;
    take({update});
    EXPECT_EQ(cell(0, RunModel::Phase), QStringLiteral("3 of 3: wait %1"));
    take({finishedUpdate(0, Outcome::Succeeded, clock.now())});
    EXPECT_EQ(cell(0, RunModel::Phase), QString());
    EXPECT_EQ(cell(0, RunModel::Progress), QStringLiteral("3 of 3"));
}

TEST_F(RunModelTest, SaysHowFarACopyHasGot)
{
    engine::TaskUpdate update = stateUpdate(0, TaskState::Running, clock.now());
    update.progress = model::TaskProgress{.task = {0}, .done = 500, .total = 2'000, .time = {}};
    take({update});
    EXPECT_EQ(cell(0, RunModel::Progress), text::bytes(500) + QStringLiteral(" of ") + text::bytes(2'000));
    take({finishedUpdate(0, Outcome::Succeeded, clock.now())});
    EXPECT_EQ(cell(0, RunModel::Progress), QStringLiteral("1 of 1"));
}

TEST_F(RunModelTest, TargetsOfOneNameAreToldApart)
{
    model::Manifest manifest;
    manifest.items = {model::Item()};
    manifest.targets = {{.name = QStringLiteral("a"), .port = 2222},
                        {.name = QStringLiteral("a"), .user = QStringLiteral("ops")},
                        {.name = QStringLiteral("b"), .port = 2222}};
    manifest.tasks = {{{0}, {0}}, {{1}, {0}}, {{2}, {0}}};
    model.reset(std::make_shared<const model::Manifest>(manifest));
    EXPECT_EQ(cell(0, RunModel::Host), QStringLiteral("a:2222"));
    EXPECT_EQ(cell(1, RunModel::Host), QStringLiteral("ops@a"));
    EXPECT_EQ(cell(2, RunModel::Host), QStringLiteral("b"));
    EXPECT_EQ(model.manifest()->targets[0].name, QStringLiteral("a")) << "which is what is run";
}

TEST_F(RunModelTest, CallsTheItemColumnAfterTheOnlyAxis)
{
    EXPECT_EQ(model.headerData(RunModel::Item, Qt::Horizontal).toString(), QStringLiteral("App"));
}

TEST_F(RunModelTest, CountsByGroup)
{
    take({stateUpdate(0, TaskState::Connecting, clock.now()),
          finishedUpdate(1, Outcome::Succeeded, clock.now()),
          finishedUpdate(2, Outcome::CommandFailed, clock.now()),
          finishedUpdate(3, Outcome::Unreachable, clock.now()),
          finishedUpdate(4, Outcome::Skipped, clock.now()),
          finishedUpdate(5, Outcome::StopUnverified, clock.now())});
    EXPECT_EQ(model.counts()[StatusGroup::Running], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Succeeded], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Failed], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Unreachable], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Stopped], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Unverified], 1);
    EXPECT_EQ(model.counts()[StatusGroup::Queued], 94);
    EXPECT_EQ(model.counts().bad(), 3);
    EXPECT_EQ(model.counts().total(), 100);
}

TEST_F(RunModelTest, NeighboursAreAnnouncedTogether)
{
    QSignalSpy changed(&model, &RunModel::dataChanged);
    QSignalSpy counts(&model, &RunModel::countsChanged);
    take({stateUpdate(7, TaskState::Running, clock.now()), stateUpdate(5, TaskState::Running, clock.now()),
          stateUpdate(6, TaskState::Running, clock.now()), stateUpdate(20, TaskState::Running, clock.now())});
    ASSERT_EQ(changed.size(), 2);
    EXPECT_EQ(changed[0][0].toModelIndex().row(), 5);
    EXPECT_EQ(changed[0][1].toModelIndex().row(), 7);
    EXPECT_EQ(changed[1][0].toModelIndex().row(), 20);
    EXPECT_EQ(counts.size(), 1);
}

TEST_F(RunModelTest, ManyRowsAreAnnouncedAsOneRange)
{
    QSignalSpy changed(&model, &RunModel::dataChanged);
    std::vector<engine::TaskUpdate> updates;
    for (std::uint32_t task = 0; task < 100; task += 3)
        updates.push_back(stateUpdate(task, TaskState::Running, clock.now()));
    for (std::uint32_t task = 1; task < 100; task += 3)
        updates.push_back(stateUpdate(task, TaskState::Running, clock.now()));
    take(updates);
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed[0][0].toModelIndex().row(), 0);
    EXPECT_EQ(changed[0][1].toModelIndex().row(), 99);
}

TEST_F(RunModelTest, NothingIsAnnouncedWithoutNews)
{
    QSignalSpy changed(&model, &RunModel::dataChanged);
    model.announce();
    EXPECT_EQ(changed.size(), 0);
}

TEST_F(RunModelTest, ElapsedGrowsUntilTheEnd)
{
    clock.advance(2s);
    take({stateUpdate(0, TaskState::Connecting, clock.now())});
    clock.advance(1500ms);
    EXPECT_EQ(model.elapsed(model.row(0), model.now()), base::Duration(1500ms));
    EXPECT_EQ(model.waited(model.row(0), model.now()), base::Duration(2s));
    EXPECT_EQ(model.waited(model.row(1), model.now()), base::Duration(3500ms));
    take({finishedUpdate(0, Outcome::Succeeded, clock.now())});
    clock.advance(1h);
    EXPECT_EQ(model.elapsed(model.row(0), model.now()), base::Duration(3s));
}

TEST_F(RunModelTest, NothingElapsesInTheQueueOrWithoutABeginning)
{
    take({stateUpdate(0, TaskState::Connecting, clock.now()),
          stateUpdate(1, TaskState::Connecting, clock.now())});
    clock.advance(2s);
    EXPECT_EQ(model.elapsed(model.row(0), model.now()), base::Duration(2s));
    take({stateUpdate(0, TaskState::Queued, clock.now()), finishedUpdate(1, Outcome::Skipped, clock.now())});
    EXPECT_FALSE(model.elapsed(model.row(0), model.now()).has_value());
    EXPECT_FALSE(model.elapsed(model.row(1), model.now()).has_value());
}

TEST_F(RunModelTest, OutputAddsUpAndTheLastLineIsNeutralised)
{
    engine::TaskUpdate update;
    update.task = {4};
    update.bytes = 10;
    update.lastLine = "one\x1b[31m";
    take({stateUpdate(4, TaskState::Running, clock.now()), update});
    update.bytes = 2;
    update.lastLine = "two";
    take({update});
    EXPECT_EQ(model.row(4).bytes, 12);
    EXPECT_EQ(model.row(4).state, TaskState::Running);
    EXPECT_EQ(cell(4, RunModel::LastLine), QStringLiteral("two"));
    update.lastLine = "\x07"
                      "bell";
    take({update});
    EXPECT_EQ(cell(4, RunModel::LastLine), QStringLiteral("\u2407bell"));
}

TEST_F(RunModelTest, SaysWhyATaskFailed)
{
    engine::TaskUpdate update = finishedUpdate(0, Outcome::Unreachable, clock.now());
    update.attempt = 3;
    update.finished->result.error = base::Error{base::ErrorCode::ConnectionRefused, {}};
    take({update});
    EXPECT_EQ(cell(0, RunModel::Error), QStringLiteral("refused (3 tries)"));
    EXPECT_EQ(cell(0, RunModel::State), QStringLiteral("Unreachable"));
}

TEST_F(RunModelTest, AFailedTaskShowsTheLastLineOfStandardError)
{
    engine::TaskUpdate update;
    update.lastLine = "cleaning up";
    update.lastErrorLine = "\x1b[31mno such\x1b[0m container";
    for (const std::uint32_t task : {0u, 1u}) {
        update.task = {task};
        take({stateUpdate(task, TaskState::Running, clock.now()), update});
    }
    EXPECT_EQ(cell(0, RunModel::LastLine), QStringLiteral("cleaning up"));
    take({finishedUpdate(0, Outcome::CommandFailed, clock.now()),
          finishedUpdate(1, Outcome::Succeeded, clock.now())});
    EXPECT_EQ(cell(0, RunModel::LastLine), QStringLiteral("no such container"));
    EXPECT_EQ(model.row(0).lastLineStream, model::OutputStream::Stderr);
    EXPECT_EQ(cell(1, RunModel::LastLine), QStringLiteral("cleaning up"));
}

TEST_F(RunModelTest, TheEndStopsTheClock)
{
    clock.advance(5s);
    model.end(clock.now());
    clock.advance(5s);
    EXPECT_EQ(model.now(), *model.start() + 5s);
}

} // namespace
} // namespace regatta::ui
