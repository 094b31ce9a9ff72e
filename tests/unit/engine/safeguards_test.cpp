#include "tests/unit/engine/run_controller_fixture.h"

#include "core/engine/amounts.h"
#include "core/engine/retry_policy.h"
#include "core/engine/waves.h"
#include "core/model/names.h"

#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

using namespace regatta;
using namespace std::chrono_literals;
using engine::LimitReached;
using engine::RetryPolicy;
using LimitFromNow = engine::RunController::LimitFromNow;
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
    using RunControllerTest::begin;

    void begin(model::Profile profile, const QString &stopAfterFailures)
    {
        log = std::make_shared<tests::EventLog>();
        profile.stopAfterFailures = stopAfterFailures;
        begin(profile);
        limits = std::make_unique<QSignalSpy>(controller.get(), &engine::RunController::limitReached);
    }

    /// Two of ten, two at a time.
    void failUpToTheLimit()
    {
        begin(profileOf(10, 2), QStringLiteral("2"));
        transport.fail(transport.started()[0].id);
        settle();
        EXPECT_EQ(transport.started().size(), 3);
        transport.fail(transport.started()[1].id);
        settle();
    }

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

    std::unique_ptr<QSignalSpy> limits;
};

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

TEST(Waves, TheLastSizeIsRepeated)
{
    const auto sizes = [](const QStringList &words, int targets) {
        const QList<std::optional<QString>> values(targets);
        return engine::WaveProgress(engine::wavesOf(words, values)).taskCounts();
    };
    EXPECT_THAT(sizes({QStringLiteral("1"), QStringLiteral("2")}, 6), ElementsAre(1, 2, 2, 1));
    EXPECT_THAT(sizes({QStringLiteral("1"), QStringLiteral("10%"), QStringLiteral("100%")}, 20),
                ElementsAre(1, 2, 17));
    EXPECT_THAT(sizes({}, 4), ElementsAre(4));
}

/// Against the words of the rule: the next targets in order with values that the wave doesn't have yet.
TEST(Waves, HaveEachValueOnceInRandomPlans)
{
    std::mt19937 random(7);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int round = 0; round < 2'000; ++round) {
        QList<std::optional<QString>> values;
        for (int target = upTo(30); target >= 0; --target)
            values << (upTo(4) == 0 ? std::nullopt : std::optional(QString::number(upTo(5))));
        const int size = 1 + upTo(6);
        std::vector<std::uint32_t> expected(size_t(values.size()), ~0U);
        for (std::uint32_t wave = 0; std::count(expected.begin(), expected.end(), ~0U) > 0; ++wave) {
            QStringList taken;
            int room = size;
            for (int target = 0; target < values.size() && room > 0; ++target) {
                const auto &value = values[target];
                if (expected[size_t(target)] != ~0U || (value && taken.contains(*value)))
                    continue;
                expected[size_t(target)] = wave;
                --room;
                if (value)
                    taken << *value;
            }
        }
        ASSERT_EQ(engine::wavesOf({QString::number(size)}, values), expected);
    }
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

TEST(RetryPolicy, TriesAgainAfterTheOutcomesThatAreNamedAndNoOthers)
{
    model::RetrySettings settings;
    settings.attempts = 2;
    settings.on = {QStringLiteral("command_failed"), QStringLiteral("timed_out")};
    const RetryPolicy policy(settings);
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        const bool isNamed = outcome == Outcome::CommandFailed || outcome == Outcome::TimedOut;
        EXPECT_EQ(policy.delayAfter(1, outcome, 0.5).has_value(), isNamed)
            << model::name(outcome).toString().toStdString();
    }
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
    failUpToTheLimit();
    ASSERT_EQ(limits->count(), 1);
    const auto limit = limits->first().first().value<LimitReached>();
    EXPECT_EQ(limit, (LimitReached{LimitReached::Of::Failures, 2, 10, {}}));
    EXPECT_EQ(transport.started().size(), 3) << "what runs may finish, nothing begins";
    EXPECT_TRUE(log->all<TaskFinished>().size() == 2) << "and a person is asked";
    controller->endAfterLimit();
    settle();
    transport.succeed(transport.started()[2].id);
    settle();
    ASSERT_TRUE(log->summary());
    EXPECT_TRUE(log->summary()->failureLimitReached);
    EXPECT_EQ(log->summary()->count(Outcome::CommandFailed), 2);
    EXPECT_EQ(log->summary()->count(Outcome::Succeeded), 1);
    EXPECT_EQ(log->summary()->count(Outcome::Skipped), 7);
}

TEST_F(Safeguards, AfterAsManyMoreFailuresAPersonIsAskedAgain)
{
    failUpToTheLimit();
    controller->goOnAnyway(LimitFromNow::CountsAnew);
    EXPECT_EQ(transport.running().size(), 2);
    transport.fail(transport.running().front());
    settle();
    EXPECT_EQ(limits->count(), 1);
    EXPECT_EQ(transport.running().size(), 2);
    transport.fail(transport.running().front());
    settle();
    EXPECT_EQ(limits->count(), 2);
    EXPECT_EQ(transport.running().size(), 1);
}

TEST_F(Safeguards, ALimitThatIsOffAsksNobody)
{
    failUpToTheLimit();
    controller->goOnAnyway(LimitFromNow::IsOff);
    while (!transport.running().empty())
        endAll(false);
    EXPECT_EQ(limits->count(), 1);
    ASSERT_TRUE(log->summary());
    EXPECT_EQ(log->summary()->count(Outcome::CommandFailed), 10);
    EXPECT_FALSE(log->summary()->failureLimitReached);
}

TEST_F(Safeguards, NobodyIsAskedWhereNothingIsLeft)
{
    begin(profileOf(2, 0), QStringLiteral("2"));
    endAll(false);
    EXPECT_EQ(limits->count(), 0);
    ASSERT_TRUE(log->summary());
    EXPECT_TRUE(log->summary()->failureLimitReached);
}

TEST_F(Safeguards, WhoWouldBeTriedAgainWaitsForTheAnswer)
{
    model::Profile profile = profileOf(2, 0);
    profile.retry.attempts = 2;
    profile.retry.delay = 0ms;
    begin(profile, QStringLiteral("1"));
    transport.fail(transport.started()[0].id);
    settle();
    EXPECT_EQ(limits->count(), 0) << "the other one may finish, and nothing else is left";
    refuse(transport.started()[1].id);
    EXPECT_EQ(limits->count(), 1);
    controller->endAfterLimit();
    settle();
    ASSERT_TRUE(log->summary());
    EXPECT_EQ(log->summary()->count(Outcome::Unreachable), 1);
}

TEST_F(Safeguards, UnreachableHostsAreFailuresUnlessTheyAreCountedApart)
{
    model::Profile profile = profileOf(10, 1);
    begin(profile, QStringLiteral("1"));
    refuse(transport.started()[0].id);
    EXPECT_EQ(limits->count(), 1);

    profile.stopAfterUnreachable = QStringLiteral("20%");
    begin(profile, QStringLiteral("1"));
    refuse(transport.running().front());
    EXPECT_EQ(limits->count(), 0);
    refuse(transport.running().front());
    ASSERT_EQ(limits->count(), 1);
    EXPECT_EQ(limits->first().first().value<LimitReached>(),
              (LimitReached{LimitReached::Of::Unreachable, 2, 10, {}}));
}

TEST_F(Safeguards, FailuresCanBeCountedForEachWave)
{
    model::Profile profile = profileOf(12, 0);
    profile.waves = {QStringLiteral("4")};
    profile.failuresPerWave = true;
    begin(profile, QStringLiteral("50%"));
    transport.fail(transport.running().front());
    settle();
    endAll(true);
    transport.fail(transport.running().front());
    settle();
    EXPECT_EQ(limits->count(), 0) << "one in each wave";
    transport.fail(transport.running().front());
    settle();
    ASSERT_EQ(limits->count(), 1);
    EXPECT_EQ(limits->first().first().value<LimitReached>(),
              (LimitReached{LimitReached::Of::Failures, 2, 4, 1}));
}

TEST(FailureLimit, SaysHowFarEachCountHasGot)
{
    using Of = LimitReached::Of;
    model::Profile profile;
    EXPECT_THAT(engine::FailureLimit(profile, {5}).standings(0), testing::IsEmpty());
    profile.stopAfterFailures = QStringLiteral("50%");
    profile.stopAfterUnreachable = QStringLiteral("3");
    profile.failuresPerWave = true;
    engine::FailureLimit limit(profile, {4, 10});
    limit.add(1, Outcome::TimedOut);
    limit.add(1, Outcome::Unreachable);
    limit.add(1, Outcome::Succeeded);
    using engine::LimitStanding;
    EXPECT_THAT(limit.standings(0),
                ElementsAre(LimitStanding{Of::Failures, 0, 2}, LimitStanding{Of::Unreachable, 0, 3}));
    EXPECT_THAT(limit.standings(1),
                ElementsAre(LimitStanding{Of::Failures, 1, 5}, LimitStanding{Of::Unreachable, 1, 3}));
}

TEST_F(Safeguards, TheWaveIsAskedAboutAfterTheLimit)
{
    model::Profile profile = profileOf(4, 0);
    profile.waves = {QStringLiteral("1")};
    profile.approveWaves = true;
    begin(profile, QStringLiteral("1"));
    QSignalSpy waves(controller.get(), &engine::RunController::waveFinished);
    endAll(false);
    EXPECT_EQ(limits->count(), 1);
    EXPECT_EQ(waves.count(), 0);
    controller->goOnAnyway(LimitFromNow::CountsAnew);
    EXPECT_EQ(waves.count(), 1);
    EXPECT_TRUE(transport.running().empty());
    controller->setPaused(false);
    EXPECT_EQ(transport.running().size(), 1);
}

TEST_F(Safeguards, WhoStoodAsideWhenTheLimitWasReachedMayFinish)
{
    begin(profileOf(4, 1), QStringLiteral("1"));
    const auto aside = transport.started()[0].id;
    transport.askPerson(aside);
    settle();
    transport.fail(transport.started()[1].id);
    settle();
    transport.personAnswered(aside);
    settle();
    EXPECT_EQ(transport.goOns.size(), 1);
    controller->endAfterLimit();
    transport.succeed(aside);
    settle();
    EXPECT_TRUE(log->summary());
}

TEST_F(Safeguards, WhenItsTimeIsUpARunEndsAndSaysSo)
{
    model::Profile profile = profileOf(4, 2);
    profile.timeouts.run = 1ms;
    begin(profile);
    transport.onStop = [](transport::ExecutionId) {};
    ASSERT_TRUE(QTest::qWaitFor([&] { return transport.stops.size() == 2; }, 5000));
    EXPECT_FALSE(log->summary()) << "not before what runs is gone";
    transport.finish(transport.started()[0].id, {.outcome = Outcome::Cancelled});
    transport.finish(transport.started()[1].id, {.outcome = Outcome::StopUnverified});
    settle();
    ASSERT_TRUE(log->summary());
    EXPECT_FALSE(log->summary()->stopped) << "nobody did";
    EXPECT_EQ(log->summary()->count(Outcome::Skipped), 2);
    EXPECT_EQ(log->summary()->count(Outcome::StopUnverified), 1) << "what may still be there is told";
    for (const TaskFinished &end : log->all<TaskFinished>()) {
        if (end.task.value == 0) {
            EXPECT_EQ(end.result.outcome, Outcome::TimedOut);
            EXPECT_EQ(end.result.error->code, base::ErrorCode::RunTimedOut);
        }
    }
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
