#include "ui/timeline/lane_layout.h"

#include <gmock/gmock.h>

using namespace regatta;
using namespace std::chrono_literals;
using model::Slot;
using model::TaskId;
using ui::BusyStep;
using ui::LaneLayout;
using ui::TaskRow;

namespace {

const base::Instant start = base::Instant(1h);

TaskRow finishedRow(std::uint32_t slot, base::Duration from, base::Duration running, base::Duration until)
{
    TaskRow row;
    row.slot = Slot{slot};
    row.state = model::TaskState::Finished;
    row.outcome = model::Outcome::Succeeded;
    row.times = {start + from, std::nullopt, start + running, start + until};
    return row;
}

} // namespace

TEST(LaneLayout, PutsEachTaskInItsSlotsLane)
{
    const LaneLayout layout =
        LaneLayout::of({finishedRow(0, 0s, 1s, 2s), finishedRow(1, 0s, 1s, 4s), finishedRow(0, 2s, 2s, 3s)},
                       start, start + 4s);
    ASSERT_EQ(layout.lanes.size(), 2u);
    ASSERT_EQ(layout.lanes[0].size(), 2u);
    EXPECT_EQ(layout.lanes[0][1].task, TaskId{2});
    EXPECT_EQ(layout.lanes[1][0].running, 1s);
    EXPECT_EQ(layout.lanes[1][0].until, 4s);
}

TEST(LaneLayout, ExposesARunThatOnlyLooksParallel)
{
    const LaneLayout layout =
        LaneLayout::of({finishedRow(0, 0s, 0s, 1s), finishedRow(1, 1s, 1s, 2s), finishedRow(2, 2s, 2s, 3s)},
                       start, start + 3s);
    EXPECT_EQ(layout.lanes.size(), 3u);
    EXPECT_EQ(layout.peak, 1);
    EXPECT_DOUBLE_EQ(layout.effectiveParallel, 1.0);
}

TEST(LaneLayout, DrawsTheBusyCurve)
{
    const LaneLayout layout =
        LaneLayout::of({finishedRow(0, 0s, 0s, 2s), finishedRow(1, 1s, 1s, 2s)}, start, start + 2s);
    EXPECT_THAT(layout.busy, testing::ElementsAre(BusyStep{0s, 1}, BusyStep{1s, 2}, BusyStep{2s, 0}));
    EXPECT_EQ(layout.peak, 2);
}

TEST(LaneLayout, WhatStillRunsReachesToThePresent)
{
    TaskRow row = finishedRow(0, 1s, 2s, 9s);
    row.state = model::TaskState::Running;
    row.outcome.reset();
    row.times.finished.reset();
    const LaneLayout layout = LaneLayout::of({row}, start, start + 5s);
    EXPECT_EQ(layout.lanes[0][0].until, 5s);
    EXPECT_DOUBLE_EQ(layout.effectiveParallel, 0.8);
}

TEST(LaneLayout, AWarmSessionsTaskBeginsWithItsCommand)
{
    TaskRow row = finishedRow(0, 0s, 2s, 3s);
    row.times.started.reset();
    EXPECT_EQ(LaneLayout::of({row}, start, start + 3s).lanes.at(0).at(0).from, 2s);
}

TEST(LaneLayout, NamesTheLongestPole)
{
    EXPECT_EQ(
        LaneLayout::of({finishedRow(0, 0s, 0s, 1s), finishedRow(1, 0s, 0s, 3s)}, start, start + 3s).longest,
        TaskId{1});
}

TEST(LaneLayout, WhatWasNeverAdmittedHasNoBar)
{
    const LaneLayout layout = LaneLayout::of({TaskRow{}}, start, start + 1s);
    EXPECT_TRUE(layout.lanes.empty());
    EXPECT_FALSE(layout.longest);
    EXPECT_EQ(layout.effectiveParallel, 0);
}
