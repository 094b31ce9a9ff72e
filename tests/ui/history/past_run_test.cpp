#include "tests/ui/run/ui_fixture.h"
#include "ui/document/profile_document.h"
#include "ui/history/history_service.h"
#include "ui/history/past_run_bar.h"
#include "ui/log/log_feed.h"
#include "ui/run/run_pane.h"
#include "ui/theme/elided_label.h"
#include "ui/window/main_window.h"
#include "ui/window/recent_run_delegate.h"

#include <QDialog>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

/// A window whose runs are kept.
class PastRunTest : public tests::UiFixture
{
protected:
    PastRunTest()
    {
        QSettings().clear();
        services.history = &history;
        window = std::make_unique<MainWindow>(services);
        window->show();
    }

    /// Runs two tasks to their ends; gives the run's id.
    QString runOnce()
    {
        window->showProfile(profileOf(2), {});
        pane().runWithoutAsking();
        EXPECT_TRUE(waitFor([&] { return transport.heldCount() == 2; }));
        transport.runOldest("hello from the past\n");
        transport.endOldest(model::Outcome::Succeeded);
        transport.runOldest({});
        transport.endOldest(model::Outcome::CommandFailed);
        EXPECT_TRUE(waitFor([&] { return !pane().isRunning(); }));
        history.writer()->flush();
        return pane().session()->plan().manifest()->identity.run;
    }

    void open(const QString &run)
    {
        history.open(run, window.get(),
                     [this](const history::Expected<std::shared_ptr<const PastRun>> &past) {
                         ASSERT_TRUE(past.has_value());
                         pane().showPastRun(*past);
                     });
        ASSERT_TRUE(waitFor([&] { return pane().pastRun() != nullptr; }));
    }

    /// What a menu's CSV holds of the run in sight.
    std::string exported(const QMenu &menu)
    {
        menu.findChild<QAction *>(QStringLiteral("export-csv"))->trigger();
        auto *dialog = part<QFileDialog>("exportDialog");
        const QString path = spoolFolder.filePath(QStringLiteral("run.csv"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        EXPECT_TRUE(waitFor([&] { return file.exists(); }));
        EXPECT_TRUE(waitFor([&] { return window->statusBar()->currentMessage().contains(path); }));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    RunPane &pane() { return window->runPane(); }

    template <typename T>
    T *part(const char *name)
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }

    HistoryService history{spoolFolder.filePath(QStringLiteral("history.sqlite"))};
    std::unique_ptr<MainWindow> window;
};

TEST_F(PastRunTest, ShowsWhatARunWas)
{
    const QString run = runOnce();
    window->showProfile(profileOf(5), {});
    EXPECT_EQ(pane().tasks().rowCount(), 5);
    open(run);
    const RunModel &tasks = pane().tasks();
    ASSERT_EQ(tasks.rowCount(), 2);
    EXPECT_EQ(tasks.row(0).outcome, model::Outcome::Succeeded);
    EXPECT_EQ(tasks.row(1).outcome, model::Outcome::CommandFailed);
    EXPECT_EQ(tasks.row(0).bytes, 20);
    EXPECT_TRUE(tasks.elapsed(tasks.row(0), tasks.now()).has_value());
    EXPECT_EQ(tasks.counts()[StatusGroup::Succeeded], 1);
    auto *bar = part<PastRunBar>("pastRunBar");
    EXPECT_TRUE(bar->isVisible());
    EXPECT_TRUE(part<QLabel>("pastRunText")->text().contains(u"1 succeeded, 1 failed"));
    EXPECT_TRUE(waitFor([&] { return window->findChild<LogFeed *>()->lineCount() == 1; }));
    EXPECT_TRUE(waitFor([&] { return tasks.row(0).lastLine == u"hello from the past"; }));
    EXPECT_EQ(tasks.row(0).bytes, 20) << "which the history knew, and are not counted twice";
    EXPECT_TRUE(tasks.row(1).lastLine.isEmpty());

    QTest::mouseClick(part<QPushButton>("pastRunClose"), Qt::LeftButton);
    EXPECT_FALSE(bar->isVisible());
    EXPECT_EQ(tasks.rowCount(), 5);
    EXPECT_EQ(tasks.counts()[StatusGroup::Queued], 5);
}

TEST_F(PastRunTest, IsNotTakenForTheOpenProfile)
{
    const QString run = runOnce();
    window = std::make_unique<MainWindow>(services); // another start of the program
    window->show();
    model::Profile other = profileOf(5);
    other.name = QStringLiteral("Other");
    window->showProfile(other, {});
    open(run);
    EXPECT_THAT(window->windowTitle().toStdString(), testing::HasSubstr("Restart, past run"));
    EXPECT_THAT(part<ElidedLabel>("statusFacts")->text().toStdString(), testing::HasSubstr("took"));
    EXPECT_FALSE(pane().actions().edit.isEnabled());
    EXPECT_FALSE(part<QPushButton>("runButton")->isVisible());

    QTest::mouseClick(part<QPushButton>("pastRunClose"), Qt::LeftButton);
    EXPECT_THAT(window->windowTitle().toStdString(), testing::StartsWith("Other"));
    EXPECT_TRUE(part<ElidedLabel>("statusFacts")->text().isEmpty());
    EXPECT_TRUE(pane().actions().edit.isEnabled());
    EXPECT_TRUE(part<QPushButton>("runButton")->isVisible());
}

TEST_F(PastRunTest, TheHistoryMakesRoomForWhatItOpens)
{
    const QString run = runOnce();
    part<QAction>("historyAction")->trigger();
    auto *dialog = part<QDialog>("historyDialog");
    ASSERT_NE(dialog, nullptr);
    auto *table = part<QTableView>("historyTable");
    ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
    table->selectRow(0);
    QTest::mouseClick(part<QPushButton>("historyOpen"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return pane().isPastRunInSight(); }));
    EXPECT_EQ(pane().pastRun()->overview.id, run);
    EXPECT_FALSE(dialog->isVisible());
}

TEST_F(PastRunTest, RunsExactlyItAgain)
{
    const QString run = runOnce();
    window->showProfile(profileOf(5), {});
    open(run);
    QTest::mouseClick(part<QPushButton>("pastRunAgain"), Qt::LeftButton);
    auto *confirm = part<QDialog>("confirmDialog");
    ASSERT_NE(confirm, nullptr);
    EXPECT_NE(part<QLabel>("confirmAgain"), nullptr);
    confirm->accept();
    ASSERT_TRUE(waitFor([&] { return transport.heldCount() == 2; }));
    EXPECT_FALSE(part<PastRunBar>("pastRunBar")->isVisible());
    EXPECT_NE(pane().session()->plan().manifest()->identity.run, run);
    EXPECT_EQ(pane().session()->plan().manifest()->targets.size(), 2);
    transport.endOldest(model::Outcome::Succeeded);
    transport.endOldest(model::Outcome::Succeeded);
    EXPECT_TRUE(waitFor([&] { return !pane().isRunning(); }));
    EXPECT_EQ(pane().tasks().rowCount(), 2) << "what it came to stays in sight";
    pane().actions().edit.trigger();
    EXPECT_EQ(pane().pastRun(), nullptr) << "the profile that is edited is the open one";
    EXPECT_EQ(pane().tasks().rowCount(), 5);
}

TEST_F(PastRunTest, CanBeExported)
{
    const QString run = runOnce();
    window->showProfile(profileOf(5), {});
    auto *menu = part<QMenu>("exportMenu");
    EXPECT_FALSE(menu->menuAction()->isEnabled()) << "what is in sight has not run";
    open(run);
    ASSERT_TRUE(part<QPushButton>("pastRunExport")->isVisible());
    EXPECT_EQ(part<QPushButton>("pastRunExport")->menu(), menu);
    EXPECT_THAT(exported(*menu), testing::HasSubstr("hello from the past"));
    history.remove({run}, window.get(), [](const auto &) {});
    EXPECT_TRUE(waitFor([&] { return !part<QPushButton>("pastRunExport")->isEnabled(); }));
}

TEST_F(PastRunTest, TheRunThatHasJustEndedCanBeExported)
{
    runOnce();
    ASSERT_TRUE(waitFor([&] { return window->findChild<LogFeed *>()->lineCount() == 1; }));
    auto *menu = part<QMenu>("exportMenu");
    EXPECT_TRUE(menu->menuAction()->isEnabled());
    EXPECT_TRUE(part<QMenu>("fileMenu")->actions().contains(menu->menuAction()));
    EXPECT_THAT(exported(*menu), testing::HasSubstr("hello from the past"));
    EXPECT_THAT(window->statusBar()->currentMessage().toStdString(), testing::StartsWith("Exported: "));
}

TEST_F(PastRunTest, ADeletedRunCanNoMoreBeExported)
{
    const QAction &menu = *part<QMenu>("exportMenu")->menuAction();
    const QString first = runOnce();
    const QString second = runOnce();
    ASSERT_TRUE(menu.isEnabled());
    QSignalSpy removed(&history, &HistoryService::removed);
    const auto remove = [&](const QString &run) {
        removed.clear();
        history.remove({run}, window.get(), [](const auto &) {});
        return waitFor([&] { return removed.size() == 1; });
    };
    ASSERT_TRUE(remove(first));
    EXPECT_TRUE(menu.isEnabled()) << "another one is in sight";
    ASSERT_TRUE(remove(second));
    EXPECT_FALSE(menu.isEnabled()) << "what it came to still is";
}

TEST_F(PastRunTest, AnInterruptedRunShowsHowFarItCame)
{
    const history::HistoryReader reader(spoolFolder.filePath(QStringLiteral("history.sqlite")));
    history::RunRecord record = reader.run(runOnce()).value();
    // As it is found after its program was killed.
    record.overview.state = history::RunState::Interrupted;
    record.tasks[1].state = model::TaskState::Running;
    record.tasks[1].result.reset();
    history::endInterrupted(record);
    pane().showPastRun(std::make_shared<const PastRun>(pastRunFrom(record).value()));
    EXPECT_EQ(pane().tasks().row(0).outcome, model::Outcome::Succeeded);
    EXPECT_EQ(pane().tasks().row(1).outcome, model::Outcome::Interrupted);
    EXPECT_EQ(pane().tasks().counts()[StatusGroup::Running], 0);
    EXPECT_EQ(pane().tasks().counts()[StatusGroup::Stopped], 1);
    EXPECT_TRUE(part<QLabel>("pastRunText")->text().contains(u"interrupted"));
}

TEST_F(PastRunTest, SaysThatTheEndOfItsOutputIsDamaged)
{
    const QString run = runOnce();
    ASSERT_TRUE(waitFor([&] { return window->findChild<LogFeed *>()->lineCount() == 1; }));
    QFile spool(spoolFolder.filePath(run + QStringLiteral(".spool")));
    ASSERT_TRUE(spool.open(QIODevice::ReadWrite));
    ASSERT_TRUE(spool.seek(spool.size()));
    spool.write("half a record");
    spool.close();
    open(run);
    EXPECT_TRUE(waitFor([&] { return part<QLabel>("pastRunText")->text().contains(u"damaged"); }));
    EXPECT_TRUE(waitFor([&] { return window->findChild<LogFeed *>()->lineCount() == 1; }));
}

TEST_F(PastRunTest, ACopyCanBeEdited)
{
    open(runOnce());
    QTest::mouseClick(part<QPushButton>("pastRunCopy"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return window->document().profile().name == u"Restart, copy"; }));
    EXPECT_TRUE(window->document().path().isEmpty());
    EXPECT_FALSE(part<PastRunBar>("pastRunBar")->isVisible());
}

TEST_F(PastRunTest, ADeletedRunStaysInSightAndSaysSo)
{
    const QString run = runOnce();
    open(run);
    QSignalSpy removed(&history, &HistoryService::removed);
    history.remove({run}, window.get(), [](const auto &) {});
    ASSERT_TRUE(waitFor([&] { return removed.size() == 1; }));
    EXPECT_TRUE(part<QLabel>("pastRunText")->text().contains(u"deleted"));
    EXPECT_EQ(pane().tasks().rowCount(), 2);
    EXPECT_TRUE(waitFor([&] { return window->findChild<LogFeed *>()->lineCount() == 1; }));

    // Choosing it once more, from a list that is late, is a message.
    bool isUnknown = false;
    history.open(run, window.get(), [&isUnknown](const auto &past) {
        isUnknown = !past && past.error().code == history::ErrorCode::RunUnknown;
    });
    EXPECT_TRUE(waitFor([&] { return isUnknown; }));
}

TEST_F(PastRunTest, RecentRunsComeFromTheHistory)
{
    runOnce();
    const QString run = runOnce();
    auto *recent = part<QListWidget>("recentRuns");
    EXPECT_TRUE(waitFor([&] { return recent->count() == 2; }));
    window = std::make_unique<MainWindow>(services); // another start of the program
    window->show();
    recent = part<QListWidget>("recentRuns");
    ASSERT_TRUE(waitFor([&] { return recent->count() == 2; }));
    QTest::mouseClick(recent->viewport(), Qt::LeftButton, {},
                      recent->visualItemRect(recent->item(0)).center());
    ASSERT_TRUE(waitFor([&] { return pane().pastRun() != nullptr; }));
    EXPECT_EQ(pane().pastRun()->overview.id, run);
}

TEST_F(PastRunTest, WhatAnotherProgramRanIsAmongTheRecentOnes)
{
    runOnce();
    auto *recent = part<QListWidget>("recentRuns");
    ASSERT_TRUE(waitFor([&] { return recent->count() == 1; }));
    {
        // A `regatta run` in a terminal.
        history::HistoryWriter other(spoolFolder.filePath(QStringLiteral("history.sqlite")), {});
        history::RunStart start;
        start.id = QStringLiteral("another");
        start.startedAt = QDateTime::currentDateTimeUtc();
        other.begin(start);
        other.end(start.id, {});
    }
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(window.get(), &back);
    EXPECT_TRUE(waitFor([&] { return recent->count() == 2; }));
}

TEST_F(PastRunTest, AClickThatActivatesTheWindowOpensARun)
{
    const QString run = runOnce();
    auto *recent = part<QListWidget>("recentRuns");
    ASSERT_TRUE(waitFor([&] { return recent->count() == 1; }));
    const QPoint place = recent->visualItemRect(recent->item(0)).center();
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(window.get(), &back);
    QTest::mousePress(recent->viewport(), Qt::LeftButton, {}, place);
    bool isRead = false; // after the window's question was
    history.list({}, window.get(), [&isRead](const auto &) { isRead = true; });
    ASSERT_TRUE(waitFor([&isRead] { return isRead; }));
    QTest::mouseRelease(recent->viewport(), Qt::LeftButton, {}, place);
    ASSERT_TRUE(waitFor([&] { return pane().pastRun() != nullptr; }));
    EXPECT_EQ(pane().pastRun()->overview.id, run);
}

TEST_F(PastRunTest, TheRunInSightIsTheOneThatIsMarked)
{
    const QString first = runOnce();
    const QString second = runOnce();
    auto *recent = part<QListWidget>("recentRuns");
    ASSERT_TRUE(waitFor([&] { return recent->count() == 2; }));
    const auto marked = [&] {
        const QModelIndexList found = recent->selectionModel()->selectedIndexes();
        return found.isEmpty() ? QString() : found.first().data(Qt::UserRole).value<RecentRun>().id;
    };
    EXPECT_EQ(marked(), second) << "what it came to is in the table";
    open(first);
    EXPECT_EQ(marked(), first);
    QTest::mouseClick(part<QPushButton>("pastRunClose"), Qt::LeftButton);
    EXPECT_EQ(marked(), QString());
}

} // namespace
} // namespace regatta::ui
