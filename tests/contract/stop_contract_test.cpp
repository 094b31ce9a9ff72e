#include "tests/contract/transport_contract.h"
#include "tests/support/processes.h"

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::TransportContract;

namespace {

class StopContract : public TransportContract
{
protected:
    /// What a stop of a running command has to end in, and only in that.
    void expectReceipt(const model::AttemptResult &result)
    {
        const bool isVerified = GetParam().verifiesStop;
        EXPECT_EQ(result.outcome, isVerified ? Outcome::Cancelled : Outcome::StopUnverified);
        EXPECT_EQ(result.error.value_or(base::Error{}).code,
                  isVerified ? ErrorCode::Cancelled : ErrorCode::StopUnverified);
    }
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, StopContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(StopContract, EndsARunningCommand)
{
    const auto id = start("echo $$; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "\n"));
    const pid_t process = record(id).standardOutput.trimmed().toInt();
    ASSERT_TRUE(tests::isAlive(process));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    expectReceipt(result(id));
    EXPECT_EQ(record(id).stateNames().last(), TaskState::Stopping);
    if (result(id).outcome == Outcome::Cancelled) {
        EXPECT_FALSE(tests::isAlive(process)) << "a receipt that isn't true";
    }
}

TEST_P(StopContract, EndsAllThatACommandStarted)
{
    const auto id = start("sleep 600 & echo $!; sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "\n"));
    const pid_t child = record(id).standardOutput.trimmed().toInt();
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    if (result(id).outcome == Outcome::Cancelled) {
        EXPECT_FALSE(tests::isAlive(child)) << "a receipt that isn't true";
    }
}

TEST_P(StopContract, EndsACommandThatIgnoresTerm)
{
    const auto id = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
    ASSERT_TRUE(observer->waitForOutput(id, "deaf"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    expectReceipt(result(id));
}

TEST_P(StopContract, LetsACommandCleanUp)
{
    const auto id = start("trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    // Whoever can't verify can't wait for last words either.
    EXPECT_EQ(record(id).standardOutput.contains("cleaned"), GetParam().verifiesStop);
}

TEST_P(StopContract, StopsOnceHoweverOftenItIsAsked)
{
    const auto id = start("echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    transport->stop(id);
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    transport->stop(id);
    EXPECT_EQ(run("echo next").standardOutput, "next\n");
    expectReceipt(result(id));
}

TEST_P(StopContract, IgnoresWhatItDoesNotKnow)
{
    transport->stop({4711});
    const auto ended = run("echo ended");
    transport->stop({1});
    EXPECT_EQ(run("echo next").standardOutput, "next\n");
    EXPECT_EQ(ended.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(StopContract, StopsRightAfterTheStart)
{
    const auto id = start("sleep 600");
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    const auto stopped = record(id);
    if (stopped.results.value(0).times.running)
        expectReceipt(stopped.results.value(0));
    else
        EXPECT_EQ(stopped.results.value(0).outcome, Outcome::Cancelled);
}

TEST_P(StopContract, DestructionFinishesWhatRuns)
{
    for (int i = 0; i < 10; ++i)
        start("echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput({10}, "ready"));
    transport.reset();
    EXPECT_EQ(observer->finishedCount(), 10);
    for (std::uint64_t id = 1; id <= 10; ++id) {
        const Outcome outcome = result({id}).outcome;
        EXPECT_TRUE(outcome == Outcome::Cancelled || outcome == Outcome::StopUnverified);
    }
}

TEST_P(StopContract, DestructionAfterTheStartLosesNothing)
{
    for (int i = 0; i < 50; ++i)
        start("sleep 600");
    transport.reset();
    EXPECT_EQ(observer->finishedCount(), 50);
}
