#include "core/engine/run_statistics.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;
using engine::RunStatistics;

namespace {

base::Instant at(base::Duration offset)
{
    return base::Instant(1h) + offset;
}

} // namespace

TEST(RunStatistics, OneAfterTheOtherIsOne)
{
    RunStatistics statistics;
    statistics.addBusy(model::Slot{0}, at(0s), at(1s));
    statistics.addBusy(model::Slot{0}, at(1s), at(2s));
    const model::RunSummary summary = statistics.summary(at(0s), at(2s));
    EXPECT_DOUBLE_EQ(summary.effectiveParallel, 1.0);
    EXPECT_EQ(summary.peakParallel, 1) << "an end comes before a beginning of the same instant";
}

TEST(RunStatistics, FourSlotsThatAreReallySerialAreExposed)
{
    RunStatistics statistics;
    for (std::uint32_t slot = 0; slot < 4; ++slot)
        statistics.addBusy(model::Slot{slot}, at(slot * 1s), at((slot + 1) * 1s));
    const model::RunSummary summary = statistics.summary(at(0s), at(4s));
    EXPECT_DOUBLE_EQ(summary.effectiveParallel, 1.0);
    EXPECT_EQ(summary.peakParallel, 1);
    EXPECT_EQ(summary.busy.size(), 4u);
}

TEST(RunStatistics, OverlapsAddUp)
{
    RunStatistics statistics;
    statistics.addBusy(model::Slot{0}, at(0s), at(4s));
    statistics.addBusy(model::Slot{1}, at(1s), at(3s));
    statistics.addBusy(model::Slot{2}, at(2s), at(4s));
    const model::RunSummary summary = statistics.summary(at(0s), at(4s));
    EXPECT_DOUBLE_EQ(summary.effectiveParallel, 2.0);
    EXPECT_EQ(summary.peakParallel, 3);
    EXPECT_EQ(summary.busy[1], 2s);
}

TEST(RunStatistics, CountsOutcomesAndAnEmptyRun)
{
    RunStatistics statistics;
    statistics.addOutcome(model::Outcome::Succeeded);
    statistics.addOutcome(model::Outcome::Unreachable);
    const model::RunSummary summary = statistics.summary(at(0s), at(0s));
    EXPECT_EQ(summary.count(model::Outcome::Succeeded), 1);
    EXPECT_EQ(summary.count(model::Outcome::CommandFailed), 0);
    EXPECT_EQ(summary.total(), 2);
    EXPECT_EQ(summary.effectiveParallel, 0);
    EXPECT_EQ(summary.peakParallel, 0);
}
