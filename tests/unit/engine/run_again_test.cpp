#include "tests/unit/engine/run_controller_fixture.h"

#include <gmock/gmock.h>

using namespace regatta;
using namespace regatta::tests;
using model::Outcome;
using model::TaskId;
using testing::ElementsAre;

namespace {

/// Its first task is to be run again, and its host has not said yet what becomes of it.
class RunAgainTest : public RunControllerTest
{
protected:
    void beginAndRunAgain(const model::Profile &profile)
    {
        begin(profile);
        transport.onStop = [](transport::ExecutionId) {};
        transport.run(first());
        controller->runAgain({TaskId{0}});
    }

    transport::ExecutionId first() const { return transport.started()[0].id; }

    void endFirst(Outcome outcome)
    {
        transport.finish(first(), {.outcome = outcome});
        settle();
    }

    int attemptsOfFirst() const
    {
        for (const model::TaskFinished &end : log->all<model::TaskFinished>()) {
            if (end.task.value == 0)
                return end.attempts;
        }
        return 0;
    }
};

} // namespace

TEST_F(RunAgainTest, BeginsAfreshOnceItIsGone)
{
    model::Profile profile = profileOf(2, 2);
    profile.steps = {{.run = QStringLiteral("one {{attempt}}")}, {.run = QStringLiteral("two")}};
    beginAndRunAgain(profile);
    EXPECT_EQ(transport.stops, std::vector{first()});
    settle();
    EXPECT_EQ(transport.started().size(), 2U) << "not beside itself";
    endFirst(Outcome::Cancelled);
    ASSERT_TRUE(waitForStarts(3));
    EXPECT_EQ(commands(), QByteArrayList({"one 1", "one 1", "one 2"}));
    transport.onStop = nullptr;
    while (!transport.running().empty()) {
        transport.succeed(transport.running().front());
        settle();
    }
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Succeeded, Outcome::Succeeded));
    EXPECT_EQ(attemptsOfFirst(), 2);
}

TEST_F(RunAgainTest, UsesUpNoneOfTheRetriesThatTheProfileAllows)
{
    model::Profile profile = profileOf(1, 1);
    profile.retry.attempts = 2;
    profile.retry.delay = std::chrono::milliseconds(0);
    beginAndRunAgain(profile);
    endFirst(Outcome::Cancelled);
    for (const size_t started : {2U, 3U}) {
        ASSERT_TRUE(waitForStarts(started));
        transport.finish(transport.running().front(), {.outcome = Outcome::Unreachable});
        settle();
    }
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Unreachable));
    EXPECT_EQ(attemptsOfFirst(), 3) << "the profile's two, and the one that a person wanted";
}

TEST_F(RunAgainTest, NeverRunsBesideWhatMayStillRun)
{
    beginAndRunAgain(profileOf(1, 1));
    endFirst(Outcome::StopUnverified);
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::StopUnverified));
    EXPECT_TRUE(log->summary());
}

TEST_F(RunAgainTest, LeavesAloneWhatSucceededMeanwhile)
{
    beginAndRunAgain(profileOf(1, 1));
    endFirst(Outcome::Succeeded);
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Succeeded));
    EXPECT_EQ(attemptsOfFirst(), 1);
}

TEST_F(RunAgainTest, IsOffOnceAPersonStopsIt)
{
    beginAndRunAgain(profileOf(1, 1));
    controller->stop({TaskId{0}});
    controller->runAgain({TaskId{0}});
    endFirst(Outcome::Cancelled);
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Cancelled));
}

TEST_F(RunAgainTest, MayBeStoppedBeforeItBegins)
{
    beginAndRunAgain(profileOf(1, 1));
    controller->setPaused(true);
    endFirst(Outcome::Cancelled);
    EXPECT_FALSE(log->summary());
    controller->stopAll();
    settle();
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Cancelled));
    EXPECT_EQ(transport.started().size(), 1U);
}

TEST_F(RunAgainTest, IsOnlyForWhatIsAtWork)
{
    begin(profileOf(3, 1));
    transport.succeed(first());
    settle();
    controller->setPaused(true);
    controller->runAgain({TaskId{0}, TaskId{2}});
    settle();
    EXPECT_TRUE(transport.stops.empty());
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Succeeded));
    EXPECT_EQ(transport.started().size(), 2U);
}
