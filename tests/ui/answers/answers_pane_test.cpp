#include "ui/answers/answers_pane.h"

#include "tests/ui/run/run_samples.h"
#include "tests/ui/run/ui_fixture.h"
#include "ui/answers/answers_worker.h"
#include "ui/log/log_pane.h"
#include "ui/log/run_log.h"
#include "ui/run/profile_of_tasks.h"
#include "ui/run/run_pane.h"
#include "ui/run/task_table.h"
#include "ui/theme/elided_label.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <span>

namespace regatta::ui {
namespace {

using model::Outcome;
using model::TaskId;
using tests::profileOf;
using tests::waitFor;

class AnswersPaneTest : public tests::UiFixture
{
protected:
    AnswersPaneTest()
    {
        pane.resize(1200, 800);
        pane.show();
        leftTabs().setCurrentIndex(1);
    }

    QTabWidget &leftTabs() { return *pane.findChild<QTabWidget *>(QStringLiteral("leftTabs")); }

    /// Hosts 1, 2 and 4 say the same, 3 something else and fails.
    void run()
    {
        pane.setProfile(profileOf(4, 1), QStringLiteral("/job.regatta"), connection());
        QSignalSpy finished(&pane, &RunPane::runFinished);
        pane.runWithoutAsking();
        for (int i = 0; i < 4; ++i) {
            ASSERT_TRUE(waitFor([&] { return transport.heldCount() > 0; }));
            transport.runOldest(i == 2 ? "begin\nodd\nend\n" : "begin\nusual\nend\n");
            transport.endOldest(i == 2 ? Outcome::CommandFailed : Outcome::Succeeded);
        }
        ASSERT_TRUE(waitFor([&] { return !finished.isEmpty(); }));
        ASSERT_TRUE(waitFor([&] { return groups().rowCount() == 2 && cell(0, 0) == QStringLiteral("3"); }));
    }

    QAbstractItemModel &groups()
    {
        return *pane.findChild<QTableView *>(QStringLiteral("answerGroups"))->model();
    }
    QString cell(int row, int column) { return groups().index(row, column).data().toString(); }
    void choose(int row) { pane.findChild<QTableView *>(QStringLiteral("answerGroups"))->selectRow(row); }
    void trigger(const char *action) { pane.findChild<QAction *>(QString::fromLatin1(action))->trigger(); }
    QString answer()
    {
        const QAbstractItemModel &model = *pane.findChild<QListView *>(QStringLiteral("answerText"))->model();
        QStringList lines;
        for (int i = 0; i < model.rowCount(); ++i)
            lines << model.index(i, 0).data().toString();
        return lines.join(u'|');
    }

    RunPane pane{services};
};

TEST_F(AnswersPaneTest, GroupsWhatIsTheSame)
{
    run();
    EXPECT_EQ(cell(0, 2), QStringLiteral("host[1-2,4]"));
    EXPECT_EQ(cell(1, 2), QStringLiteral("host3"));
    EXPECT_EQ(cell(1, 1), QStringLiteral("Failed, exit 1"));
    EXPECT_EQ(cell(1, 3), QStringLiteral("odd"));
    EXPECT_EQ(pane.findChild<ElidedLabel *>(QStringLiteral("answersSummary"))->text(),
              QStringLiteral("2 different answers from 4 tasks"));
}

TEST_F(AnswersPaneTest, ShowsTheAnswerAndTheDifference)
{
    run();
    EXPECT_TRUE(waitFor([&] { return answer() == QStringLiteral("begin|usual|end"); }))
        << "the largest first";
    choose(1);
    EXPECT_TRUE(waitFor([&] { return answer() == QStringLiteral("  begin|- usual|+ odd|  end"); }))
        << answer().toStdString();
    pane.findChild<QToolButton *>(QStringLiteral("answersDifference"))->setChecked(false);
    EXPECT_EQ(answer(), QStringLiteral("begin|odd|end"));
}

TEST_F(AnswersPaneTest, SaysWhoSaidItWithoutScrolling)
{
    run();
    const auto &list = *pane.findChild<QTableView *>(QStringLiteral("answerGroups"));
    const int hosts = list.columnViewportPosition(2) + list.columnWidth(2);
    EXPECT_LE(hosts, list.viewport()->width());
}

TEST_F(AnswersPaneTest, FailuresCanComeFirst)
{
    run();
    pane.findChild<QToolButton *>(QStringLiteral("answersFailuresFirst"))->setChecked(true);
    EXPECT_EQ(cell(0, 2), QStringLiteral("host3"));
    EXPECT_EQ(cell(1, 2), QStringLiteral("host[1-2,4]"));
}

TEST_F(AnswersPaneTest, OptionsMakeGroupsEqual)
{
    pane.setProfile(profileOf(2, 1), QStringLiteral("/job.regatta"), connection());
    pane.runWithoutAsking();
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(waitFor([&] { return transport.heldCount() > 0; }));
        transport.runOldest(i == 0 ? "took 3 s\n" : "took 14 s\n");
        transport.endOldest(Outcome::Succeeded);
    }
    ASSERT_TRUE(waitFor([&] { return groups().rowCount() == 2; }));
    trigger("ignoreNumbers");
    EXPECT_TRUE(waitFor([&] { return groups().rowCount() == 1; }));
    trigger("ignoreNumbers");
    EXPECT_TRUE(waitFor([&] { return groups().rowCount() == 2; }));
}

TEST_F(AnswersPaneTest, ALogThatGoesAtOnceIsNotRead)
{
    const auto log = RunLog::create(spoolFolder.path(), QStringLiteral("gone"), clock).value();
    AnswersWorker worker;
    QSignalSpy grouped(&worker, &AnswersWorker::grouped);
    worker.open(1, log->reader(), log->index(), std::make_shared<model::Manifest>(), {});
    worker.open(2, nullptr, nullptr, nullptr, {});
    QCoreApplication::processEvents(); // the turn was due at once
    EXPECT_EQ(grouped.size(), 0);
}

TEST_F(AnswersPaneTest, AGroupIsRunAgainAlone)
{
    run();
    const QString parent = pane.session()->plan().manifest()->identity.run;
    choose(0);
    trigger("answersRetry");
    QTest::mouseClick(pane.findChild<QPushButton *>(QStringLiteral("confirmRun")), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return transport.startedCount() == 5; }));
    const model::Manifest &manifest = *pane.session()->plan().manifest();
    EXPECT_EQ(manifest.identity.parent, parent);
    QStringList hosts;
    for (std::uint32_t task = 0; task < manifest.tasks.size(); ++task)
        hosts << manifest.target(model::TaskId{task}).name;
    EXPECT_EQ(hosts,
              QStringList({QStringLiteral("host1"), QStringLiteral("host2"), QStringLiteral("host4")}));
}

TEST_F(AnswersPaneTest, ShowsTheLogOfAGroup)
{
    run();
    choose(0);
    trigger("answersOpenLog");
    EXPECT_EQ(pane.table().selectedTasks().size(), 3u);
    EXPECT_EQ(leftTabs().currentIndex(), 0);
}

TEST_F(AnswersPaneTest, CopiesHosts)
{
    run();
    choose(0);
    trigger("answersCopyFolded");
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("host[1-2,4]"));
    trigger("answersCopyList");
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("host1\nhost2\nhost4"));
}

TEST_F(AnswersPaneTest, RetriesAndStopsOnlyWhereThatMakesSense)
{
    EXPECT_FALSE(pane.findChild<QAction *>(QStringLiteral("answersRetry"))->isEnabled());
    run();
    choose(1);
    EXPECT_TRUE(pane.findChild<QAction *>(QStringLiteral("answersRetry"))->isEnabled());
    EXPECT_FALSE(pane.findChild<QAction *>(QStringLiteral("answersStop"))->isEnabled());
    trigger("answersRetry");
    auto *question = pane.findChild<QDialog *>(QStringLiteral("confirmDialog"));
    ASSERT_NE(question, nullptr) << "it asks before it runs anything";
    question->accept();
    ASSERT_TRUE(waitFor([&] { return transport.heldCount() == 1; }));
    EXPECT_TRUE(transport.oldestCommand().contains("host3")) << transport.oldestCommand().constData();
    transport.endOldest(Outcome::Succeeded);
    EXPECT_TRUE(waitFor([&] { return !pane.isRunning(); }));
}

TEST_F(AnswersPaneTest, StopsTheTasksOfAGroupAndNoOthers)
{
    pane.setProfile(profileOf(2, 2), QStringLiteral("/job.regatta"), connection());
    pane.runWithoutAsking();
    ASSERT_TRUE(waitFor([&] { return transport.heldCount() == 2; }));
    transport.runOldest("stuck\n");
    ASSERT_TRUE(waitFor([&] { return groups().rowCount() == 1; })) << "the other one has said nothing yet";
    choose(0);
    EXPECT_FALSE(pane.findChild<QAction *>(QStringLiteral("answersRetry"))->isEnabled());
    trigger("answersStop");
    ASSERT_TRUE(waitFor([&] { return pane.tasks().row(0).outcome == Outcome::Cancelled; }));
    EXPECT_EQ(transport.heldCount(), 1);
    transport.endOldest(Outcome::Succeeded);
    EXPECT_TRUE(waitFor([&] { return !pane.isRunning(); }));
    EXPECT_EQ(pane.tasks().row(1).outcome, Outcome::Succeeded);
}

TEST_F(AnswersPaneTest, MakesAProfileOfAGroup)
{
    run();
    choose(1);
    QSignalSpy made(&pane, &RunPane::profileMade);
    trigger("answersNewProfile");
    ASSERT_EQ(made.size(), 1);
    const auto profile = made.first().first().value<model::Profile>();
    ASSERT_EQ(profile.targets.size(), 1);
    EXPECT_EQ(profile.targets.first().nodeSet, QStringLiteral("host3"));
    EXPECT_EQ(profile.steps, profileOf(1).steps);
}

/// A pane of its own, whose tasks print and end one by one.
class ChosenAnswersTest : public tests::UiFixture
{
protected:
    void SetUp() override
    {
        auto made = std::make_shared<model::Manifest>();
        made->items = {model::Item{}};
        for (std::uint32_t task = 0; task < 12; ++task) {
            made->targets.append({.name = QStringLiteral("host%1").arg(task)});
            made->tasks.push_back({{task}, {0}});
        }
        log = RunLog::create(spoolFolder.path(), QStringLiteral("run"), clock).value();
        tasks.reset(made);
        pane.setLog(log.get(), made);
        // Three still run, two have succeeded, one has failed.
        for (const std::uint32_t task : {0, 1, 2})
            print(task, "waits\n");
        for (const std::uint32_t task : {3, 4})
            end(task, "good\n", Outcome::Succeeded);
        end(5, "bad\n", Outcome::CommandFailed);
        EXPECT_TRUE(waitFor([&] { return sizes() == QList<int>({3, 2, 1}) && hasEnded(1) && hasEnded(2); }));
    }
    void TearDown() override { pane.setLog(nullptr, nullptr); }

    void print(std::uint32_t task, const QByteArray &bytes)
    {
        log->listener()->taskEvent(
            model::TaskOutput{TaskId{task}, 1, 0, model::OutputStream::Stdout, bytes, clock.now()});
    }
    void end(std::uint32_t task, const QByteArray &bytes, Outcome outcome)
    {
        print(task, bytes);
        const auto update = tests::finishedUpdate(task, outcome, clock.now());
        tasks.merge(std::span(&update, 1));
        tasks.announce();
    }

    QTableView &list() { return *pane.findChild<QTableView *>(QStringLiteral("answerGroups")); }
    QString cell(int row, int column) { return list().model()->index(row, column).data().toString(); }
    bool hasEnded(int row) { return cell(row, 1) != QStringLiteral("Running"); }
    QList<int> sizes()
    {
        QList<int> all;
        for (int row = 0; row < list().model()->rowCount(); ++row)
            all << cell(row, 0).toInt();
        return all;
    }
    void choose(const QList<int> &rows)
    {
        list().clearSelection();
        for (const int row : rows)
            list().selectionModel()->select(list().model()->index(row, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    std::vector<std::uint32_t> chosen()
    {
        std::vector<std::uint32_t> ids;
        for (const TaskId task : pane.chosenTasks())
            ids.push_back(task.value);
        std::sort(ids.begin(), ids.end());
        return ids;
    }

    using Ids = std::vector<std::uint32_t>;

    RunModel tasks{clock};
    std::unique_ptr<RunLog> log;
    AnswersPane pane{tasks};
};

TEST_F(ChosenAnswersTest, StayChosenWhereverTheyStand)
{
    choose({1, 2});
    ASSERT_EQ(chosen(), Ids({3, 4, 5}));
    for (const std::uint32_t task : {6, 7})
        end(task, "good\n", Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return sizes() == QList<int>({4, 3, 1}) && hasEnded(0); }));
    EXPECT_EQ(chosen(), Ids({3, 4, 5, 6, 7})) << "and none that waits";
}

TEST_F(ChosenAnswersTest, StayChosenWhenThereAreMore)
{
    choose({1, 2});
    end(6, "another\n", Outcome::Succeeded);
    ASSERT_TRUE(waitFor([&] { return list().model()->rowCount() == 4; }));
    EXPECT_EQ(chosen(), Ids({3, 4, 5}));
}

TEST_F(ChosenAnswersTest, StayChosenWhenFailuresComeFirst)
{
    choose({0, 2});
    pane.findChild<QToolButton *>(QStringLiteral("answersFailuresFirst"))->setChecked(true);
    ASSERT_EQ(sizes(), QList<int>({1, 3, 2}));
    EXPECT_EQ(chosen(), Ids({0, 1, 2, 5}));
}

TEST_F(ChosenAnswersTest, OneThatGoesOnToPrintStaysChosen)
{
    choose({0, 2});
    for (const std::uint32_t task : {0, 1, 2})
        print(task, "still\n");
    const auto said = [this] {
        const auto *lines = pane.findChild<QListView *>(QStringLiteral("answerText"))->model();
        return lines->rowCount() == 2;
    };
    ASSERT_TRUE(waitFor(said));
    EXPECT_EQ(chosen(), Ids({0, 1, 2, 5}));
}

TEST(ProfileOfTasks, KeepsWhatEachTargetWasGiven)
{
    model::Manifest manifest;
    manifest.items = {model::Item{}};
    manifest.targets = {{.name = QStringLiteral("a1")},
                        {.name = QStringLiteral("a2")},
                        {.name = QStringLiteral("b"), .user = QStringLiteral("ops"), .port = 2222}};
    manifest.tasks = {{{0}, {0}}, {{1}, {0}}, {{2}, {0}}};
    const model::Profile profile = profileOfTasks(manifest, {TaskId{2}, TaskId{0}, TaskId{1}});
    ASSERT_EQ(profile.targets.size(), 2);
    EXPECT_EQ(profile.targets[0].nodeSet, QStringLiteral("a[1-2]"));
    EXPECT_EQ(profile.targets[1].nodeSet, QStringLiteral("b"));
    EXPECT_EQ(profile.targets[1].user, QStringLiteral("ops"));
    EXPECT_EQ(profile.targets[1].port, 2222);
}

} // namespace
} // namespace regatta::ui
