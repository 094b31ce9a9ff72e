#include "ui/timeline/timeline_view.h"

#include "tests/support/manual_clock.h"
#include "tests/ui/run/run_samples.h"
#include "ui/run/run_model.h"

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

TEST(TimelineView, LanesStayWhereThereIsLittleRoom)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(1, 1));
    tasks.begin(clock.now());
    clock.advance(std::chrono::seconds(3));
    tasks.merge(std::vector{tests::finishedUpdate(0, model::Outcome::Succeeded, clock.now())});
    tasks.announce();

    TimelineView view(tasks);
    const int line = view.fontMetrics().height();
    view.resize(line * 11, line * 8); // the legend has a line for each word, and would take it all
    view.show();
    const QPoint inFirstLane(view.viewport()->width() / 2, line + line / 2);
    EXPECT_EQ(view.taskAt(inFirstLane), model::TaskId{0});
}

/// What stands below the only lane of a run with this outcome.
QImage footOf(model::Outcome outcome)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.reset(tests::manifestOf(1, 1));
    tasks.begin(clock.now());
    clock.advance(std::chrono::seconds(3));
    tasks.merge(std::vector{tests::finishedUpdate(0, outcome, clock.now())});
    tasks.announce();
    TimelineView view(tasks);
    view.resize(900, 400);
    const QImage image = view.grab().toImage();
    const int lane = view.fontMetrics().height() * 3;
    return image.copy(0, lane, image.width(), image.height() - lane);
}

TEST(TimelineView, APastRunHasNoNow)
{
    tests::ManualClock clock;
    RunModel tasks(clock);
    tasks.showPast(tests::manifestOf(1, 1),
                   std::vector{tests::stateUpdate(0, model::TaskState::Running, base::Instant())},
                   QDateTime::currentDateTime(), std::chrono::seconds(3));
    TimelineView view(tasks);
    view.resize(900, 400);
    const QImage image = view.grab().toImage();
    const QImage aboveLanes = image.copy(0, 0, image.width(), view.fontMetrics().height() - 1);
    QImage nothing = aboveLanes;
    nothing.fill(aboveLanes.pixelColor(0, 0));
    EXPECT_EQ(aboveLanes, nothing);
}

TEST(TimelineView, WhatMayStillRunHasAWordOfItsOwn)
{
    EXPECT_NE(footOf(model::Outcome::StopUnverified), footOf(model::Outcome::Unreachable))
        << "both are orange";
    EXPECT_EQ(footOf(model::Outcome::Succeeded), footOf(model::Outcome::Unreachable))
        << "it is rare, and takes no room before";
}

} // namespace
} // namespace regatta::ui
