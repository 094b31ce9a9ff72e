#include "tests/unit/engine/run_controller_fixture.h"

#include "core/engine/amounts.h"
#include "core/engine/retry_policy.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

using namespace regatta;
using namespace std::chrono_literals;
using engine::RetryPolicy;
using model::Outcome;
using model::TaskFinished;
using testing::ElementsAre;
using tests::profileOf;
using tests::RunControllerTest;

namespace {

model::AttemptResult unreachable(base::Instant now)
{
    model::AttemptResult result;
    result.outcome = Outcome::Unreachable;
    result.times.started = now;
    result.times.finished = now;
    return result;
}

/// What a person does to start carefully, on hosts that the test plays.
class Safeguards : public RunControllerTest
{
protected:
    void endAll(bool succeed)
    {
        for (const auto id : transport.running()) {
            transport.connect(id);
            if (succeed)
                transport.succeed(id);
            else
                transport.fail(id);
        }
        settle();
    }

    void refuse(transport::ExecutionId id)
    {
        transport.finish(id, unreachable(clock.now()));
        settle();
    }
};

/// Whether anything was dispatched once so many tasks were known to have failed.
bool beginsAfterFailures(const tests::EventLog &log, int limit)
{
    int failures = 0;
    for (const model::TaskEvent &event : log.everything()) {
        const auto *end = std::get_if<TaskFinished>(&event);
        failures += end && end->result.outcome == Outcome::Unreachable;
        if (failures >= limit && std::holds_alternative<model::TaskRouted>(event))
            return true;
    }
    return false;
}

} // namespace

TEST(Amounts, AreCountsOrSharesRoundedUp)
{
    EXPECT_EQ(engine::amount(QStringLiteral("5"), 3), 5);
    EXPECT_EQ(engine::amount(QStringLiteral("10%"), 11), 2);
    EXPECT_EQ(engine::amount(QStringLiteral("1%"), 3), 1);
    EXPECT_EQ(engine::amount(QStringLiteral("100%"), 7), 7);
    for (const char *wrong : {"", "0", "-1", "x", "101%", "%", "1.5"})
        EXPECT_FALSE(engine::amount(QString::fromLatin1(wrong), 10)) << wrong;
}

TEST(Amounts, TheLastWaveIsRepeated)
{
    EXPECT_THAT(engine::waveEnds({QStringLiteral("1"), QStringLiteral("2")}, 6), ElementsAre(1, 3, 5, 6));
    EXPECT_THAT(engine::waveEnds({QStringLiteral("1"), QStringLiteral("10%"), QStringLiteral("100%")}, 20),
                ElementsAre(1, 3, 20));
    EXPECT_THAT(engine::waveEnds({}, 4), ElementsAre(4));
}

TEST(RetryPolicy, WaitsLongerEachTime)
{
    model::RetrySettings settings;
    settings.attempts = 4;
    settings.delay = 2s;
    settings.backoff = 3.0;
    const RetryPolicy policy(settings);
    EXPECT_EQ(policy.delayAfter(1, Outcome::Unreachable, 0.5), 2s);
    EXPECT_EQ(policy.delayAfter(2, Outcome::Unreachable, 0.5), 6s);
    EXPECT_EQ(policy.delayAfter(3, Outcome::Unreachable, 0.5), 18s);
    EXPECT_FALSE(policy.delayAfter(4, Outcome::Unreachable, 0.5));
    EXPECT_FALSE(policy.delayAfter(1, Outcome::CommandFailed, 0.5));
    EXPECT_LT(*policy.delayAfter(1, Outcome::Unreachable, 0.0), 2s);
    EXPECT_GT(*policy.delayAfter(1, Outcome::Unreachable, 1.0), 2s);
}

TEST_F(Safeguards, ARetryHoldsNoSlotAndCountsItsAttempts)
{
    model::Profile profile = profileOf(2, 1);
    profile.retry.attempts = 2;
    profile.retry.delay = 1h;
    begin(profile);
    refuse(transport.started()[0].id);
    EXPECT_EQ(transport.started().size(), 2) << "the other task has the slot";
    transport.succeed(transport.started()[1].id);
    settle();
    EXPECT_EQ(log->all<TaskFinished>().size(), 1);
    EXPECT_EQ(log->all<model::TaskStateChanged>().back().state, model::TaskState::Queued);

    controller->stopAll();
    settle();
    const auto ends = log->all<TaskFinished>();
    ASSERT_EQ(ends.size(), 2);
    EXPECT_EQ(ends[1].result.outcome, Outcome::Unreachable) << "as its last attempt ended";
    EXPECT_EQ(ends[1].attempts, 1);
}

TEST_F(Safeguards, ARetryThatSucceedsIsASuccess)
{
    model::Profile profile = profileOf(1, 1);
    profile.retry.attempts = 3;
    profile.retry.delay = 0ms;
    begin(profile);
    refuse(transport.started()[0].id);
    ASSERT_TRUE(waitForStarts(2));
    refuse(transport.started()[1].id);
    ASSERT_TRUE(waitForStarts(3));
    transport.connect(transport.started()[2].id);
    EXPECT_EQ(log->all<model::TaskStateChanged>().back().attempt, 3);
    transport.succeed(transport.started()[2].id);
    settle();
    ASSERT_EQ(log->all<TaskFinished>().size(), 1);
    EXPECT_EQ(log->all<TaskFinished>()[0].attempts, 3);
    EXPECT_EQ(log->all<TaskFinished>()[0].result.outcome, Outcome::Succeeded);
    EXPECT_EQ(log->summary()->count(Outcome::Succeeded), 1);
    EXPECT_EQ(log->summary()->total(), 1);
}

TEST_F(Safeguards, NothingBeginsAfterTheLastFailureThatIsAllowed)
{
    model::Profile profile = profileOf(10, 2);
    profile.stopAfterFailures = QStringLiteral("2");
    begin(profile);
    transport.fail(transport.started()[0].id);
    settle();
    EXPECT_EQ(transport.started().size(), 3);
    transport.fail(transport.started()[1].id);
    settle();
    EXPECT_EQ(transport.started().size(), 3) << "what runs may finish, nothing begins";
    transport.succeed(transport.started()[2].id);
    settle();
    ASSERT_TRUE(log->summary());
    EXPECT_TRUE(log->summary()->failureLimitReached);
    EXPECT_EQ(log->summary()->count(Outcome::CommandFailed), 2);
    EXPECT_EQ(log->summary()->count(Outcome::Succeeded), 1);
    EXPECT_EQ(log->summary()->count(Outcome::Skipped), 7);
}

TEST_F(Safeguards, AWaveBeginsWhenTheOneBeforeHasEnded)
{
    model::Profile profile = profileOf(6, 0);
    profile.waves = {QStringLiteral("1"), QStringLiteral("2")};
    begin(profile);
    EXPECT_EQ(transport.started().size(), 1);
    endAll(true);
    EXPECT_EQ(transport.started().size(), 3);
    transport.succeed(transport.started()[1].id);
    settle();
    EXPECT_EQ(transport.started().size(), 3);
    transport.succeed(transport.started()[2].id);
    settle();
    EXPECT_EQ(transport.started().size(), 5);
    endAll(true);
    endAll(true);
    EXPECT_EQ(log->summary()->count(Outcome::Succeeded), 6);
}

TEST_F(Safeguards, AWaveThatIsToBeApprovedWaits)
{
    model::Profile profile = profileOf(3, 0);
    profile.waves = {QStringLiteral("1"), QStringLiteral("100%")};
    profile.approveWaves = true;
    begin(profile);
    QSignalSpy waves(controller.get(), &engine::RunController::waveFinished);
    endAll(true);
    ASSERT_EQ(waves.count(), 1);
    EXPECT_EQ(waves.first(), (QList<QVariant>{1, 2}));
    EXPECT_EQ(transport.started().size(), 1);
    controller->setPaused(false);
    EXPECT_EQ(transport.started().size(), 3);
    endAll(true);
    EXPECT_EQ(waves.count(), 1);
    EXPECT_TRUE(log->summary());
}

TEST_F(Safeguards, StoppingBetweenWavesEndsTheRun)
{
    model::Profile profile = profileOf(9, 0);
    profile.waves = {QStringLiteral("3")};
    profile.approveWaves = true;
    begin(profile);
    endAll(true);
    controller->stopAll();
    settle();
    ASSERT_TRUE(log->summary());
    EXPECT_EQ(log->summary()->count(Outcome::Skipped), 6);
}

/// Over many random plans: limits hold at every moment, and each task ends exactly once.
TEST_F(Safeguards, HoldTogetherOverRandomPlans)
{
    std::mt19937 random(20240501);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int round = 0; round < 300; ++round) {
        SCOPED_TRACE(round);
        const int targets = 1 + upTo(20);
        model::Profile profile = profileOf(targets, upTo(5));
        profile.retry.attempts = 1 + upTo(2);
        profile.retry.delay = 0ms;
        profile.waves = {QString::number(1 + upTo(4)), QStringLiteral("%1%").arg(1 + upTo(99))};
        const int limit = 1 + upTo(5);
        profile.stopAfterFailures = QString::number(limit);
        tests::FakeTransport hosts(clock);
        const auto events = std::make_shared<tests::EventLog>();
        engine::ConnectionSettings connection;
        connection.localUser = QStringLiteral("alice");
        const engine::RunPlan plan = engine::RunPlan::make(profile, connection).value();
        engine::RunController run(plan, {hosts, clock, nullptr, {events}, {}});
        run.start();
        const auto isOver = [&] { return events->summary().has_value(); };
        const QDeadlineTimer patience(20s);
        while (!isOver() && !patience.hasExpired()) {
            const auto running = hosts.running();
            ASSERT_LE(running.size(), profile.parallel > 0 ? size_t(profile.parallel) : size_t(targets));
            if (!running.empty()) {
                const auto id = running[size_t(upTo(int(running.size()) - 1))];
                if (upTo(3) == 0)
                    hosts.finish(id, unreachable(clock.now()));
                else
                    hosts.succeed(id);
            }
            QCoreApplication::processEvents();
        }
        ASSERT_TRUE(isOver());
        const auto ends = events->all<TaskFinished>();
        std::vector<int> endsOf(size_t(targets), 0);
        for (const TaskFinished &end : ends) {
            ++endsOf[end.task.value];
            EXPECT_LE(end.attempts, profile.retry.attempts);
        }
        EXPECT_TRUE(std::all_of(endsOf.begin(), endsOf.end(), [](int count) { return count == 1; }));
        EXPECT_EQ(events->summary()->total(), targets);
        EXPECT_FALSE(beginsAfterFailures(*events, limit));
    }
}
