#include "core/transport/local/local_transport.h"
#include "tests/support/processes.h"
#include "tests/support/recording_observer.h"

#include <gtest/gtest.h>

#include <csignal>

using namespace regatta;
using namespace std::chrono_literals;
using model::Outcome;
using model::TaskState;
using tests::RecordingObserver;

namespace {

transport::Execution execution(std::uint64_t id, const QByteArray &command,
                               const std::shared_ptr<RecordingObserver> &observer)
{
    transport::Execution execution;
    execution.id = {id};
    execution.command = command;
    execution.observer = observer;
    return execution;
}

} // namespace

TEST(LocalTransport, ClaimsNothingAboutAChildThatEscaped)
{
    const auto observer = std::make_shared<RecordingObserver>();
    transport::LocalTransport local;
    local.start(execution(1, "setsid sh -c 'echo $$; exec sleep 600' & exec sleep 600", observer));
    ASSERT_TRUE(observer->waitForOutput({1}, "\n"));
    const pid_t escaped = observer->record({1}).standardOutput.trimmed().toInt();

    local.stop({1});
    ASSERT_TRUE(observer->waitForFinished(1));
    EXPECT_EQ(observer->record({1}).results.value(0).outcome, Outcome::StopUnverified);
    tests::killAll({escaped});
}

TEST(LocalTransport, RunsAtMostSoManyProcessesInTheOrderOfComing)
{
    const auto observer = std::make_shared<RecordingObserver>();
    transport::LocalTransport local(1);
    local.start(execution(1, "echo begun; exec sleep 600", observer));
    local.start(execution(2, "echo second", observer));
    local.start(execution(3, "echo third", observer));
    ASSERT_TRUE(observer->waitForState({1}, TaskState::Running));
    local.stop({2});
    ASSERT_TRUE(observer->waitForFinished(1));

    const auto never = observer->record({2});
    EXPECT_EQ(never.results.value(0).outcome, Outcome::Cancelled);
    EXPECT_TRUE(never.states.isEmpty());
    EXPECT_FALSE(never.results.value(0).times.started);
    EXPECT_FALSE(observer->record({3}).reached(TaskState::Running));

    local.stop({1});
    ASSERT_TRUE(observer->waitForFinished(3));
    EXPECT_EQ(observer->record({3}).standardOutput, "third\n");
}

TEST(LocalTransport, GivesTheCommandAnEmptyInputAndUntouchedSignals)
{
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto observer = std::make_shared<RecordingObserver>();
    transport::LocalTransport local;
    local.start(execution(1, "cat; grep SigBlk /proc/self/status", observer));
    ASSERT_TRUE(observer->waitForFinished(1));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    EXPECT_EQ(observer->record({1}).standardOutput.simplified(), "SigBlk: 0000000000000000");
}

TEST(LocalTransport, CommandsMayStepBackBehindThisProgram)
{
    const auto observer = std::make_shared<RecordingObserver>();
    transport::LocalTransport same(1);
    transport::LocalTransport behind(1, 3);
    same.start(execution(1, "nice", observer));
    behind.start(execution(2, "nice", observer));
    ASSERT_TRUE(observer->waitForFinished(2));
    EXPECT_EQ(observer->record({2}).standardOutput.trimmed().toInt(),
              observer->record({1}).standardOutput.trimmed().toInt() + 3);
}

TEST(LocalTransport, StopsThoughTheBudgetIsExhausted)
{
    const auto budget = std::make_shared<base::OutputBudget>(1024);
    const auto observer = std::make_shared<RecordingObserver>(budget);
    transport::LocalTransport local;
    auto flood = execution(1, "exec cat /dev/zero", observer);
    flood.budget = budget;
    local.start(std::move(flood));
    ASSERT_TRUE(observer->waitForOutput({1}, QByteArray(1024, '\0')));
    local.stop({1});
    ASSERT_TRUE(observer->waitForFinished(1));
    EXPECT_EQ(observer->record({1}).results.value(0).outcome, Outcome::Cancelled);
}
