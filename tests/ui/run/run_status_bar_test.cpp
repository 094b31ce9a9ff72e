#include "tests/ui/run/ui_fixture.h"
#include "ui/run/run_session.h"
#include "ui/run/run_status_bar.h"
#include "ui/theme/elided_label.h"

#include <QAction>
#include <QRegularExpression>

#include <algorithm>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

class RunStatusBarTest : public tests::UiFixture
{
protected:
    RunStatusBarTest()
        : session(engine::RunPlan::make(profileOf(3, 2), connection()).value(), tasks, services)
    {
        bar.follow(&session);
        session.start();
    }

    bool begins()
    {
        return waitFor([&] { return transport.startedCount() == 2; });
    }

    bool comesToSay(const char *words)
    {
        return waitFor([&] { return facts().contains(QLatin1String(words)); });
    }

    QString facts() { return bar.findChild<ElidedLabel *>(QStringLiteral("statusFacts"))->text(); }

    RunModel tasks{clock};
    RunStatusBar bar{tasks};
    RunSession session;
};

TEST_F(RunStatusBarTest, SaysThatItSlowedDownUntilItSpeedsUpAgain)
{
    ASSERT_TRUE(begins());
    transport.slowDown({64, true, 1});
    EXPECT_TRUE(comesToSay("slowed down: 64 handshake"));
    transport.slowDown({1, true, 2});
    EXPECT_TRUE(comesToSay("slowed down: 1 handshake"));
    transport.slowDown({128, false, 3});
    EXPECT_TRUE(waitFor([&] { return !facts().contains(QStringLiteral("slowed")); }));
    EXPECT_TRUE(facts().contains(QStringLiteral("parallel")));
}

TEST_F(RunStatusBarTest, SpeaksOfHandshakesNoMoreOnceAllAreConnected)
{
    ASSERT_TRUE(begins());
    transport.slowDown({64, true, 1});
    EXPECT_TRUE(comesToSay("slowed down"));
    transport.endOldest(model::Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 3; }));
    transport.runOldest({});
    transport.endOldest(model::Outcome::Succeeded);
    transport.runOldest({}); // the last one, and it goes on
    EXPECT_TRUE(waitFor([&] { return !facts().contains(QStringLiteral("slowed")); }));
}

TEST_F(RunStatusBarTest, AMessageStandsAloneForItsTime)
{
    bar.resize(2000, 30);
    bar.show();
    ASSERT_TRUE(begins());
    QWidget *parts[] = {bar.findChild<QWidget *>(QStringLiteral("statusCounts")),
                        bar.findChild<QWidget *>(QStringLiteral("statusProgress")),
                        bar.findChild<QWidget *>(QStringLiteral("statusPercent")),
                        bar.findChild<QWidget *>(QStringLiteral("statusFacts"))};
    const auto inSight = [&] { return std::ranges::count_if(parts, &QWidget::isVisible); };
    ASSERT_EQ(inSight(), 4);
    bar.showMessage(QStringLiteral("Saved"));
    EXPECT_EQ(inSight(), 0);
    transport.endOldest(model::Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return tasks.counts()[StatusGroup::Succeeded] == 1; }));
    EXPECT_EQ(inSight(), 0) << "whatever the run comes to meanwhile";
    bar.clearMessage();
    EXPECT_EQ(inSight(), 4);
}

TEST_F(RunStatusBarTest, SaysHowLongTheRestWillTakeAndHowSureItIs)
{
    ASSERT_TRUE(begins());
    EXPECT_FALSE(facts().contains(u"left")) << "nothing has ended, and there was no run before";
    // Three of ten minutes each, two at a time; and a quarter more or less of each of them.
    const auto usual = std::optional<base::Duration>(std::chrono::minutes(10));
    session.setUsualDurations({{usual, usual, usual}, 0.25});
    static const QRegularExpression estimate(QStringLiteral("  ·  left (14:5\\d|15:00) ± 3:03  ·  "));
    EXPECT_TRUE(waitFor([&] { return facts().contains(estimate); })) << facts().toStdString();
}

TEST_F(RunStatusBarTest, EstimatesNothingWhileTheRunWaitsForAPerson)
{
    ASSERT_TRUE(begins());
    const auto usual = std::optional<base::Duration>(std::chrono::minutes(10));
    session.setUsualDurations({{usual, usual, usual}, 0.25});
    ASSERT_TRUE(comesToSay("left"));
    session.setPaused(true);
    EXPECT_TRUE(waitFor([&] { return facts().contains(u"paused") && !facts().contains(u"left"); }))
        << facts().toStdString();
    session.setPaused(false);
    EXPECT_TRUE(comesToSay("left"));
}

class WaveStatusTest : public tests::UiFixture
{};

TEST_F(WaveStatusTest, AWaveThatWaitsIsCalledAsItsButton)
{
    model::Profile profile = profileOf(3, 2);
    profile.waves = {QStringLiteral("1"), QStringLiteral("100%")};
    profile.approveWaves = true;
    RunModel tasks{clock};
    QAction nextWave(QStringLiteral("Begin"));
    nextWave.setToolTip(QStringLiteral("Begin (F9)"));
    RunStatusBar bar{tasks};
    bar.setNextWave(nextWave);
    RunSession session(engine::RunPlan::make(profile, connection()).value(), tasks, services);
    bar.follow(&session);
    session.start();
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 1; }));
    transport.endOldest(model::Outcome::Succeeded);
    const auto *facts = bar.findChild<ElidedLabel *>(QStringLiteral("statusFacts"));
    EXPECT_TRUE(waitFor([&] { return facts->text().contains(u"wave 1 of 2 is done: Begin (F9)"); }))
        << facts->text().toStdString();
    EXPECT_FALSE(facts->text().contains(u"left"));
    EXPECT_FALSE(facts->text().contains(u"F6"));
}

} // namespace
} // namespace regatta::ui
