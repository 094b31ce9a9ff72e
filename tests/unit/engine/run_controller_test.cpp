#include "tests/unit/engine/run_controller_fixture.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <gmock/gmock.h>

using namespace regatta;
using namespace std::chrono_literals;
using engine::RunController;
using engine::RunPlan;
using model::Outcome;
using model::TaskFinished;
using model::TaskId;
using model::TaskState;
using testing::ElementsAre;

namespace {

using tests::profileOf;
using tests::RunControllerTest;

} // namespace

TEST_F(RunControllerTest, StartsAsManyAsThereAreSlots)
{
    begin(profileOf(5, 2));
    EXPECT_EQ(commands(), QByteArrayList({"work 0", "work 1"}));
}

TEST_F(RunControllerTest, FillsAFreeSlotAtOnce)
{
    begin(profileOf(5, 2));
    transport.succeed(transport.started()[1].id);
    settle();
    EXPECT_EQ(commands(), QByteArrayList({"work 0", "work 1", "work 2"}));
    transport.connect(transport.started()[2].id);
    EXPECT_EQ(log->all<model::TaskStateChanged>().back().slot, model::Slot{1}) << "the slot that became free";
}

TEST_F(RunControllerTest, PassesOnWhatTheTransportSays)
{
    begin(profileOf(1, 1));
    const auto id = transport.started()[0].id;
    transport.connect(id);
    clock.advance(5ms);
    transport.run(id);
    transport.print(id, "hello\n");
    clock.advance(7ms);
    transport.fail(id, 3);
    settle();

    std::vector<TaskState> states;
    for (const auto &event : log->all<model::TaskStateChanged>())
        states.push_back(event.state);
    EXPECT_THAT(states, ElementsAre(TaskState::Connecting, TaskState::Authenticating, TaskState::Running));
    EXPECT_EQ(log->all<model::TaskOutput>().at(0).bytes, "hello\n");

    const TaskFinished end = log->all<TaskFinished>().at(0);
    EXPECT_EQ(end.result.outcome, Outcome::CommandFailed);
    EXPECT_EQ(end.result.exitCode, 3);
    EXPECT_EQ(*end.result.times.finished - *end.firstStarted, 12ms);
    EXPECT_EQ(end.attempts, 1);
}

TEST_F(RunControllerTest, SaysHowParallelItWas)
{
    begin(profileOf(4, 2));
    QSignalSpy finished(controller.get(), &RunController::finished);
    while (!transport.running().empty()) {
        for (const auto id : transport.running())
            transport.connect(id);
        clock.advance(1s);
        for (const auto id : transport.running())
            transport.succeed(id);
        settle();
    }
    ASSERT_EQ(finished.count(), 1);
    const model::RunSummary summary = log->summary().value();
    EXPECT_EQ(summary.wall, 2s);
    EXPECT_EQ(summary.peakParallel, 2);
    EXPECT_DOUBLE_EQ(summary.effectiveParallel, 2.0);
    EXPECT_EQ(summary.count(Outcome::Succeeded), 4);
    EXPECT_FALSE(summary.stopped);
}

TEST_F(RunControllerTest, RunsTheStepsInOrderAndStopsAtAFailure)
{
    model::Profile profile = profileOf(2, 0);
    profile.steps = {{.run = QStringLiteral("first {{index}}")}, {.run = QStringLiteral("second {{index}}")}};
    begin(profile);
    transport.succeed(transport.started()[0].id);
    transport.fail(transport.started()[1].id);
    settle();
    EXPECT_EQ(commands(), QByteArrayList({"first 0", "first 1", "second 0"}));
    transport.succeed(transport.started()[2].id);
    settle();
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Succeeded, Outcome::CommandFailed));
}

TEST_F(RunControllerTest, AStepsOwnTimeoutStandsAboveTheProfiles)
{
    model::Profile profile = profileOf(1, 1);
    profile.timeouts.step = 600s;
    profile.steps = {{.run = QStringLiteral("quick"), .timeout = 5s}, {.run = QStringLiteral("slow")}};
    begin(profile);
    transport.succeed(transport.started()[0].id);
    settle();
    EXPECT_EQ(transport.started()[0].timeouts.step, 5s);
    EXPECT_EQ(transport.started()[1].timeouts.step, 600s);
}

TEST_F(RunControllerTest, StopAllEndsEveryTaskOnce)
{
    begin(profileOf(5, 2));
    transport.succeed(transport.started()[0].id);
    settle();
    controller->stopAll();
    settle();
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Succeeded, Outcome::Cancelled, Outcome::Cancelled,
                                        Outcome::Skipped, Outcome::Skipped));
    EXPECT_TRUE(log->summary().value().stopped);
    EXPECT_EQ(log->summary()->total(), 5);
}

TEST_F(RunControllerTest, StoppingWaitsForTheHosts)
{
    begin(profileOf(1, 1));
    transport.onStop = [](transport::ExecutionId) {};
    controller->stopAll();
    settle();
    EXPECT_FALSE(log->summary());
    transport.finish(transport.started()[0].id, {.outcome = Outcome::StopUnverified});
    settle();
    EXPECT_EQ(log->summary().value().count(Outcome::StopUnverified), 1);
}

TEST_F(RunControllerTest, StopsOneAndTheOthersGoOn)
{
    begin(profileOf(3, 1));
    controller->stop({TaskId{0}, TaskId{1}, TaskId{1}});
    settle();
    ASSERT_EQ(transport.running().size(), 1u);
    transport.succeed(transport.running().front());
    settle();
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Cancelled, Outcome::Skipped, Outcome::Succeeded));
    EXPECT_FALSE(log->summary().value().stopped) << "the run as a whole was not";
}

TEST_F(RunControllerTest, AStopBetweenTwoStepsStartsNoFurtherOne)
{
    model::Profile profile = profileOf(1, 1);
    profile.steps = {{.run = QStringLiteral("one")}, {.run = QStringLiteral("two")}};
    begin(profile);
    transport.onStop = [](transport::ExecutionId) {};
    transport.succeed(transport.started()[0].id);
    controller->stopAll(); // the transport knows it no longer, the controller still does
    settle();
    EXPECT_EQ(commands(), QByteArrayList({"one"}));
    EXPECT_THAT(outcomes(), ElementsAre(Outcome::Cancelled));
}

TEST_F(RunControllerTest, PausingAdmitsNobody)
{
    begin(profileOf(3, 1));
    controller->setPaused(true);
    transport.succeed(transport.started()[0].id);
    settle();
    EXPECT_EQ(transport.started().size(), 1u);
    controller->setPaused(false);
    EXPECT_EQ(transport.started().size(), 2u);
}

TEST_F(RunControllerTest, NothingBeginsWhileItIsHeldWhateverElseIsSaid)
{
    begin(profileOf(3, 1));
    controller->setHeld(true);
    transport.succeed(transport.started()[0].id);
    settle();
    controller->setPaused(true);
    controller->setPaused(false);
    EXPECT_EQ(transport.started().size(), 1u);
    controller->setHeld(false);
    EXPECT_EQ(transport.started().size(), 2u);
}

TEST_F(RunControllerTest, ParallelChangesWhileItRuns)
{
    begin(profileOf(10, 1));
    controller->setParallel(4);
    EXPECT_EQ(transport.running().size(), 4u);
    controller->setParallel(1);
    for (int i = 0; i < 3; ++i)
        transport.succeed(transport.running().front());
    settle();
    EXPECT_EQ(transport.running().size(), 1u);
    controller->setParallel(0);
    EXPECT_EQ(transport.running().size(), 7u);
}

TEST_F(RunControllerTest, LateWordsOfAnOldControllerDoNoHarm)
{
    begin(profileOf(2, 2));
    controller.reset();
    transport.print(transport.running().front(), "still here\n");
    transport.succeed(transport.running().front());
    settle();
    SUCCEED();
}

TEST_F(RunControllerTest, EachTaskEndsExactlyOnceWhateverHappens)
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        log = std::make_shared<tests::EventLog>();
        const int targets = random.bounded(1, 40);
        const int parallel = random.bounded(0, 8);
        begin(profileOf(targets, parallel));
        for (int turn = 0; turn < 10'000 && !log->summary(); ++turn) {
            const auto running = transport.running();
            if (!running.empty()) {
                const auto id = running[size_t(random.bounded(int(running.size())))];
                random.bounded(3) == 0 ? transport.fail(id) : transport.succeed(id);
            }
            if (random.bounded(10) == 0)
                controller->stop({TaskId{quint32(random.bounded(targets))}});
            if (random.bounded(200) == 0)
                controller->stopAll();
            ASSERT_TRUE(parallel == 0 || int(transport.running().size()) <= parallel);
            settle();
        }
        ASSERT_TRUE(log->summary());
        std::vector<int> ends(size_t(targets), 0);
        for (const TaskFinished &event : log->all<TaskFinished>())
            ++ends.at(event.task.value);
        ASSERT_THAT(ends, testing::Each(1));
        ASSERT_EQ(log->summary()->total(), targets);
    }
}

TEST_F(RunControllerTest, TenThousandCancelledHalfWay)
{
    begin(profileOf(10'000, 100));
    while (transport.started().size() < 5'000) {
        for (const auto id : transport.running())
            transport.succeed(id);
        settle();
    }
    controller->stopAll();
    settle();
    const model::RunSummary summary = log->summary().value();
    EXPECT_EQ(summary.total(), 10'000);
    EXPECT_EQ(summary.count(Outcome::Succeeded) + summary.count(Outcome::Cancelled),
              int(transport.started().size()));
}

TEST_F(RunControllerTest, WhoWaitsForAPersonLeavesItsSlotToOthers)
{
    begin(profileOf(4, 1));
    for (size_t i = 0; i < 4; ++i) {
        ASSERT_EQ(transport.started().size(), i + 1);
        transport.askPerson(transport.started()[i].id);
        EXPECT_FALSE(log->all<model::TaskStateChanged>().back().slot);
        settle();
    }
    EXPECT_TRUE(transport.goOns.empty());
}

TEST_F(RunControllerTest, AfterTheAnswerNoMoreGoOnThanThereAreSlots)
{
    begin(profileOf(3, 1));
    for (size_t i = 0; i < 3; ++i) {
        transport.askPerson(transport.started()[i].id);
        settle();
    }
    for (const auto &execution : transport.started())
        transport.personAnswered(execution.id);
    settle();
    for (size_t i = 0; i < 3; ++i) {
        ASSERT_EQ(transport.goOns.size(), i + 1);
        const auto [id, command] = transport.goOns[i];
        EXPECT_EQ(id, transport.started()[i].id) << "in the order of the answers";
        EXPECT_EQ(command, "work " + QByteArray::number(qsizetype(i)));
        transport.run(id);
        EXPECT_EQ(log->all<model::TaskStateChanged>().back().slot, model::Slot{0});
        clock.advance(1s);
        transport.succeed(id);
        settle();
    }
    EXPECT_EQ(log->all<TaskFinished>().size(), 3U);
    EXPECT_NEAR(log->summary()->effectiveParallel, 1.0, 0.001) << "waiting for a person keeps no slot busy";
}

TEST_F(RunControllerTest, WhoseSessionWasReplacedWhileItWaitsForASlotGoesOnOnce)
{
    begin(profileOf(2, 1));
    const auto aside = transport.started()[0].id;
    transport.askPerson(aside);
    settle();
    transport.personAnswered(aside);
    transport.personAnswered(aside); // by the second session
    settle();
    transport.succeed(transport.started()[1].id);
    settle();
    ASSERT_EQ(transport.goOns.size(), 1U);
    transport.succeed(aside);
    settle();
    EXPECT_EQ(transport.goOns.size(), 1U);
    EXPECT_TRUE(log->summary());
}

TEST_F(RunControllerTest, WhoIsRefusedWhileAsideEndsWithoutASlot)
{
    begin(profileOf(2, 1));
    const auto refused = transport.started()[0].id;
    transport.askPerson(refused);
    settle();
    transport.finish(refused, {.outcome = Outcome::HostKeyRejected});
    transport.succeed(transport.started()[1].id);
    settle();
    const auto ends = log->all<TaskFinished>();
    ASSERT_EQ(ends.size(), 2U);
    EXPECT_FALSE(ends[0].slot);
    EXPECT_EQ(ends[1].slot, model::Slot{0});
    EXPECT_TRUE(log->summary());
}

TEST_F(RunControllerTest, WhoStandsAsideCanBeStopped)
{
    begin(profileOf(2, 1));
    transport.askPerson(transport.started()[0].id);
    settle();
    controller->stopAll();
    settle();
    EXPECT_EQ(log->all<TaskFinished>().size(), 2U);
    EXPECT_TRUE(log->summary());
}
