#include "app/cli/json_writer.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

const base::Instant start = base::Instant(1h);

model::TaskFinished endOf(model::AttemptTimes times)
{
    model::TaskFinished event;
    event.result.times = times;
    event.firstStarted = times.started;
    event.time = times.finished.value_or(start + 9s);
    return event;
}

} // namespace

TEST(PhaseTimes, AreTheGapsBetweenTheStamps)
{
    const auto event = endOf({start + 1ms, start + 3ms, start + 7ms, start + 20ms});
    EXPECT_EQ(cli::phaseTimes(event, start).text(), R"({"queued":1,"connect":2,"auth":4,"run":13})");
}

TEST(PhaseTimes, AWarmSessionNeedsNoLogIn)
{
    const auto event = endOf({start + 1ms, std::nullopt, start + 2ms, start + 5ms});
    EXPECT_EQ(cli::phaseTimes(event, start).text(), R"({"queued":1,"connect":1,"auth":0,"run":3})");
}

TEST(PhaseTimes, WhatWasNeverReachedTakesNoTime)
{
    const auto event = endOf({start + 1ms, std::nullopt, std::nullopt, start + 11ms});
    EXPECT_EQ(cli::phaseTimes(event, start).text(), R"({"queued":1,"connect":10,"auth":0,"run":0})");
}

TEST(PhaseTimes, ATaskThatNeverStartedOnlyWaited)
{
    const auto event = endOf({});
    EXPECT_EQ(cli::phaseTimes(event, start).text(), R"({"queued":9000,"connect":0,"auth":0,"run":0})");
}
