#include "tests/ui/run/run_pane_fixture.h"

#include "ui/log/log_pane.h"
#include "ui/log/log_view.h"
#include "ui/run/empty_page.h"
#include "ui/run/task_table.h"
#include "ui/theme/elided_label.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QFocusEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

class RunPaneTest : public tests::RunPaneFixture
{
protected:
    LogPane &log() { return *pane.findChild<LogPane *>(); }
    QAbstractItemModel &answers() { return *part<QTableView>("answerGroups")->model(); }

    /// A run of two tasks that print the same line and fail, to the end, and until that can be seen.
    void runPrinting(const model::Profile &profile)
    {
        begin(profile, 2);
        QSignalSpy finished(&pane, &RunPane::runFinished);
        for (int task = 0; task < 2; ++task) {
            transport.runOldest("hello\n");
            transport.endOldest(model::Outcome::CommandFailed);
        }
        ASSERT_TRUE(waitFor([&] { return !finished.isEmpty(); }));
        const auto tasks = [this] { return answers().index(0, 0).data().toString(); };
        ASSERT_TRUE(waitFor(
            [&] { return log().view().rowCount() == 2 && answers().rowCount() == 1 && tasks() == u"2"; }));
    }
};

TEST_F(RunPaneTest, AJobWithoutANameIsCalledAsItsFile)
{
    model::Profile profile = profileOf(2);
    profile.name.clear();
    show(profile);
    EXPECT_EQ(part<QLabel>("profileName")->text(), QStringLiteral("job"));
    pane.actions().run.trigger();
    ASSERT_NE(dialog("confirmDialog"), nullptr);
    const auto labels = dialog("confirmDialog")->findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text() == u"job"; }));
    dialog("confirmDialog")->reject();
    pane.setProfile(profile, {}, connection());
    EXPECT_EQ(part<QLabel>("profileName")->text(), QStringLiteral("New job"));
}

TEST_F(RunPaneTest, WithoutHostsSaysWhatToDoNext)
{
    EXPECT_TRUE(part<QWidget>("emptyPage")->isVisible());
    EXPECT_FALSE(pane.actions().run.isEnabled());
    QSignalSpy demo(&pane.emptyPage(), &EmptyPage::demoRequested);
    QTest::mouseClick(part<QPushButton>("tryDemoButton"), Qt::LeftButton);
    EXPECT_EQ(demo.size(), 1);
    QTest::keyClick(part<QPushButton>("tryDemoButton"), Qt::Key_Return);
    EXPECT_EQ(demo.size(), 2);
}

TEST_F(RunPaneTest, ShowsThePlanAndRunsNothing)
{
    show(profileOf(3));
    EXPECT_EQ(part<QLabel>("profileName")->text(), QStringLiteral("Restart"));
    EXPECT_EQ(part<ElidedLabel>("planSummary")->text(), QStringLiteral("3 targets"));
    EXPECT_EQ(part<QLineEdit>("commandLine")->text(), QStringLiteral("restart {{host}}"));
    EXPECT_EQ(pane.table().order().rowCount(), 3);
    EXPECT_TRUE(pane.actions().run.isEnabled());
    EXPECT_EQ(transport.startedCount(), 0);
}

TEST_F(RunPaneTest, AnUnsoundProfileIsExplainedAndCannotRun)
{
    model::Profile profile = profileOf(3);
    profile.steps[0].run = QStringLiteral("echo {{nosuch}}");
    show(profile);
    EXPECT_FALSE(pane.actions().run.isEnabled());
    EXPECT_THAT(part<ElidedLabel>("planSummary")->text().toStdString(), testing::HasSubstr("nosuch"));
    EXPECT_EQ(part<QLabel>("emptyPageTitle")->text(), QStringLiteral("This profile can't run yet"));
    EXPECT_THAT(part<QLabel>("emptyPageWords")->text().toStdString(), testing::HasSubstr("nosuch"));
    EXPECT_FALSE(part<QPushButton>("tryDemoButton")->isVisible());
    QSignalSpy edit(&pane.emptyPage(), &EmptyPage::editRequested);
    QTest::mouseClick(part<QPushButton>("editProblemsButton"), Qt::LeftButton);
    EXPECT_EQ(edit.size(), 1);
    show({});
    EXPECT_EQ(part<QLabel>("emptyPageTitle")->text(), QStringLiteral("No hosts yet"));
    EXPECT_TRUE(part<QPushButton>("tryDemoButton")->isVisible());
    EXPECT_FALSE(part<QPushButton>("editProblemsButton")->isVisible());
}

TEST_F(RunPaneTest, TheCommandShowsItsBeginningOnceItIsLeft)
{
    show(profileOf(3));
    auto *command = part<QLineEdit>("commandLine");
    command->end(false);
    QFocusEvent left(QEvent::FocusOut, Qt::TabFocusReason);
    QApplication::sendEvent(command, &left);
    EXPECT_EQ(command->cursorPosition(), 0);
}

TEST_F(RunPaneTest, RunAsksFirst)
{
    show(profileOf(3));
    pane.actions().run.trigger();
    ASSERT_NE(dialog("confirmDialog"), nullptr);
    EXPECT_EQ(transport.startedCount(), 0);
    QTest::mouseClick(part<QPushButton>("confirmRun"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
    EXPECT_TRUE(pane.isRunning());
}

TEST_F(RunPaneTest, WhatTheProfileAsksComesFirstAndIsRemembered)
{
    model::Profile profile = profileOf(1);
    profile.ask = {{QStringLiteral("version"), QStringLiteral("Version to deploy")}};
    profile.steps.first().run = QStringLiteral("deploy {{version}}");
    show(profile);
    ASSERT_TRUE(pane.actions().run.isEnabled());
    pane.actions().run.trigger();
    auto *questions = dialog("questionsDialog");
    ASSERT_NE(questions, nullptr);
    EXPECT_EQ(dialog("confirmDialog"), nullptr);
    questions->findChild<QLineEdit *>(QStringLiteral("version"))->setText(QStringLiteral("1 2"));
    questions->accept();
    QTest::mouseClick(part<QPushButton>("confirmRun"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 1; }));
    EXPECT_EQ(transport.oldestCommand(), "deploy '1 2'");
    endAll(model::Outcome::Succeeded);
    pane.actions().run.trigger();
    ASSERT_TRUE(waitFor([&] { return dialog("questionsDialog") != nullptr; }));
    EXPECT_EQ(dialog("questionsDialog")->findChild<QLineEdit *>(QStringLiteral("version"))->text(),
              QStringLiteral("1 2"));
}

TEST_F(RunPaneTest, TheQuestionSaysWhatItShowsOfTheCommands)
{
    show(profileOf(3, 7));
    pane.actions().run.trigger();
    EXPECT_EQ(part<QLabel>("confirmCaption")->text(),
              QStringLiteral("The first of 3 tasks with 3 different commands runs:"));
    EXPECT_EQ(part<QLabel>("confirmParallel")->text(), QStringLiteral("at most 7 at once"));
    QTest::mouseClick(part<QPushButton>("confirmPreview"), Qt::LeftButton);
    ASSERT_NE(dialog("previewDialog"), nullptr);
    EXPECT_EQ(part<QTableView>("previewTable")->model()->rowCount(), 3);
}

TEST_F(RunPaneTest, NoCommandIsDisguisedInTheQuestion)
{
    model::Profile profile = profileOf(1);
    profile.steps[0].run = QStringLiteral("echo \u202etxt.elif\necho two");
    show(profile);
    pane.actions().run.trigger();
    EXPECT_EQ(part<QPlainTextEdit>("confirmCommands")->toPlainText(),
              QStringLiteral("echo ·txt.elif\necho two"));
}

TEST_F(RunPaneTest, ProductionRunsOnlyOnceTheNumberIsTyped)
{
    model::Profile profile = profileOf(3);
    profile.environment = model::Environment::Production;
    show(profile);
    pane.actions().run.trigger();
    auto *run = part<QPushButton>("confirmRun");
    EXPECT_FALSE(run->isEnabled());
    QTest::keyClicks(part<QLineEdit>("confirmNumber"), QStringLiteral("4"));
    EXPECT_FALSE(run->isEnabled());
    part<QLineEdit>("confirmNumber")->clear();
    QTest::keyClicks(part<QLineEdit>("confirmNumber"), QStringLiteral("3"));
    EXPECT_TRUE(run->isEnabled());
}

TEST_F(RunPaneTest, AFileFromElsewhereIsReviewedOnce)
{
    QSignalSpy reviewed(&pane, &RunPane::reviewed);
    pane.setNeedsReview(true);
    show(profileOf(2));
    EXPECT_TRUE(part<QLabel>("reviewMark")->isVisible());
    pane.actions().run.trigger();
    EXPECT_FALSE(part<QPushButton>("confirmRun")->isEnabled());
    EXPECT_EQ(dialog("confirmDialog")->focusWidget(), part<QCheckBox>("confirmReviewed"));
    part<QCheckBox>("confirmReviewed")->setChecked(true);
    QTest::mouseClick(part<QPushButton>("confirmRun"), Qt::LeftButton);
    EXPECT_EQ(reviewed.size(), 1);
    EXPECT_FALSE(part<QLabel>("reviewMark")->isVisible());
    EXPECT_TRUE(pane.isRunning());
}

TEST_F(RunPaneTest, TheQuestionShowsTheWaves)
{
    model::Profile profile = profileOf(10);
    profile.waves = {QStringLiteral("1"), QStringLiteral("20%"), QStringLiteral("100%")};
    show(profile);
    pane.actions().run.trigger();
    ASSERT_NE(dialog("confirmDialog"), nullptr);
    EXPECT_THAT(part<QLabel>("confirmWaves")->text().toStdString(), testing::HasSubstr("1, 2, 7"));
}

TEST_F(RunPaneTest, TheResultStaysInSightWhenTheLimitChanges)
{
    begin(profileOf(2, 0), 2);
    endAll(model::Outcome::CommandFailed);
    part<QSpinBox>("parallelSpin")->setValue(7);
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Failed], 2);
    show(profileOf(3));
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Queued], 3);
}

TEST_F(RunPaneTest, OtherTasksAreNotTakenForThoseThatRan)
{
    runPrinting(profileOf(2, 0));
    show(profileOf(400));
    EXPECT_EQ(answers().rowCount(), 0);
    EXPECT_EQ(log().view().hint(), QStringLiteral("What the hosts print appears here."));
    pane.table().selectTasks({model::TaskId{300}});
    EXPECT_EQ(part<ElidedLabel>("logWhose")->text(), QString());
    EXPECT_FALSE(pane.actions().retrySelected.isEnabled());
}

TEST_F(RunPaneTest, FewerTasksAreNotTakenForThoseThatRan)
{
    runPrinting(profileOf(2, 0));
    show(profileOf(1));
    EXPECT_EQ(answers().rowCount(), 0);
    for (const char *action : {"answersCopyList", "answersRetry", "answersNewProfile"})
        EXPECT_FALSE(part<QAction>(action)->isEnabled()) << action;
}

TEST_F(RunPaneTest, WhatWasPrintedStaysInSightWhileTheTasksAreTheSame)
{
    runPrinting(profileOf(2, 0));
    model::Profile profile = profileOf(2, 0);
    profile.name = QStringLiteral("Another name");
    profile.steps.first().run = QStringLiteral("restart --now {{host}}");
    show(profile);
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Failed], 2);
    EXPECT_EQ(log().view().rowCount(), 2);
    EXPECT_EQ(answers().rowCount(), 1);
    pane.table().selectTasks({model::TaskId{1}});
    EXPECT_TRUE(part<ElidedLabel>("logWhose")->text().startsWith(u"host2"));
    EXPECT_TRUE(pane.actions().retrySelected.isEnabled());
}

TEST_F(RunPaneTest, ACommandThatIsHalfTypedTakesNothingOutOfSight)
{
    runPrinting(profileOf(2, 0));
    model::Profile profile = profileOf(2, 0);
    profile.steps.first().run = QStringLiteral("restart {{ho}}");
    show(profile);
    ASSERT_FALSE(pane.actions().run.isEnabled()) << "it is unsound";
    show(profileOf(2, 0));
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Failed], 2);
    EXPECT_EQ(log().view().rowCount(), 2);
    show({});
    EXPECT_EQ(pane.tasks().rowCount(), 0);
    EXPECT_EQ(answers().rowCount(), 0);
    show(profileOf(2, 0));
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Queued], 2);
}

TEST_F(RunPaneTest, ARunThatEndsStaysInSightWhateverTheProfileSaysByNow)
{
    begin(profileOf(2, 0), 2);
    show({});
    endAll(model::Outcome::CommandFailed);
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Failed], 2);
    show(profileOf(3));
    EXPECT_EQ(pane.tasks().counts()[StatusGroup::Queued], 3);
}

TEST_F(RunPaneTest, SaysWhetherTheTargetsAreThoseOfTheLastRun)
{
    begin(profileOf(2, 0), 2);
    show(profileOf(2, 0));
    EXPECT_EQ(part<ElidedLabel>("planSummary")->text(), QStringLiteral("2 targets")) << "it is the first one";
    endAll(model::Outcome::Succeeded);
    EXPECT_THAT(part<ElidedLabel>("planSummary")->text().toStdString(),
                testing::HasSubstr("same targets as last run"));
    show(profileOf(3));
    pane.actions().run.trigger();
    EXPECT_EQ(part<QLabel>("confirmAdded")->text(), QStringLiteral("host3"));
    EXPECT_EQ(part<QLabel>("confirmRemoved")->text(), QStringLiteral("none"));
}

TEST_F(RunPaneTest, PreviewShowsEveryCommandLineAndFinds)
{
    show(profileOf(12));
    pane.actions().preview.trigger();
    ASSERT_NE(dialog("previewDialog"), nullptr);
    auto *table = part<QTableView>("previewTable");
    EXPECT_EQ(table->model()->rowCount(), 12);
    EXPECT_EQ(table->model()->index(4, 3).data().toString(), QStringLiteral("restart host5"));
    QTest::keyClicks(part<QLineEdit>("previewSearch"), QStringLiteral("host12"));
    EXPECT_EQ(table->model()->rowCount(), 1);
}

} // namespace
} // namespace regatta::ui
