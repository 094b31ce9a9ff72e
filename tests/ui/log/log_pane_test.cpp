#include "ui/log/log_pane.h"

#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/log/log_feed.h"
#include "ui/log/log_view.h"
#include "ui/log/run_log.h"
#include "ui/run/run_model.h"
#include "ui/theme/elided_label.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QTranslator>

#include <array>
#include <chrono>
#include <ctime>
#include <span>

namespace regatta::ui {
namespace {

using model::TaskId;
using tests::waitFor;

class LogPaneTest : public tests::UiFixture
{
protected:
    void SetUp() override
    {
        manifest->targets = {{.name = QStringLiteral("web1")}, {.name = QStringLiteral("web2")}};
        manifest->items = {model::Item{}};
        manifest->tasks = {{{0}, {0}}, {{1}, {0}}};
        log = RunLog::create(spoolFolder.path(), QStringLiteral("run"), clock).value();
        pane.resize(800, 400);
        pane.show();
        pane.setLog(log.get(), manifest);
        print(0, "one\nerror 1\ntwo\nerror 2\n");
        EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 4; }));
    }
    void TearDown() override { pane.setLog(nullptr, nullptr); }

    void print(std::uint32_t task, const QByteArray &bytes)
    {
        log->listener()->taskEvent(
            model::TaskOutput{TaskId{task}, 1, 0, model::OutputStream::Stdout, bytes, clock.now()});
    }

    void look(const char *words)
    {
        pane.find.trigger();
        pane.findChild<QLineEdit *>(QStringLiteral("findWords"))->setText(QString::fromLatin1(words));
    }

    /// Both tasks have ended, and have printed so much each.
    void endAll(RunModel &tasks, qint64 bytes)
    {
        std::array<engine::TaskUpdate, 2> updates;
        for (std::uint32_t task = 0; task < 2; ++task) {
            updates[task].task = {task};
            updates[task].state = model::TaskState::Finished;
            updates[task].finished = model::TaskFinished{};
            updates[task].bytes = bytes;
        }
        tasks.merge(updates);
        tasks.announce();
    }

    QString whose() { return pane.findChild<ElidedLabel *>(QStringLiteral("logWhose"))->text(); }
    QString count() { return pane.findChild<ElidedLabel *>(QStringLiteral("findCount"))->text(); }
    QLabel &trouble() { return *pane.findChild<QLabel *>(QStringLiteral("findTrouble")); }
    bool isChecked(const char *button)
    {
        return pane.findChild<QToolButton *>(QString::fromLatin1(button))->isChecked();
    }
    void toggle(const char *button) { pane.findChild<QToolButton *>(QString::fromLatin1(button))->toggle(); }

    std::shared_ptr<model::Manifest> manifest = std::make_shared<model::Manifest>();
    std::unique_ptr<RunLog> log;
    LogPane pane;
};

TEST_F(LogPaneTest, FindsTheNextAndThePrevious)
{
    look("error");
    ASSERT_TRUE(waitFor([&] { return count() == QStringLiteral("2 matches"); })) << count().toStdString();
    pane.findNext.trigger();
    EXPECT_EQ(pane.view().currentLine(), 1);
    EXPECT_EQ(count(), QStringLiteral("1 of 2"));
    pane.findNext.trigger();
    EXPECT_EQ(pane.view().currentLine(), 3);
    pane.findNext.trigger();
    EXPECT_EQ(pane.view().currentLine(), 1) << "around the end";
    pane.findPrevious.trigger();
    EXPECT_EQ(pane.view().currentLine(), 3);
}

TEST_F(LogPaneTest, AMatchStaysInSightWhileMoreIsPrinted)
{
    look("error 1");
    ASSERT_TRUE(waitFor([&] { return pane.feed().matches().size() == 1; }));
    EXPECT_TRUE(pane.view().isFollowing());
    pane.findNext.trigger();
    EXPECT_FALSE(pane.view().isFollowing());
    print(0, QByteArray("more\n").repeated(200));
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 204; }));
    EXPECT_TRUE(waitFor([&] { return pane.view().visibleText().contains(QStringLiteral("error 1")); }));
    EXPECT_EQ(pane.view().verticalScrollBar()->value(), 0);
}

TEST(LogPaneButtons, SayNothingOfTheMenusLetters)
{
    QTranslator chinese; // which puts them in brackets
    ASSERT_TRUE(chinese.load(QStringLiteral(":/regatta/translations/regatta_zh_CN.qm")));
    QCoreApplication::installTranslator(&chinese);
    const LogPane pane;
    QCoreApplication::removeTranslator(&chinese);
    EXPECT_TRUE(pane.wrap.text().contains(QStringLiteral("(&W)"))) << pane.wrap.text().toStdString();
    for (const auto *button : pane.findChildren<QToolButton *>()) {
        if (button->defaultAction()) {
            EXPECT_FALSE(button->text().contains(u'(')) << button->text().toStdString();
        }
    }
}

TEST_F(LogPaneTest, WordsAndNumberOfMatchesHaveRoom)
{
    pane.resize(600, 400);
    look("error");
    ASSERT_TRUE(waitFor([&] { return count() == QStringLiteral("2 matches"); }));
    const auto &words = *pane.findChild<QLineEdit *>(QStringLiteral("findWords"));
    const auto &number = *pane.findChild<ElidedLabel *>(QStringLiteral("findCount"));
    EXPECT_TRUE(waitFor([&] { return number.width() >= number.sizeHint().width(); })) << number.width();
    EXPECT_GE(words.width(), words.fontMetrics().averageCharWidth() * 20);
}

TEST_F(LogPaneTest, GoesOnFindingDuringTheRun)
{
    look("error");
    ASSERT_TRUE(waitFor([&] { return pane.feed().matches().size() == 2; }));
    print(1, "fine\nerror 3\n");
    EXPECT_TRUE(waitFor([&] { return pane.feed().matches().size() == 3; }));
    EXPECT_EQ(pane.feed().matches().back(), 5);
}

TEST_F(LogPaneTest, KeepsCountingFromTheMatchThatWasGoneTo)
{
    look("error");
    ASSERT_TRUE(waitFor([&] { return count() == QStringLiteral("2 matches"); }));
    pane.findNext.trigger();
    pane.findNext.trigger();
    EXPECT_EQ(count(), QStringLiteral("2 of 2"));
    print(1, "error 3\n");
    EXPECT_TRUE(waitFor([&] { return count() == QStringLiteral("2 of 3"); })) << count().toStdString();
}

TEST_F(LogPaneTest, TheListOfMatchesFollowsTheWayThroughThem)
{
    look("error");
    toggle("findResults");
    auto *results = pane.findChild<LogView *>(QStringLiteral("findResultList"));
    ASSERT_TRUE(waitFor([&] { return results->rowCount() == 2; }));
    pane.findNext.trigger();
    EXPECT_EQ(results->currentLine(), 1);
    pane.findNext.trigger();
    EXPECT_EQ(results->currentLine(), 3);
    results->goToRow(0);
    QTest::keyClick(results, Qt::Key_Return);
    EXPECT_EQ(count(), QStringLiteral("1 of 2"));
}

TEST_F(LogPaneTest, ShowsOnlyWhatMatches)
{
    look("error");
    toggle("findMatchesOnly");
    EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 2; }));
    EXPECT_TRUE(waitFor([&] { return pane.view().visibleText() == QStringLiteral("error 1\nerror 2"); }));
    toggle("findMatchesOnly");
    EXPECT_EQ(pane.view().rowCount(), 4);
}

TEST_F(LogPaneTest, StaysAtTheMatchWhenTheOtherLinesComeBack)
{
    print(0, QByteArray("more\n").repeated(200) + "error 3\n" + QByteArray("more\n").repeated(200));
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 405; }));
    look("error");
    toggle("findMatchesOnly");
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 3; }));
    pane.view().goToRow(2);
    QTest::keyClick(pane.findChild<QLineEdit *>(QStringLiteral("findWords")), Qt::Key_Escape);
    EXPECT_EQ(pane.view().rowCount(), 405);
    EXPECT_EQ(pane.view().currentLine(), 204);
    EXPECT_TRUE(waitFor([&] { return pane.view().visibleText().contains(QStringLiteral("error 3")); }));
}

TEST_F(LogPaneTest, FromOneTaskThereIsAWayBackToAll)
{
    auto *all = pane.findChild<QToolButton *>(QStringLiteral("logAllTasks"));
    EXPECT_FALSE(all->isVisible());
    pane.showTasks({TaskId{1}});
    EXPECT_TRUE(all->isVisible());
    QSignalSpy requested(&pane, &LogPane::allTasksRequested);
    all->click();
    EXPECT_EQ(requested.size(), 1);
    pane.showTasks({});
    EXPECT_FALSE(all->isVisible());
}

TEST_F(LogPaneTest, TasksOfAnotherRunAreLeftOut)
{
    pane.showTasks({TaskId{300}, TaskId{1}});
    EXPECT_TRUE(whose().startsWith(QStringLiteral("web2"))) << whose().toStdString();
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(std::make_shared<model::Manifest>(*manifest));
    pane.showTasks({TaskId{1}});
    EXPECT_TRUE(whose().startsWith(QStringLiteral("All tasks"))) << whose().toStdString();
    pane.setLog(nullptr, nullptr);
}

TEST_F(LogPaneTest, ListsTheMatches)
{
    look("error");
    toggle("findResults");
    auto *results = pane.findChild<LogView *>(QStringLiteral("findResultList"));
    EXPECT_TRUE(waitFor([&] { return results->rowCount() == 2 && results->isVisible(); }));
    results->goToRow(1);
    QTest::keyClick(results, Qt::Key_Return);
    EXPECT_EQ(pane.view().currentLine(), 3);
}

TEST_F(LogPaneTest, TheListComesBackWithTheBar)
{
    look("error");
    toggle("findResults");
    auto *results = pane.findChild<LogView *>(QStringLiteral("findResultList"));
    auto *words = pane.findChild<QLineEdit *>(QStringLiteral("findWords"));
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_FALSE(results->isVisible());
    pane.find.trigger();
    EXPECT_EQ(results->isVisible(), isChecked("findResults"));
    EXPECT_TRUE(results->isVisible());
    toggle("findResults");
    QTest::keyClick(words, Qt::Key_Escape);
    pane.find.trigger();
    EXPECT_FALSE(results->isVisible());
}

TEST_F(LogPaneTest, SaysWhatIsWrongWithAnExpression)
{
    toggle("findExpression");
    toggle("findResults");
    look("(error");
    ASSERT_TRUE(waitFor([&] { return trouble().isVisible(); }));
    EXPECT_TRUE(trouble().text().startsWith(QStringLiteral("This is no regular expression")));
    EXPECT_EQ(count(), QString());
    EXPECT_EQ(pane.findChild<LogView *>(QStringLiteral("findResultList"))->hint(), QString());
    look("error [2-9]");
    EXPECT_TRUE(waitFor([&] { return count() == QStringLiteral("1 match"); })) << count().toStdString();
    EXPECT_FALSE(trouble().isVisible());
}

TEST_F(LogPaneTest, SaysThatAnExpressionExplodes)
{
    print(0, QByteArray(2'000, 'a') + "!\n");
    toggle("findExpression");
    toggle("findMatchesOnly");
    look("^(a|aa|aaa)+$");
    ASSERT_TRUE(waitFor([&] { return trouble().isVisible(); }));
    EXPECT_TRUE(trouble().text().startsWith(QStringLiteral("The expression takes too long")));
    EXPECT_EQ(pane.view().hint(), QString()) << "it has not been looked for to the end";
}

TEST_F(LogPaneTest, WhatIsWrongWithAnExpressionHasRoom)
{
    pane.resize(pane.minimumSizeHint().width(), 400);
    toggle("findExpression");
    look("(error");
    ASSERT_TRUE(waitFor([&] { return trouble().isVisible(); }));
    EXPECT_TRUE(waitFor([&] { return trouble().height() >= trouble().heightForWidth(trouble().width()); }))
        << trouble().height() << " for " << trouble().width();
    EXPECT_LE(trouble().mapTo(&pane, trouble().rect().bottomRight()).x(), pane.width());
}

TEST_F(LogPaneTest, AnExpressionThatTakesLongDoesNotHoldUpThePainting)
{
    // Of this thread's own time: what else the machine does is no part of it.
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    const auto timeOf = [&](const auto &work) {
        const auto begin = now();
        work();
        return now() - begin;
    };
    const QString line(4'000, u'x');
    print(0, (line.toLatin1() + '\n').repeated(30));
    EXPECT_TRUE(waitFor([&] { return pane.view().visibleText().startsWith(u"xxx"); }));
    LogView &view = pane.view();
    const auto paint = [&] { view.viewport()->repaint(); };
    paint();
    const auto without = timeOf(paint);
    toggle("findExpression");
    look("x*x*[yz]");
    ASSERT_TRUE(waitFor([&] { return !pane.feed().pattern().isEmpty(); }));
    ASSERT_TRUE(waitFor([&] { return !pane.feed().isSearching(); }));
    const auto matchingRows = timeOf([&] {
        for (qsizetype row = 0; row <= view.visibleText().count(u'\n'); ++row)
            pane.feed().pattern().find(line, 0);
    });
    EXPECT_LT(timeOf(paint) - without, matchingRows / 2);
}

TEST_F(LogPaneTest, SaysWhyATaskThatGotNowherePrintedNothing)
{
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    pane.showTasks({TaskId{1}});
    engine::TaskUpdate update;
    update.task = {1};
    update.state = model::TaskState::Finished;
    update.finished = model::TaskFinished{};
    update.finished->result.outcome = model::Outcome::Unreachable;
    update.finished->result.error = base::Error{base::ErrorCode::ConnectionRefused, {}};
    tasks.merge(std::span(&update, 1));
    tasks.announce();
    EXPECT_EQ(pane.view().hint(), QStringLiteral("Nothing was printed. The host refused the connection. "
                                                 "Check the port, and that sshd runs there."));
    pane.showTasks({TaskId{0}, TaskId{1}});
    EXPECT_FALSE(pane.view().hint().contains(u"refused")) << "that is said of one of them";
}

TEST_F(LogPaneTest, AfterTheEndNothingIsAwaited)
{
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    pane.showTasks({TaskId{1}}); // which has printed nothing
    EXPECT_EQ(pane.view().hint(), QStringLiteral("Nothing printed yet."));
    engine::TaskUpdate update;
    update.task = {1};
    update.state = model::TaskState::Finished;
    update.finished = model::TaskFinished{};
    tasks.merge(std::span(&update, 1));
    tasks.announce();
    EXPECT_EQ(pane.view().hint(), QStringLiteral("Nothing was printed."));
    pane.setLog(nullptr, nullptr);
    EXPECT_EQ(pane.view().hint(), QStringLiteral("What the hosts print appears here."));
}

TEST_F(LogPaneTest, CopiesToTheClipboard)
{
    print(0, "\x1b[31mred\x1b[0m\n");
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 5; }));
    pane.view().goToRow(4);
    const auto clipboard = [] { return QGuiApplication::clipboard()->text(); };
    pane.copy.trigger();
    EXPECT_TRUE(waitFor([&] { return clipboard() == QStringLiteral("web1: red\n"); }));
    pane.copyWithColors.trigger();
    EXPECT_TRUE(waitFor([&] { return clipboard() == QStringLiteral("web1: \x1b[31mred\x1b[0m\n"); }));
}

TEST_F(LogPaneTest, SavesWithAndWithoutColours)
{
    print(0, "\x1b[31mred\x1b[0m\n");
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 5; }));
    const auto saved = [&](QAction &action, const QString &name) {
        action.trigger();
        auto *dialog = pane.findChild<QFileDialog *>();
        const QString path = spoolFolder.filePath(name);
        Q_EMIT dialog->fileSelected(path);
        delete dialog;
        QFile file(path);
        EXPECT_TRUE(waitFor([&] { return file.exists(); }));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = "web1: one\nweb1: error 1\nweb1: two\nweb1: error 2\n";
    EXPECT_EQ(saved(pane.save, QStringLiteral("plain")), before + "web1: red\n");
    EXPECT_EQ(saved(pane.saveWithColors, QStringLiteral("colours")), before + "web1: \x1b[31mred\x1b[0m\n");
}

TEST_F(LogPaneTest, SaysThatALogCouldNotBeSaved)
{
    pane.save.trigger();
    Q_EMIT pane.findChild<QFileDialog *>()->fileSelected(spoolFolder.filePath(QStringLiteral("not/there")));
    auto *trouble = pane.findChild<QLabel *>(QStringLiteral("logTrouble"));
    EXPECT_TRUE(waitFor([&] { return trouble->isVisible() && !trouble->text().isEmpty(); }));
}

TEST_F(LogPaneTest, ShowsOnlyFailures)
{
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    print(1, "failed here\n");
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 5; }));
    pane.onlyFailures.setChecked(true);
    EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 0; }));
    engine::TaskUpdate update;
    update.task = {1};
    update.state = model::TaskState::Finished;
    update.finished = model::TaskFinished{};
    update.finished->result.outcome = model::Outcome::CommandFailed;
    tasks.merge(std::span(&update, 1));
    tasks.announce();
    EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 1; }));
    pane.onlyFailures.setChecked(false);
    EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 5; }));
    pane.setLog(nullptr, nullptr);
}

TEST_F(LogPaneTest, OnlyFailuresAreCountedAmongWhatIsSelected)
{
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    const auto end = [&](std::uint32_t task, model::Outcome outcome) {
        const auto update = tests::finishedUpdate(task, outcome, clock.now());
        tasks.merge(std::span(&update, 1));
        tasks.announce();
    };
    end(0, model::Outcome::Succeeded);
    pane.onlyFailures.setChecked(true);
    EXPECT_EQ(pane.view().hint(), QStringLiteral("There are no failures."));
    end(1, model::Outcome::CommandFailed);
    EXPECT_TRUE(whose().startsWith(QStringLiteral("1 task that did not succeed"))) << whose().toStdString();
    pane.showTasks({TaskId{0}});
    EXPECT_TRUE(whose().startsWith(QStringLiteral("0 tasks that did not succeed"))) << whose().toStdString();
    EXPECT_EQ(pane.view().hint(), QStringLiteral("There are no failures among what is selected."));
    pane.onlyFailures.setChecked(false);
    EXPECT_TRUE(waitFor([&] { return pane.view().rowCount() == 4; }));
    pane.setLog(nullptr, nullptr);
}

TEST_F(LogPaneTest, SaysWhetherAllThatWasPrintedIsThere)
{
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    EXPECT_TRUE(whose().endsWith(QStringLiteral("4 lines"))) << "the run goes on";
    endAll(tasks, 17);
    EXPECT_TRUE(whose().endsWith(QStringLiteral("10 B not on disk"))) << whose().toStdString();
    print(1, "the others");
    EXPECT_TRUE(waitFor([&] { return whose().endsWith(QStringLiteral("5 lines · complete")); }))
        << whose().toStdString();
    pane.setLog(nullptr, nullptr);
}

TEST_F(LogPaneTest, NothingIsMissedBeforeThePastRunWasRead)
{
    pane.setLog(nullptr, nullptr);
    const auto past = RunLog::open(log->path()).value();
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    endAll(tasks, 12);
    pane.setLog(past.get(), manifest);
    EXPECT_TRUE(whose().endsWith(QStringLiteral("0 lines"))) << whose().toStdString();
    past->startReading(2);
    EXPECT_TRUE(waitFor([&] { return whose().endsWith(QStringLiteral("4 lines · complete")); }))
        << whose().toStdString();
    pane.setLog(nullptr, nullptr);
}

TEST_F(LogPaneTest, TheRestOfALineCountsAsSoonAsItIsThere)
{
    print(1, "the");
    ASSERT_TRUE(waitFor([&] { return pane.view().rowCount() == 5; }));
    RunModel tasks(clock);
    pane.watchFailures(tasks);
    tasks.reset(manifest);
    endAll(tasks, 17);
    EXPECT_TRUE(whose().endsWith(QStringLiteral("7 B not on disk"))) << whose().toStdString();
    print(1, " others"); // on the same line
    EXPECT_TRUE(waitFor([&] { return whose().endsWith(QStringLiteral("5 lines · complete")); }))
        << whose().toStdString();
    pane.setLog(nullptr, nullptr);
}

} // namespace
} // namespace regatta::ui
