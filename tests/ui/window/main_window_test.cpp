#include "ui/window/main_window.h"

#include "tests/ui/run/ui_fixture.h"
#include "ui/document/document_actions.h"
#include "ui/log/log_view.h"
#include "ui/run/run_pane.h"
#include "ui/run/task_table.h"
#include "ui/theme/elided_label.h"
#include "ui/window/recent_run_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

#include <array>

namespace regatta::ui {
namespace {

using tests::profileOf;
using tests::waitFor;

class MainWindowTest : public tests::UiFixture
{
protected:
    MainWindowTest() { QSettings().clear(); }

    void beginRun()
    {
        window.showProfile(profileOf(4), {});
        window.show();
        window.runPane().runWithoutAsking();
        ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 2; }));
    }

    template <typename T>
    T *part(const char *name)
    {
        return window.findChild<T *>(QString::fromLatin1(name));
    }

    MainWindow window{services};
};

TEST_F(MainWindowTest, ClosesAtOnceWhenNothingRuns)
{
    window.show();
    EXPECT_TRUE(window.close());
}

TEST_F(MainWindowTest, ClosingAsksWhileSomethingRuns)
{
    beginRun();
    EXPECT_FALSE(window.close());
    ASSERT_NE(part<QMessageBox>("closeQuestion"), nullptr);
    QTest::mouseClick(part<QPushButton>("keepOpen"), Qt::LeftButton);
    EXPECT_TRUE(window.isVisible());
    EXPECT_TRUE(window.runPane().isRunning());
}

TEST_F(MainWindowTest, StopAndCloseStopsFirst)
{
    beginRun();
    EXPECT_FALSE(window.close());
    QTest::mouseClick(part<QPushButton>("stopAndClose"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return !window.isVisible(); }));
    EXPECT_EQ(transport.heldCount(), 0);
    EXPECT_FALSE(window.runPane().isRunning());
}

TEST_F(MainWindowTest, WithoutATrayARunInTheBackgroundBringsItsWindowBack)
{
    beginRun();
    EXPECT_FALSE(window.close());
    QTest::mouseClick(part<QPushButton>("runInBackground"), Qt::LeftButton);
    ASSERT_NE(part<QMessageBox>("backgroundMessage"), nullptr) << "there is no tray offscreen: it is said";
    part<QMessageBox>("backgroundMessage")->accept();
    EXPECT_TRUE(waitFor([&] { return !window.isVisible(); }));
    EXPECT_TRUE(window.isInBackground());
    EXPECT_TRUE(window.runPane().isRunning());
    window.runPane().actions().stopAll.trigger();
    EXPECT_TRUE(waitFor([&] { return window.isVisible(); }));
    EXPECT_FALSE(window.isInBackground());
}

TEST_F(MainWindowTest, ClosingDoesWhatTheSettingsSay)
{
    settings.set(Setting::WhenClosed, int(WhenClosed::StopAll));
    beginRun();
    EXPECT_FALSE(window.close());
    EXPECT_EQ(part<QMessageBox>("closeQuestion"), nullptr);
    EXPECT_TRUE(waitFor([&] { return !window.isVisible(); }));
    EXPECT_EQ(transport.heldCount(), 0);
}

TEST_F(MainWindowTest, TheSettingsAreAKeyAway)
{
    window.show();
    part<QAction>("settingsAction")->trigger();
    ASSERT_NE(part<QDialog>("settingsDialog"), nullptr);
    EXPECT_TRUE(part<QDialog>("settingsDialog")->isVisible());
}

TEST_F(MainWindowTest, RemembersFilesAndWhereThingsWere)
{
    window.showProfile(profileOf(1), QStringLiteral("/jobs/first.regatta"));
    window.showProfile(profileOf(1), QStringLiteral("/jobs/second.regatta"));
    window.resize(1200, 700);
    window.show();
    window.close();

    MainWindow next(services);
    EXPECT_EQ(next.size(), QSize(1200, 700));
    auto *files = next.findChild<QListWidget *>(QStringLiteral("recentFiles"));
    ASSERT_EQ(files->count(), 2);
    EXPECT_EQ(files->item(0)->text(), QStringLiteral("second"));
}

TEST_F(MainWindowTest, RecentFilesAreInTheMenuAndCanBeForgotten)
{
    window.showProfile(profileOf(1), QStringLiteral("/jobs/first.regatta"));
    window.showProfile(profileOf(1), QStringLiteral("/jobs/R&D.regatta"));
    auto *recent = part<QMenu>("recentMenu");
    Q_EMIT recent->aboutToShow();
    ASSERT_EQ(recent->actions().size(), 4);
    EXPECT_EQ(recent->actions()[0]->text(), QStringLiteral("&1  R&&D.regatta"));
    QSignalSpy requested(&window, &MainWindow::fileRequested);
    recent->actions()[1]->trigger();
    ASSERT_EQ(requested.size(), 1);
    EXPECT_EQ(requested[0][0].toString(), QStringLiteral("/jobs/first.regatta"));
    recent->actions()[3]->trigger();
    Q_EMIT part<QMenu>("fileMenu")->aboutToShow();
    EXPECT_FALSE(recent->isEnabled());
}

TEST_F(MainWindowTest, ANewFileIsNamedAfterItsProfileAndIsOurs)
{
    model::Profile profile = profileOf(2);
    profile.name = QStringLiteral("Restart a/b");
    window.showProfile(profile, {});
    window.show();
    window.findChild<DocumentActions *>()->save.trigger();
    auto *dialog = part<QFileDialog>("saveDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("Restart a-b.regatta"));
    Q_EMIT dialog->fileSelected(spoolFolder.filePath(QStringLiteral("job.regatta")));
    EXPECT_FALSE(part<QLabel>("reviewMark")->isVisible());
    ASSERT_EQ(part<QListWidget>("recentFiles")->count(), 1);
    EXPECT_EQ(part<QListWidget>("recentFiles")->item(0)->text(), QStringLiteral("job"));
}

TEST_F(MainWindowTest, EveryShortcutIsGivenOnce)
{
    QSet<QKeySequence> seen;
    for (const QAction *menu : window.menuBar()->actions()) {
        for (const QAction *action : menu->menu()->actions()) {
            for (const QKeySequence &keys : action->shortcuts()) {
                EXPECT_FALSE(seen.contains(keys)) << action->text().toStdString();
                seen.insert(keys);
            }
        }
    }
    for (const char *keys :
         {"Ctrl+Return", "Ctrl+Shift+Return", "F6", "Ctrl+.", "Ctrl+Shift+.", "Ctrl+R", "F8", "Ctrl+F",
          "Ctrl+,", "Ctrl+W", "Ctrl+I", "Ctrl+Shift+I", "Ctrl+Shift+H", "F7"})
        EXPECT_TRUE(seen.contains(QKeySequence(QString::fromLatin1(keys)))) << keys;
}

TEST_F(MainWindowTest, NoShortcutIsTakenFromText)
{
    // Copying, selecting all and undoing mean the same there.
    constexpr std::array ofText = {
        QKeySequence::Cut,
        QKeySequence::Paste,
        QKeySequence::Delete,
        QKeySequence::DeleteStartOfWord,
        QKeySequence::DeleteEndOfWord,
        QKeySequence::DeleteEndOfLine,
        QKeySequence::MoveToStartOfLine,
        QKeySequence::MoveToEndOfLine,
        QKeySequence::MoveToStartOfDocument,
        QKeySequence::MoveToEndOfDocument,
        QKeySequence::SelectEndOfLine,
        QKeySequence::SelectEndOfDocument,
    };
    for (const QAction *menu : window.menuBar()->actions()) {
        for (const QAction *action : menu->menu()->actions()) {
            for (const auto standard : ofText) {
                for (const QKeySequence &keys : QKeySequence::keyBindings(standard))
                    EXPECT_FALSE(action->shortcuts().contains(keys)) << action->text().toStdString();
            }
        }
    }
}

TEST_F(MainWindowTest, KeysCopyAndSelectWhereTheFocusIs)
{
    beginRun();
    for (int task = 0; task < 4; ++task) {
        ASSERT_TRUE(waitFor([&] { return transport.heldCount() > 0; }));
        transport.runOldest("first\nsecond\n");
        transport.endOldest(model::Outcome::Succeeded);
    }
    auto &log = *part<LogView>("log");
    auto &groups = *part<QTableView>("answerGroups");
    ASSERT_TRUE(waitFor([&] { return log.rowCount() == 8 && groups.model()->rowCount() == 1; }));
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    const auto press = [](QWidget &widget, Qt::Key key) {
        widget.setFocus();
        QTest::keyClick(&widget, key, Qt::ControlModifier);
    };
    const auto copied = [] { return QGuiApplication::clipboard()->text(); };
    auto &table = window.runPane().table();
    table.selectTasks({model::TaskId{1}});
    ASSERT_TRUE(waitFor([&] { return log.rowCount() == 2; }));

    press(log, Qt::Key_A);
    EXPECT_TRUE(log.hasSelection());
    EXPECT_EQ(table.selectedTasks().size(), 1u);
    press(log, Qt::Key_C);
    EXPECT_TRUE(waitFor([&] { return copied() == QStringLiteral("first\nsecond\n"); }));

    part<QTabWidget>("leftTabs")->setCurrentIndex(1);
    press(groups, Qt::Key_C);
    EXPECT_EQ(copied(), QStringLiteral("host[1-4]"));
    groups.clearSelection();
    press(groups, Qt::Key_A);
    EXPECT_TRUE(groups.selectionModel()->hasSelection());
    EXPECT_EQ(table.selectedTasks().size(), 1u);

    press(table, Qt::Key_A);
    EXPECT_EQ(table.selectedTasks().size(), 4u);
    press(table, Qt::Key_C);
    EXPECT_THAT(copied().toStdString(), testing::HasSubstr("host3\t"));
}

TEST_F(MainWindowTest, ButtonsThatImportHostsSayTheirKeys)
{
    EXPECT_TRUE(part<QPushButton>("importSshConfigButton")->toolTip().contains(u"(Ctrl+I)"));
    EXPECT_TRUE(part<QPushButton>("importFileButton")->toolTip().contains(u"(Ctrl+Shift+I)"));
    EXPECT_TRUE(part<QPushButton>("pasteHostsButton")->toolTip().contains(u"(Ctrl+Shift+H)"));
}

TEST_F(MainWindowTest, NoTwoEntriesOfAMenuHaveTheSameLetter)
{
    QList<QList<QAction *>> menus{part<QWidget>("taskTable")->actions()};
    for (const QMenu *menu : window.findChildren<QMenu *>())
        menus << menu->actions();
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->contextMenuPolicy() == Qt::ActionsContextMenu)
            menus << widget->actions();
    }
    EXPECT_GT(menus.size(), window.menuBar()->actions().size() + 3) << "the context menus are among them";
    for (const QList<QAction *> &menu : menus) {
        QSet<QKeySequence> seen;
        for (const QAction *action : menu) {
            const QKeySequence letter = QKeySequence::mnemonic(action->text());
            if (letter.isEmpty())
                continue;
            EXPECT_FALSE(seen.contains(letter)) << action->text().toStdString();
            seen.insert(letter);
        }
    }
}

TEST_F(MainWindowTest, KeysGoToTheTasksAtTheStart)
{
    window.showProfile(profileOf(2), {});
    window.show();
    EXPECT_EQ(window.focusWidget(), part<QWidget>("taskTable"));
}

TEST_F(MainWindowTest, TheEditorIsAClickAwayAndBack)
{
    window.showProfile(profileOf(2), {});
    window.show();
    QTest::mouseClick(part<QPushButton>("editButton"), Qt::LeftButton);
    EXPECT_TRUE(part<QWidget>("profileEditor")->isVisible());
    EXPECT_EQ(window.focusWidget(), part<QWidget>("nameField"));
    QTest::mouseClick(part<QPushButton>("editorDoneButton"), Qt::LeftButton);
    EXPECT_TRUE(part<QWidget>("runPane")->isVisible());
    EXPECT_EQ(window.focusWidget(), part<QWidget>("taskTable"));
}

TEST_F(MainWindowTest, TheStatusBarCountsAsTheChipsDo)
{
    beginRun();
    auto *counts = part<ElidedLabel>("statusCounts");
    QString atTheChange;
    QObject::connect(&window.runPane().tasks(), &RunModel::countsChanged, counts,
                     [&] { atTheChange = counts->text(); });
    transport.endOldest(model::Outcome::Succeeded);
    ASSERT_TRUE(
        waitFor([&] { return part<QPushButton>("succeededChip")->accessibleName().contains(u"1 "); }));
    EXPECT_TRUE(atTheChange.contains(u"1 succeeded")) << atTheChange.toStdString();
}

TEST_F(MainWindowTest, HostsAreTypedWhereTheyBelong)
{
    window.show();
    QTest::mouseClick(part<QPushButton>("addHostsButton"), Qt::LeftButton);
    EXPECT_EQ(window.focusWidget(), part<QWidget>("hostsField"));
}

TEST_F(MainWindowTest, TheCommandIsEditedFromWhereItIsShown)
{
    window.showProfile(profileOf(4), {});
    window.resize(1000, 500); // the command is out of sight at first
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    auto *command = part<QLineEdit>("commandLine");
    EXPECT_EQ(command->cursor().shape(), Qt::PointingHandCursor);
    EXPECT_TRUE(command->focusPolicy() & Qt::TabFocus);
    const auto opens = [&] {
        auto *field = part<QPlainTextEdit>("commandField");
        const bool isThere = waitFor([&] { return field->hasFocus() && !field->visibleRegion().isEmpty(); });
        EXPECT_EQ(field->toPlainText(), QStringLiteral("restart {{host}}"));
        window.runPane().actions().edit.setChecked(false);
        return isThere && !field->isVisible();
    };
    QTest::mouseClick(command, Qt::LeftButton);
    EXPECT_TRUE(opens());
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Space}) {
        command->setFocus();
        QTest::keyClick(command, key);
        EXPECT_TRUE(opens()) << key;
    }
    command->setSelection(0, 4);
    QMouseEvent release(QEvent::MouseButtonRelease, QPointF(5, 5), command->mapToGlobal(QPointF(5, 5)),
                        Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(command, &release);
    EXPECT_FALSE(window.runPane().actions().edit.isChecked()) << "it was selected, to be copied";
    window.runPane().actions().edit.setEnabled(false); // as while a past run is in sight
    QTest::mouseClick(command, Qt::LeftButton);
    EXPECT_FALSE(window.runPane().actions().edit.isChecked());
    EXPECT_NE(command->cursor().shape(), Qt::PointingHandCursor);
}

TEST_F(MainWindowTest, ARunWithoutANameIsCalledAsItsCommand)
{
    model::Profile profile = profileOf(4);
    profile.name.clear();
    window.showProfile(profile, {});
    window.show();
    window.runPane().runWithoutAsking();
    auto *runs = part<QListWidget>("recentRuns");
    ASSERT_TRUE(waitFor([&] { return runs->count() == 1; }));
    EXPECT_EQ(runs->item(0)->data(Qt::UserRole).value<RecentRun>().name, QStringLiteral("restart {{host}}"));
    EXPECT_TRUE(window.runPane().isRunning());
    window.runPane().actions().stopAll.trigger();
    EXPECT_TRUE(waitFor([&] { return !window.runPane().isRunning(); }));
}

TEST_F(MainWindowTest, AFinishedRunIsAmongTheRecentOnes)
{
    beginRun();
    auto *runs = part<QListWidget>("recentRuns");
    EXPECT_EQ(runs->count(), 1);
    window.runPane().actions().stopAll.trigger();
    EXPECT_TRUE(waitFor([&] { return !window.runPane().isRunning(); }));
    EXPECT_EQ(runs->item(0)->data(Qt::UserRole).value<RecentRun>().counts[StatusGroup::Stopped], 4);
}

} // namespace
} // namespace regatta::ui
