#include "core/engine/step_sequence.h"

#include "tests/unit/engine/run_controller_fixture.h"

#include <gmock/gmock.h>

using namespace regatta;
using engine::StepSequence;
using model::Outcome;
using testing::ElementsAre;
using When = model::StepCondition;

namespace {

model::Step step(When when, bool goesOn = false)
{
    model::Step step;
    step.when = when;
    step.goesOn = goesOn;
    return step;
}

model::AttemptResult failed(int exitCode)
{
    return {.outcome = Outcome::CommandFailed, .exitCode = exitCode};
}

const model::AttemptResult succeeded{.outcome = Outcome::Succeeded, .exitCode = 0};

/// The steps that run when the given ones (by place in the list) end otherwise than well.
std::vector<int> stepsThatRun(const QList<model::Step> &steps, const std::map<int, Outcome> &endings)
{
    StepSequence sequence;
    std::vector<int> ran;
    model::AttemptResult result;
    do {
        ran.push_back(sequence.current());
        const auto ending = endings.find(sequence.current());
        result = succeeded;
        if (ending != endings.end())
            result = {.outcome = ending->second};
    } while (sequence.moveOn(steps, result, false));
    return ran;
}

const QList<model::Step> deployment{step(When::Success), step(When::Success), step(When::Failure),
                                    step(When::Success), step(When::Always)};

} // namespace

TEST(StepSequence, PassesByCleanUpWhereNothingFails)
{
    EXPECT_THAT(stepsThatRun(deployment, {}), ElementsAre(0, 1, 3, 4));
}

TEST(StepSequence, AfterAFailureOnlyCleansUp)
{
    EXPECT_THAT(stepsThatRun(deployment, {{0, Outcome::CommandFailed}}), ElementsAre(0, 2, 4));
    EXPECT_THAT(stepsThatRun(deployment, {{1, Outcome::TimedOut}}), ElementsAre(0, 1, 2, 4));
    EXPECT_THAT(stepsThatRun(deployment, {{3, Outcome::CommandFailed}}), ElementsAre(0, 1, 3, 4));
    EXPECT_THAT(stepsThatRun(deployment, {{1, Outcome::CommandFailed}, {2, Outcome::CommandFailed}}),
                ElementsAre(0, 1, 2, 4));
}

TEST(StepSequence, CleansUpNothingWhereTheHostIsOutOfReach)
{
    for (const Outcome outcome : {Outcome::Unreachable, Outcome::ConnectionLost, Outcome::HostKeyRejected,
                                  Outcome::AuthenticationFailed, Outcome::Cancelled, Outcome::StopUnverified})
        EXPECT_THAT(stepsThatRun(deployment, {{0, outcome}}), ElementsAre(0));
}

TEST(StepSequence, WhatMayFailLetsTheOthersGoOn)
{
    const QList<model::Step> steps{step(When::Success, true), step(When::Success), step(When::Failure)};
    EXPECT_THAT(stepsThatRun(steps, {{0, Outcome::CommandFailed}}), ElementsAre(0, 1, 2));
    EXPECT_THAT(stepsThatRun(steps, {{0, Outcome::ConnectionLost}}), ElementsAre(0));
    EXPECT_THAT(stepsThatRun(steps, {}), ElementsAre(0, 1));
}

TEST(StepSequence, EndsAsItsFirstFailure)
{
    StepSequence sequence;
    EXPECT_TRUE(sequence.moveOn(deployment, succeeded, false));
    EXPECT_TRUE(sequence.moveOn(deployment, failed(3), false));
    EXPECT_TRUE(sequence.moveOn(deployment, failed(4), false));
    EXPECT_FALSE(sequence.moveOn(deployment, succeeded, false));
    EXPECT_EQ(sequence.result(), failed(3));
    EXPECT_EQ(sequence.resultStep(), 1);
}

TEST(StepSequence, AStopRunsNoCleanUp)
{
    StepSequence sequence;
    EXPECT_TRUE(sequence.moveOn(deployment, succeeded, false));
    EXPECT_FALSE(sequence.moveOn(deployment, failed(3), true));
    EXPECT_EQ(sequence.result(), failed(3)) << "it had failed before the stop reached it";
    StepSequence between;
    EXPECT_FALSE(between.moveOn(deployment, succeeded, true));
    EXPECT_EQ(between.result().outcome, Outcome::Cancelled);
}

TEST(StepSequence, TellsOfAProcessThatMayStillBeThere)
{
    StepSequence sequence;
    EXPECT_TRUE(sequence.moveOn(deployment, failed(3), false));
    EXPECT_FALSE(sequence.moveOn(deployment, {.outcome = Outcome::StopUnverified}, true));
    EXPECT_EQ(sequence.result().outcome, Outcome::StopUnverified);
    EXPECT_EQ(sequence.resultStep(), 2);
}

TEST(StepSequence, AStopOfTheLastStepChangesNothing)
{
    StepSequence sequence;
    EXPECT_FALSE(sequence.moveOn({step(When::Success)}, succeeded, true));
    EXPECT_EQ(sequence.result().outcome, Outcome::Succeeded);
}

using Steps = tests::RunControllerTest;

TEST_F(Steps, CleanUpRunsOnTheSameHostAndChangesNoOutcome)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps = {{.run = QStringLiteral("deploy")},
                     {.run = QStringLiteral("roll back"), .when = When::Failure},
                     {.run = QStringLiteral("unlock"), .when = When::Always}};
    begin(profile);
    transport.fail(transport.started()[0].id, 7);
    settle();
    transport.succeed(transport.started()[1].id);
    settle();
    transport.succeed(transport.started()[2].id);
    settle();
    EXPECT_EQ(commands(), QByteArrayList({"deploy", "roll back", "unlock"}));
    EXPECT_EQ(transport.started()[0].endpoint, transport.started()[2].endpoint)
        << "and so they share a session";
    const auto ends = log->all<model::TaskFinished>();
    ASSERT_EQ(ends.size(), 1);
    EXPECT_EQ(ends[0].result.outcome, Outcome::CommandFailed);
    EXPECT_EQ(ends[0].result.exitCode, 7);
    EXPECT_EQ(ends[0].step, 0);
    EXPECT_EQ(log->summary()->total(), 1);
}

TEST_F(Steps, ARetryBeginsWithTheFirstStepAndForgetsTheFailure)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps = {{.run = QStringLiteral("a")}, {.run = QStringLiteral("b"), .when = When::Always}};
    profile.retry.attempts = 2;
    profile.retry.delay = std::chrono::milliseconds(0);
    profile.retry.on = {QStringLiteral("command_failed")};
    begin(profile);
    transport.fail(transport.started()[0].id);
    settle();
    transport.succeed(transport.started()[1].id);
    settle();
    ASSERT_TRUE(waitForStarts(3));
    transport.succeed(transport.started()[2].id);
    settle();
    transport.succeed(transport.started()[3].id);
    settle();
    EXPECT_EQ(commands(), QByteArrayList({"a", "b", "a", "b"}));
    EXPECT_EQ(log->summary()->count(Outcome::Succeeded), 1);
}

TEST_F(Steps, NothingCanFailBeforeTheFirstOne)
{
    model::Profile profile = tests::profileOf(1, 1);
    profile.steps[0].when = When::Failure;
    const auto plan = engine::RunPlan::make(profile, {});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().first().where, QStringLiteral("steps[0].when"));
}
