#include "core/transport/libssh/execution_record.h"
#include "tests/support/recording_observer.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;
using model::TaskState;
using transport::libssh::ExecutionRecord;

namespace {

class ExecutionRecordTest : public testing::Test
{
protected:
    ExecutionRecordTest()
    {
        transport::Execution execution;
        execution.id = {1};
        execution.observer = observer;
        record = std::make_unique<ExecutionRecord>(execution);
    }
    ~ExecutionRecordTest() override { record->finish({}, at(99)); }

    static base::Instant at(int milliseconds)
    {
        return base::Instant(std::chrono::milliseconds(milliseconds));
    }
    QList<TaskState> states() const { return observer->record({1}).stateNames(); }

    std::shared_ptr<tests::RecordingObserver> observer = std::make_shared<tests::RecordingObserver>();
    std::unique_ptr<ExecutionRecord> record;
};

} // namespace

TEST_F(ExecutionRecordTest, TellsEachStateOnce)
{
    record->enter(TaskState::Connecting, at(1));
    record->enter(TaskState::Connecting, at(2));
    record->enter(TaskState::Authenticating, at(3));
    record->enter(TaskState::Running, at(4));
    EXPECT_EQ(states(), (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Running}));
}

TEST_F(ExecutionRecordTest, LeavesWaitingForAuthenticating)
{
    record->enter(TaskState::Authenticating, at(1));
    record->enter(TaskState::Waiting, at(2));
    record->enter(TaskState::Authenticating, at(3));
    EXPECT_EQ(states(), (QList{TaskState::Authenticating, TaskState::Waiting, TaskState::Authenticating}));
}

TEST_F(ExecutionRecordTest, DoesNotGoBackForASecondSession)
{
    record->enter(TaskState::Authenticating, at(1));
    record->enter(TaskState::Connecting, at(2));
    EXPECT_EQ(states(), QList{TaskState::Authenticating});
}

TEST_F(ExecutionRecordTest, FinishesOnceWithItsTimes)
{
    record->start(at(1));
    record->enter(TaskState::Running, at(2));
    record->fail(model::Outcome::ConnectionLost, {base::ErrorCode::ConnectionLost, {}}, at(3));
    record->fail(model::Outcome::Cancelled, {base::ErrorCode::Cancelled, {}}, at(4));
    record->enter(TaskState::Stopping, at(5));
    record->output(model::OutputStream::Stdout, "late", at(5));
    const auto seen = observer->record({1});
    ASSERT_EQ(seen.results.size(), 1);
    EXPECT_EQ(seen.callsAfterFinish, 0);
    EXPECT_EQ(seen.results[0].outcome, model::Outcome::ConnectionLost);
    EXPECT_EQ(seen.results[0].times.started, at(1));
    EXPECT_EQ(seen.results[0].times.running, at(2));
    EXPECT_EQ(seen.results[0].times.finished, at(3));
    EXPECT_FALSE(seen.results[0].times.authenticating);
}
