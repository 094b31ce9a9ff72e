#include "tests/ui/run/run_pane_fixture.h"

#include "tests/support/small_disk.h"
#include "ui/run/task_table.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

class RunningPaneTest : public tests::RunPaneFixture
{};

TEST_F(RunningPaneTest, ParallelWorksWhileItRuns)
{
    begin(profileOf(9, 2), 2);
    part<QSpinBox>("parallelSpin")->setValue(5);
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 5; }));
    part<QSpinBox>("parallelSpin")->setValue(0);
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 9; }));
}

TEST_F(RunningPaneTest, PauseAdmitsNothingAndResumes)
{
    begin(profileOf(4, 1), 1);
    QSignalSpy batches(pane.session(), &RunSession::progressed);
    pane.actions().pause.trigger();
    EXPECT_TRUE(pane.session()->isPaused());
    transport.endOldest(model::Outcome::Succeeded);
    EXPECT_TRUE(waitFor([&] { return pane.tasks().counts()[StatusGroup::Succeeded] == 1; }));
    EXPECT_EQ(transport.startedCount(), 1);
    pane.actions().pause.trigger();
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
}

TEST_F(RunningPaneTest, AWaveThatIsToBeApprovedWaitsForResume)
{
    model::Profile profile = profileOf(3);
    profile.waves = {QStringLiteral("1"), QStringLiteral("100%")};
    profile.approveWaves = true;
    begin(profile, 1);
    transport.endOldest(model::Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return pane.actions().pause.isChecked(); }));
    EXPECT_EQ(pane.session()->endedWave(), std::pair(1, 2));
    EXPECT_EQ(pane.actions().pause.iconText(), pane.actions().nextWave.iconText()) << "as the banner has it";
    EXPECT_EQ(transport.startedCount(), 1);
    pane.actions().pause.trigger();
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 3; }));
    EXPECT_FALSE(pane.session()->endedWave());
}

TEST_F(RunningPaneTest, AFullDiskIsSaidAndHoldsTheRun)
{
    begin(profileOf(3, 1), 1);
    tests::SmallDisk disk(100);
    transport.runOldest(QByteArray(1'000, 'x') + '\n');
    auto *notice = part<QLabel>("diskNotice");
    ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
    EXPECT_THAT(notice->text().toStdString(), testing::HasSubstr("disk is full"));
    EXPECT_TRUE(pane.session()->isHeld());
    transport.endOldest(model::Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return pane.tasks().counts()[StatusGroup::Succeeded] == 1; }));
    EXPECT_EQ(transport.startedCount(), 1);
    disk.makeRoom();
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 2 && !notice->isVisible(); }));
}

TEST_F(RunningPaneTest, AtItsLimitARunWaitsForADecision)
{
    model::Profile profile = profileOf(4, 1);
    profile.stopAfterFailures = QStringLiteral("1");
    begin(profile, 1);
    auto &bar = *part<QFrame>("runNotice");
    EXPECT_TRUE(bar.isHidden());
    transport.endOldest(model::Outcome::CommandFailed);
    ASSERT_TRUE(waitFor([&] { return !bar.isHidden(); }));
    EXPECT_TRUE(part<QLabel>("runNoticeWords")->text().contains(QStringLiteral("1 of 4")));
    EXPECT_EQ(transport.startedCount(), 1);
    part<QPushButton>("goOnPastLimitActionButton")->click();
    EXPECT_TRUE(bar.isHidden());
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
    transport.endOldest(model::Outcome::CommandFailed);
    ASSERT_TRUE(waitFor([&] { return !bar.isHidden(); }));
    part<QPushButton>("endAtLimitActionButton")->click();
    ASSERT_TRUE(waitFor([&] { return pane.session()->summary().has_value(); }));
    EXPECT_EQ(pane.session()->summary()->count(model::Outcome::Skipped), 2);
    EXPECT_TRUE(bar.isHidden());
}

TEST_F(RunningPaneTest, AWaveThatHasEndedIsSaidWithTheNextStepAtHand)
{
    model::Profile profile = profileOf(3);
    profile.waves = {QStringLiteral("1"), QStringLiteral("100%")};
    profile.approveWaves = true;
    begin(profile, 1);
    EXPECT_FALSE(part<QWidget>("runNotice")->isVisible());
    transport.endOldest(model::Outcome::CommandFailed);
    ASSERT_TRUE(waitFor([&] { return part<QWidget>("runNotice")->isVisible(); }));
    EXPECT_THAT(part<QLabel>("runNoticeWords")->text().toStdString(), testing::HasSubstr("Wave 1 of 2"));
    QTest::mouseClick(part<QPushButton>("nextWaveActionButton"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 3; }));
    EXPECT_FALSE(part<QWidget>("runNotice")->isVisible());
}

TEST_F(RunningPaneTest, AWaveIsSaidInItsOwnNumbers)
{
    model::Profile profile = profileOf(3);
    profile.waves = {QStringLiteral("1")};
    profile.approveWaves = true;
    begin(profile, 1);
    transport.endOldest(model::Outcome::CommandFailed);
    ASSERT_TRUE(waitFor([&] { return part<QWidget>("runNotice")->isVisible(); }));
    QTest::mouseClick(part<QPushButton>("nextWaveActionButton"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
    transport.endOldest(model::Outcome::Succeeded);
    EXPECT_TRUE(waitFor([&] {
        return part<QLabel>("runNoticeWords")->text().contains(u"Wave 2 of 3 has ended: 1 succeeded, none");
    })) << part<QLabel>("runNoticeWords")->text().toStdString();
    QTest::mouseClick(part<QPushButton>("stopAllActionButton"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return pane.session()->summary().has_value(); }));
    EXPECT_EQ(pane.session()->summary()->count(model::Outcome::Skipped), 1);
}

TEST_F(RunningPaneTest, WhatFailsAfterTheLimitIsCounted)
{
    model::Profile profile = profileOf(4, 2);
    profile.stopAfterFailures = QStringLiteral("1");
    begin(profile, 2);
    const auto words = [this] { return part<QLabel>("runNoticeWords")->text(); };
    transport.endOldest(model::Outcome::CommandFailed);
    ASSERT_TRUE(waitFor([&] { return words().contains(u"1 of 4"); }));
    transport.endOldest(model::Outcome::Unreachable);
    EXPECT_TRUE(waitFor([&] { return words().contains(u"2 of 4"); })) << words().toStdString();
}

TEST_F(RunningPaneTest, ASilentTaskIsMarkedFoundAndLeftAlone)
{
    settings.set(Setting::SilentAfter, 1);
    begin(profileOf(3, 2), 2);
    transport.runOldest({});
    ASSERT_TRUE(waitFor([&] { return pane.tasks().counts().stragglers == 1; }));
    EXPECT_EQ(pane.tasks().text(0, RunModel::State), QStringLiteral("Running, silent"));
    EXPECT_THAT(part<QLabel>("runNoticeWords")->text().toStdString(), testing::HasSubstr("host1"));
    QTest::mouseClick(part<QPushButton>("showStragglersActionButton"), Qt::LeftButton);
    EXPECT_EQ(pane.table().order().rowCount(), 1);
    QTest::mouseClick(part<QPushButton>("leaveStragglersActionButton"), Qt::LeftButton);
    EXPECT_EQ(pane.tasks().counts().stragglers, 0);
    EXPECT_EQ(pane.tasks().text(0, RunModel::State), QStringLiteral("Running"));
    EXPECT_FALSE(part<QWidget>("runNotice")->isVisible());
}

TEST_F(RunningPaneTest, StragglersAreStoppedAndOthersGoOn)
{
    settings.set(Setting::SilentAfter, 1);
    begin(profileOf(2, 2), 2);
    transport.runOldest({});
    ASSERT_TRUE(waitFor([&] { return pane.tasks().counts().stragglers == 1; }));
    pane.actions().stopStragglers.trigger();
    EXPECT_TRUE(waitFor([&] { return pane.tasks().counts()[StatusGroup::Stopped] == 1; }));
    EXPECT_EQ(pane.tasks().counts().stragglers, 0);
    EXPECT_TRUE(pane.isRunning());
}

TEST_F(RunningPaneTest, StragglersAreRunOnceMore)
{
    settings.set(Setting::SilentAfter, 1);
    begin(profileOf(2, 2), 2);
    transport.runOldest({});
    ASSERT_TRUE(waitFor([&] { return pane.tasks().counts().stragglers == 1; }));
    QTest::mouseClick(part<QPushButton>("rerunStragglersActionButton"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return pane.tasks().rows()[0].attempt == 2; }));
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 3; }));
    EXPECT_EQ(pane.tasks().counts().stragglers, 0);
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Stopped], 0);
}

TEST_F(RunningPaneTest, OneThatHangsIsRunOnceMoreWithoutTheOthers)
{
    begin(profileOf(2, 2), 2);
    EXPECT_FALSE(pane.actions().rerunSelected.isEnabled()) << "nothing is selected";
    pane.table().selectTasks({model::TaskId{1}});
    pane.actions().rerunSelected.trigger();
    EXPECT_TRUE(waitFor([&] { return pane.tasks().rows()[1].attempt == 2; }));
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 3; }));
    EXPECT_EQ(pane.tasks().rows()[0].attempt, 1);
    endAll(model::Outcome::Succeeded);
    EXPECT_FALSE(pane.actions().rerunSelected.isEnabled());
}

TEST_F(RunningPaneTest, RetriesSayHowManyTheyAre)
{
    begin(profileOf(5, 4), 4);
    QSignalSpy finished(&pane, &RunPane::runFinished);
    transport.endOldest(model::Outcome::Succeeded);
    transport.endOldest(model::Outcome::CommandFailed);
    transport.endOldest(model::Outcome::Unreachable);
    pane.actions().pause.trigger();
    ASSERT_TRUE(waitFor([&] { return pane.tasks().counts().finished() >= 3; }));
    pane.actions().stopAll.trigger();
    ASSERT_TRUE(waitFor([&] { return finished.size() == 1; }));
    RunActions &actions = pane.actions();
    EXPECT_EQ(actions.retryEverything.text(), QStringLiteral("Retr&y All (5)…"));
    EXPECT_EQ(actions.retryUnreachable.text(), QStringLiteral("Retry &Unreachable (1)…"));
    EXPECT_FALSE(actions.retrySelected.isEnabled());
    pane.table().selectTasks({model::TaskId{0}, model::TaskId{1}});
    EXPECT_THAT(actions.retrySelected.text().toStdString(), testing::HasSubstr("(2)"));
}

TEST_F(RunningPaneTest, StopSelectedStopsThoseAlone)
{
    begin(profileOf(4, 2), 2);
    pane.table().selectTasks({model::TaskId{0}, model::TaskId{3}});
    pane.actions().stopSelected.trigger();
    EXPECT_TRUE(waitFor([&] { return pane.tasks().counts()[StatusGroup::Stopped] == 2; }));
    EXPECT_EQ(pane.tasks().row(0).outcome, model::Outcome::Cancelled);
    EXPECT_EQ(pane.tasks().row(3).outcome, model::Outcome::Skipped);
    EXPECT_TRUE(pane.isRunning());
}

TEST_F(RunningPaneTest, StopAllEndsTheRun)
{
    begin(profileOf(50, 2), 2);
    QSignalSpy finished(&pane, &RunPane::runFinished);
    pane.actions().stopAll.trigger();
    EXPECT_TRUE(waitFor([&] { return finished.size() == 1; }));
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Stopped], 50);
    EXPECT_FALSE(pane.isRunning());
    EXPECT_FALSE(pane.actions().stopAll.isEnabled());
}

TEST_F(RunningPaneTest, OutputReachesTheTable)
{
    begin(profileOf(2, 1), 1);
    transport.runOldest("first\nsecond\n");
    EXPECT_TRUE(waitFor([&] { return pane.tasks().row(0).lastLine == u"second"; }));
    EXPECT_EQ(pane.tasks().row(0).bytes, 13);
    EXPECT_EQ(pane.tasks().row(0).state, model::TaskState::Running);
}

TEST_F(RunningPaneTest, RetriesWhatDidNotSucceed)
{
    begin(profileOf(3, 0), 3);
    QSignalSpy finished(&pane, &RunPane::runFinished);
    transport.endOldest(model::Outcome::Succeeded);
    transport.endOldest(model::Outcome::CommandFailed);
    transport.endOldest(model::Outcome::Unreachable);
    ASSERT_TRUE(waitFor([&] { return finished.size() == 1; }));
    const QString parent = pane.session()->plan().manifest()->identity.run;
    EXPECT_TRUE(pane.actions().retryFailed.isEnabled());
    EXPECT_FALSE(pane.actions().retryNotStarted.isEnabled());

    pane.actions().retryUnsuccessful.trigger();
    QTest::mouseClick(part<QPushButton>("confirmRun"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 5; }));
    const auto &manifest = *pane.session()->plan().manifest();
    EXPECT_EQ(manifest.taskCount(), 2u);
    EXPECT_EQ(manifest.identity.parent, parent);
    EXPECT_EQ(pane.tasks().row(0).host, QStringLiteral("host2"));
}

} // namespace
} // namespace regatta::ui
