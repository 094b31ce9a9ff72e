#include "ui/history/history_dialog.h"

#include "tests/ui/run/ui_fixture.h"
#include "tests/unit/history/history_samples.h"
#include "ui/history/comparison_dialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeWidget>

namespace regatta::ui {
namespace {

using tests::waitFor;

class HistoryDialogTest : public tests::HistoryTest
{
protected:
    HistoryDialogTest() { QSettings().clear(); }

    void add(const QString &id, int second, model::Outcome outcome = model::Outcome::Succeeded)
    {
        history::RunStart start = tests::runStart(id, 1);
        start.startedAt = start.startedAt.addSecs(second);
        if (second >= 10) // the others are the same host
            start.tasks[0].host = QStringLiteral("host-") + id;
        service.writer()->begin(start);
        service.writer()->taskFinished(id, tests::finished(0, outcome, std::chrono::milliseconds(5)), 0);
        model::RunSummary summary;
        summary.outcomes[size_t(outcome)] = 1;
        service.writer()->end(id, summary);
        service.writer()->flush();
    }

    void open()
    {
        dialog = std::make_unique<HistoryDialog>(service);
        dialog->show();
    }

    int rows() { return part<QTableView>("historyTable")->model()->rowCount(); }

    template <typename T>
    T *part(const char *name)
    {
        return dialog->findChild<T *>(QString::fromLatin1(name));
    }

    HistoryService service{path};
    std::unique_ptr<HistoryDialog> dialog;
};

TEST_F(HistoryDialogTest, ListsFindsAndOpens)
{
    add(QStringLiteral("a"), 1);
    add(QStringLiteral("b"), 20, model::Outcome::CommandFailed);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    const QAbstractItemModel *model = part<QTableView>("historyTable")->model();
    EXPECT_EQ(model->index(0, 1).data().toString(), u"restart b");
    EXPECT_EQ(model->index(0, 2).data().toString(), u"1 failed");
    EXPECT_FALSE(part<QPushButton>("historyOpen")->isEnabled());

    part<QLineEdit>("historySearch")->setText(QStringLiteral("host-b"));
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    part<QTableView>("historyTable")->selectRow(0);
    QSignalSpy opened(dialog.get(), &HistoryDialog::openRequested);
    QTest::mouseClick(part<QPushButton>("historyOpen"), Qt::LeftButton);
    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(opened[0][0].toString(), u"b");
}

TEST_F(HistoryDialogTest, NewRunsAppearWhileItIsOpen)
{
    open();
    ASSERT_TRUE(waitFor([&] { return part<QLabel>("historyMessage")->text() == u"Nothing has run yet."; }));
    add(QStringLiteral("a"), 1);
    EXPECT_TRUE(waitFor([&] { return rows() == 1; }));
}

TEST_F(HistoryDialogTest, DeletesAfterOneQuestion)
{
    add(QStringLiteral("a"), 1);
    add(QStringLiteral("b"), 2);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    part<QTableView>("historyTable")->selectRow(1);
    QSignalSpy removed(&service, &HistoryService::removed);
    QTest::mouseClick(part<QPushButton>("historyDelete"), Qt::LeftButton);
    ASSERT_NE(part<QMessageBox>("deleteQuestion"), nullptr);
    EXPECT_EQ(rows(), 2);
    QTest::mouseClick(part<QPushButton>("deleteYes"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([&] { return rows() == 1 && removed.size() == 1; }));
    EXPECT_EQ(ids(), QStringList{QStringLiteral("b")});
}

TEST_F(HistoryDialogTest, ComparesTwoRuns)
{
    add(QStringLiteral("a"), 1);
    add(QStringLiteral("b"), 2, model::Outcome::CommandFailed);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    part<QTableView>("historyTable")->selectAll();
    QTest::mouseClick(part<QPushButton>("historyCompare"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return dialog->findChild<ComparisonDialog *>() != nullptr; }));
    const auto *tasks = part<QTreeWidget>("comparisonTasks");
    ASSERT_EQ(tasks->topLevelItemCount(), 1);
    EXPECT_EQ(tasks->topLevelItem(0)->text(2), u"Succeeded") << "the older one stands first";
    EXPECT_EQ(tasks->topLevelItem(0)->text(3), u"Failed");
}

TEST_F(HistoryDialogTest, TheLimitIsOffUntilItIsTurnedOn)
{
    EXPECT_EQ(historySizeLimit(), 0);
    open();
    part<QCheckBox>("historyLimitOn")->setChecked(true);
    EXPECT_EQ(historySizeLimit(), 10'000'000'000);
}

} // namespace
} // namespace regatta::ui
