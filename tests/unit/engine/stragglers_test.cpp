#include "core/engine/stragglers.h"

#include "tests/support/manual_clock.h"

#include <gmock/gmock.h>

using namespace regatta;
using namespace std::chrono_literals;
using engine::Stragglers;
using engine::Straggling;
using engine::TaskUpdate;
using model::TaskId;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class StragglersTest : public testing::Test
{
protected:
    StragglersTest() { stragglers.reset(20); }

    TaskUpdate update(std::uint32_t task, model::TaskState state) const
    {
        TaskUpdate news{.task = {task}};
        news.state = state;
        news.stateIsNews = true;
        return news;
    }

    void begin(std::uint32_t task)
    {
        TaskUpdate news = update(task, model::TaskState::Running);
        news.times.running = clock.now();
        take(news);
    }

    void print(std::uint32_t task)
    {
        TaskUpdate news{.task = {task}};
        news.bytes = 10;
        take(news);
    }

    void end(std::uint32_t task, model::Outcome outcome = model::Outcome::Succeeded)
    {
        TaskUpdate news = update(task, model::TaskState::Finished);
        news.finished = model::TaskFinished{.task = {task}, .slot = {}, .result = {}, .firstStarted = {}};
        news.finished->result.outcome = outcome;
        news.finished->time = clock.now();
        take(news);
    }

    /// `count` tasks from the first on take `duration` each, all at the same time.
    void letOthersTake(int count, base::Duration duration)
    {
        for (std::uint32_t task = 0; task < std::uint32_t(count); ++task)
            begin(task);
        clock.advance(duration);
        for (std::uint32_t task = 0; task < std::uint32_t(count); ++task)
            end(task);
    }

    void take(const TaskUpdate &news) { stragglers.take(std::span(&news, 1), clock.now()); }
    std::vector<Stragglers::Mark> look() { return stragglers.look(clock.now()); }

    static Stragglers::Mark mark(std::uint32_t task, Straggling straggling)
    {
        return {TaskId{task}, straggling};
    }

    tests::ManualClock clock;
    Stragglers stragglers{{.silentAfter = 30s, .slowFactor = 3}};
};

} // namespace

TEST_F(StragglersTest, ATaskThatPrintsNothingIsSilentFromItsLimitOnUntilItPrints)
{
    begin(7);
    clock.advance(30s - 1ns);
    EXPECT_THAT(look(), IsEmpty());
    clock.advance(1ns);
    EXPECT_THAT(look(), ElementsAre(mark(7, Straggling::Silent)));
    EXPECT_THAT(look(), IsEmpty()) << "it has been said";
    print(7);
    EXPECT_THAT(look(), ElementsAre(mark(7, Straggling::No)));
    clock.advance(30s);
    EXPECT_THAT(look(), ElementsAre(mark(7, Straggling::Silent)));
    end(7);
    EXPECT_THAT(look(), ElementsAre(mark(7, Straggling::No)));
}

TEST_F(StragglersTest, WhoDoesNotRunIsNeverSilent)
{
    take(update(1, model::TaskState::Queued));
    take(update(2, model::TaskState::Connecting));
    take(update(3, model::TaskState::Waiting));
    clock.advance(1h);
    EXPECT_THAT(look(), IsEmpty());
    EXPECT_EQ(stragglers.nextChange(clock.now()), std::nullopt);
}

TEST_F(StragglersTest, WhoTakesThreeTimesTheOthersMedianIsSlow)
{
    letOthersTake(5, 10s);
    begin(9);
    for (int i = 0; i < 29; ++i) {
        clock.advance(1s);
        print(9);
    }
    EXPECT_THAT(look(), IsEmpty());
    clock.advance(1s);
    EXPECT_THAT(look(), ElementsAre(mark(9, Straggling::Slow))) << "although it has just printed";
}

TEST_F(StragglersTest, FourOthersSayNothingAboutWhatIsUsual)
{
    letOthersTake(4, 1s);
    begin(9);
    clock.advance(29s);
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(StragglersTest, OthersThatFailedAreNoMeasure)
{
    for (std::uint32_t task = 0; task < 10; ++task) {
        begin(task);
        end(task, model::Outcome::CommandFailed);
    }
    begin(12);
    clock.advance(29s);
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(StragglersTest, ShortTasksAreNotSlowBeforeFiveSecondsMore)
{
    letOthersTake(10, 100ms);
    begin(12);
    clock.advance(5s);
    EXPECT_THAT(look(), IsEmpty());
    clock.advance(100ms);
    EXPECT_THAT(look(), ElementsAre(mark(12, Straggling::Slow)));
}

TEST_F(StragglersTest, WhatATaskUsuallyTakesCountsWhereThatIsMore)
{
    std::vector<std::optional<base::Duration>> usual(20);
    usual[12] = 20s;
    stragglers.reset(20, usual);
    letOthersTake(10, 6s);
    begin(12);
    begin(13);
    clock.advance(29s);
    EXPECT_THAT(look(), ElementsAre(mark(13, Straggling::Slow)));
}

TEST_F(StragglersTest, TheFirstTaskIsMeasuredByItsOwnPast)
{
    std::vector<std::optional<base::Duration>> usual(20);
    usual[0] = 5s;
    stragglers.reset(20, usual);
    begin(0);
    clock.advance(15s);
    EXPECT_THAT(look(), ElementsAre(mark(0, Straggling::Slow)));
}

TEST_F(StragglersTest, AnotherAttemptBeginsAnew)
{
    begin(3);
    clock.advance(30s);
    EXPECT_THAT(look(), ElementsAre(mark(3, Straggling::Silent)));
    take(update(3, model::TaskState::Queued));
    EXPECT_THAT(look(), ElementsAre(mark(3, Straggling::No)));
    begin(3);
    clock.advance(29s);
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(StragglersTest, WhoIsLeftAloneIsNotMarkedAgain)
{
    begin(3);
    clock.advance(30s);
    EXPECT_THAT(look(), ElementsAre(mark(3, Straggling::Silent)));
    const TaskId known{3};
    stragglers.leaveAlone(std::span(&known, 1));
    EXPECT_THAT(look(), ElementsAre(mark(3, Straggling::No)));
    clock.advance(1h);
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(StragglersTest, ALimitOfZeroTurnsARuleOff)
{
    stragglers.setLimits({.silentAfter = 0s, .slowFactor = 0});
    letOthersTake(10, 1s);
    begin(12);
    clock.advance(1h);
    EXPECT_THAT(look(), IsEmpty());
    EXPECT_EQ(stragglers.nextChange(clock.now()), std::nullopt);
}

TEST_F(StragglersTest, SaysWhenItWantsToLookAgain)
{
    letOthersTake(5, 4s);
    begin(9);
    const base::Instant began = clock.now();
    EXPECT_EQ(stragglers.nextChange(clock.now()), began + 12s) << "slow, before it is silent";
    clock.advance(12s);
    look();
    EXPECT_EQ(stragglers.nextChange(clock.now()), began + 30s);
}
