#include "ui/run/task_order.h"

#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/run/task_table.h"

#include <QAbstractItemModelTester>
#include <QEnterEvent>
#include <QScrollBar>
#include <QSignalSpy>

namespace regatta::ui {
namespace {

using model::Outcome;
using model::TaskState;
using tests::finishedUpdate;
using tests::stateUpdate;
using tests::waitFor;

class TaskOrderTest : public testing::Test
{
protected:
    TaskOrderTest()
        : tasks(clock)
        , order(tasks)
        , tester(&order, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        tasks.reset(tests::manifestOf(3, 2));
        tasks.begin(clock.now());
    }

    void take(const std::vector<engine::TaskUpdate> &updates)
    {
        tasks.merge(updates);
        tasks.announce();
    }

    std::vector<int> shown() const
    {
        std::vector<int> all;
        for (int row = 0; row < order.rowCount(); ++row)
            all.push_back(int(order.taskAt(row).value));
        return all;
    }

    tests::ManualClock clock;
    RunModel tasks;
    TaskOrder order;
    QAbstractItemModelTester tester;
};

using testing::ElementsAre;

TEST_F(TaskOrderTest, FailuresComeFirstThenWhatRunsThenTheRest)
{
    take({finishedUpdate(1, Outcome::Succeeded, clock.now()),
          finishedUpdate(2, Outcome::Unreachable, clock.now()),
          stateUpdate(3, TaskState::Connecting, clock.now()), stateUpdate(4, TaskState::Running, clock.now()),
          finishedUpdate(5, Outcome::CommandFailed, clock.now())});
    EXPECT_TRUE(waitFor([&] { return shown() == std::vector{5, 2, 4, 3, 0, 1}; }));
}

TEST_F(TaskOrderTest, NothingMovesWhileItIsHeld)
{
    order.setHeld(true);
    QSignalSpy layout(&order, &TaskOrder::layoutChanged);
    take({finishedUpdate(5, Outcome::CommandFailed, clock.now())});
    EXPECT_THAT(shown(), ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_EQ(layout.size(), 0);
    order.setHeld(false);
    EXPECT_THAT(shown(), ElementsAre(5, 0, 1, 2, 3, 4));
}

TEST_F(TaskOrderTest, PersistentIndexesFollowTheirTasks)
{
    const QPersistentModelIndex last = order.index(5, RunModel::Host);
    order.setHeld(true);
    take({finishedUpdate(5, Outcome::CommandFailed, clock.now())});
    order.setHeld(false);
    EXPECT_EQ(last.row(), 0);
}

TEST_F(TaskOrderTest, AGroupShowsOnlyItsTasks)
{
    take({finishedUpdate(5, Outcome::CommandFailed, clock.now()),
          stateUpdate(0, TaskState::Running, clock.now())});
    order.setGroup(StatusGroup::Failed);
    EXPECT_THAT(shown(), ElementsAre(5));
    order.setGroup(StatusGroup::Queued);
    EXPECT_THAT(shown(), ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(order.rowOf(model::TaskId{5}), -1);
    order.setGroup(std::nullopt);
    EXPECT_EQ(order.rowCount(), 6);
}

TEST_F(TaskOrderTest, EveryWordMustStandSomewhere)
{
    order.setWords(QStringLiteral("0.1 APP-1"));
    EXPECT_THAT(shown(), ElementsAre(3));
    order.setWords(QStringLiteral("nowhere"));
    EXPECT_EQ(order.rowCount(), 0);
}

TEST_F(TaskOrderTest, SortsByTheColumnThatIsChosen)
{
    engine::TaskUpdate much = stateUpdate(4, TaskState::Running, clock.now());
    much.bytes = 100;
    engine::TaskUpdate little = stateUpdate(2, TaskState::Running, clock.now());
    little.bytes = 1;
    take({much, little});
    order.sort(RunModel::Bytes, Qt::DescendingOrder);
    EXPECT_THAT(shown(), ElementsAre(4, 2, 0, 1, 3, 5));
    for (int column = 0; column < RunModel::ColumnCount; ++column)
        order.sort(column, Qt::AscendingOrder);
}

TEST_F(TaskOrderTest, TheTableHoldsTheOrderWhileThePointerIsInIt)
{
    TaskTable table(tasks);
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(&table, &enter);
    EXPECT_TRUE(table.order().isHeld());
    take({finishedUpdate(5, Outcome::CommandFailed, clock.now())});
    EXPECT_EQ(table.order().rowOf(model::TaskId{5}), 5);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&table, &leave);
    EXPECT_EQ(table.order().rowOf(model::TaskId{5}), 0);
}

TEST_F(TaskOrderTest, TheSelectionOutlivesAFilter)
{
    TaskTable table(tasks);
    table.selectTasks({model::TaskId{1}, model::TaskId{3}});
    QSignalSpy changed(&table, &TaskTable::selectedTasksChanged);
    table.order().setWords(QStringLiteral("app-1"));
    EXPECT_EQ(table.selectedTasks(), (std::vector{model::TaskId{1}, model::TaskId{3}}));
    EXPECT_EQ(changed.size(), 0);
    table.order().setWords(QStringLiteral("0.1 app-1"));
    EXPECT_EQ(table.selectedTasks(), std::vector{model::TaskId{3}});
    EXPECT_GE(changed.size(), 1);
}

TEST_F(TaskOrderTest, WhatIsSelectedStaysWhereItIsOnTheScreen)
{
    tasks.reset(tests::manifestOf(1000, 10));
    tasks.begin(clock.now());
    TaskTable table(tasks);
    table.resize(600, 400);
    table.show();
    table.verticalScrollBar()->setValue(5000);
    table.selectTasks({model::TaskId{5003}});
    std::vector<engine::TaskUpdate> failures;
    for (std::uint32_t task = 9'000; task < 9'500; ++task)
        failures.push_back(finishedUpdate(task, Outcome::CommandFailed, clock.now()));
    take(failures);
    table.order().setHeld(false); // the pointer may be anywhere; now is the time to reorder
    ASSERT_EQ(table.order().rowOf(model::TaskId{5003}), 5503);
    EXPECT_EQ(table.verticalScrollBar()->value(), 5500);
}

TEST_F(TaskOrderTest, WithoutASelectionTheTopStaysInSight)
{
    tasks.reset(tests::manifestOf(1000, 10));
    tasks.begin(clock.now());
    TaskTable table(tasks);
    table.resize(600, 400);
    table.show();
    table.setCurrentIndex({});
    take({finishedUpdate(0, Outcome::Succeeded, clock.now())});
    table.order().setHeld(false);
    ASSERT_EQ(table.order().rowOf(model::TaskId{0}), 9'999);
    EXPECT_EQ(table.verticalScrollBar()->value(), 0);
}

TEST_F(TaskOrderTest, RowsAreCopiedAsTheyStand)
{
    TaskTable table(tasks);
    table.selectTasks({model::TaskId{1}});
    const QStringList lines = table.rowsAsText().split(u'\n');
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("State\tHost\tApp\tExit")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("Queued\t10.0.0.0\tapp-1\t")));
}

TEST_F(TaskOrderTest, TheNextFailureIsFoundAroundTheEnd)
{
    TaskTable table(tasks);
    table.order().sort(RunModel::Host);
    take({finishedUpdate(1, Outcome::CommandFailed, clock.now()),
          finishedUpdate(4, Outcome::Unreachable, clock.now())});
    for (const std::uint32_t expected : {1u, 4u, 1u}) {
        table.jumpToNextFailure();
        EXPECT_EQ(table.selectedTasks(), std::vector{model::TaskId{expected}});
    }
}

} // namespace
} // namespace regatta::ui
