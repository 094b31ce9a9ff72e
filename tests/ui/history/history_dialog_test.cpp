#include "ui/history/history_dialog.h"

#include "core/spool/spool_writer.h"
#include "tests/ui/run/ui_fixture.h"
#include "tests/unit/history/history_samples.h"
#include "ui/history/comparison_dialog.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>

namespace regatta::ui {
namespace {

using tests::waitFor;

class HistoryDialogTest : public tests::HistoryTest
{
protected:
    HistoryDialogTest() { QSettings().clear(); }

    void add(const QString &id, int second, model::Outcome outcome = model::Outcome::Succeeded,
             const QString &spool = {})
    {
        history::RunStart start = tests::runStart(id, 1);
        start.spool = spool;
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

    /// In which the first task printed a line; the path as the history keeps it.
    QString printedSpool() const
    {
        QDir().mkpath(folder.filePath(QStringLiteral("runs")));
        const QString name = QStringLiteral("runs/printed.spool");
        const auto writer = spool::SpoolWriter::create(folder.filePath(name), {},
                                                       std::make_shared<base::OutputBudget>(1'000'000),
                                                       std::make_shared<spool::SpoolIndex>())
                                .value();
        writer->append({{0}, 1, 0, model::OutputStream::Stdout, "hello\n", {}});
        return name;
    }

    /// Chooses a form in the button's menu, and a place in the dialog that comes.
    void exportTo(const char *action, const QString &place)
    {
        part<QAction>(action)->trigger();
        auto *places = part<QFileDialog>("exportDialog");
        ASSERT_NE(places, nullptr);
        Q_EMIT places->fileSelected(place);
        places->close();
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

TEST_F(HistoryDialogTest, ARunWithoutANameIsCalledAsItsFile)
{
    history::RunStart start = tests::runStart(QStringLiteral("a"), 1);
    start.name.clear();
    service.writer()->begin(start);
    service.writer()->flush();
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    const QAbstractItemModel *model = part<QTableView>("historyTable")->model();
    EXPECT_EQ(model->index(0, 1).data().toString(), QStringLiteral("restart"));
}

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

TEST_F(HistoryDialogTest, WhatAnotherProgramRanIsThereWhenAPersonComesBack)
{
    add(QStringLiteral("a"), 1);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    const auto other = openWriter(); // of a `regatta run` in a terminal
    other->begin(tests::runStart(QStringLiteral("b")));
    other->flush();
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(dialog.get(), &back);
    EXPECT_TRUE(waitFor([&] { return rows() == 2; }));
}

TEST_F(HistoryDialogTest, WhoComesBackFindsTheirPlaceAndWhatWasSaidLast)
{
    add(QStringLiteral("a"), 1);
    add(QStringLiteral("b"), 2);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    auto *table = part<QTableView>("historyTable");
    table->selectRow(1);
    exportTo("export-csv", folder.filePath(QStringLiteral("run.csv")));
    const auto isSaid = [&] { return part<QLabel>("historyMessage")->text().startsWith(u"Exported"); };
    ASSERT_TRUE(waitFor(isSaid));
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(dialog.get(), &back);
    bool isRead = false; // after the dialog's question was
    service.list({}, dialog.get(), [&isRead](const auto &) { isRead = true; });
    ASSERT_TRUE(waitFor([&isRead] { return isRead; }));
    EXPECT_TRUE(isSaid());
    EXPECT_EQ(table->currentIndex().row(), 1);
}

TEST_F(HistoryDialogTest, HasKeysForFindingAndDeleting)
{
    add(QStringLiteral("a"), 1);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    ASSERT_TRUE(QTest::qWaitForWindowActive(dialog.get()));
    auto &table = *part<QTableView>("historyTable");
    table.selectRow(0);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(part<QLineEdit>("historySearch")->hasFocus());
    QTest::keyClick(part<QLineEdit>("historySearch"), Qt::Key_Delete);
    EXPECT_EQ(part<QMessageBox>("deleteQuestion"), nullptr) << "that was for the text";
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Delete);
    EXPECT_NE(part<QMessageBox>("deleteQuestion"), nullptr);
    EXPECT_TRUE(part<QPushButton>("historyDelete")->toolTip().contains(u"(Del)"));
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
    const auto *tasks = part<QTableWidget>("comparisonTasks");
    ASSERT_EQ(tasks->rowCount(), 1);
    EXPECT_EQ(tasks->item(0, 2)->text(), u"Succeeded") << "the older one stands first";
    EXPECT_EQ(tasks->item(0, 3)->text(), u"Failed");
    EXPECT_FALSE(tasks->item(0, 3)->icon().isNull()) << "a state is a shape, too";
}

TEST_F(HistoryDialogTest, AComparisonSaysThatOutputIsDamaged)
{
    const QString spool = printedSpool();
    QFile file(folder.filePath(spool));
    ASSERT_TRUE(file.resize(file.size() - 1)); // its last record is cut short
    add(QStringLiteral("a"), 1, model::Outcome::Succeeded, spool);
    add(QStringLiteral("b"), 2, model::Outcome::Succeeded, spool);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    part<QTableView>("historyTable")->selectAll();
    QTest::mouseClick(part<QPushButton>("historyCompare"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return dialog->findChild<ComparisonDialog *>() != nullptr; }));
    EXPECT_TRUE(part<QLabel>("comparisonSummary")->text().contains(QStringLiteral("damaged")));
}

TEST_F(HistoryDialogTest, AComparisonSaysNothingTwice)
{
    add(QStringLiteral("a"), 1);
    add(QStringLiteral("b"), 2, model::Outcome::Cancelled);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 2; }));
    part<QTableView>("historyTable")->selectAll();
    QTest::mouseClick(part<QPushButton>("historyCompare"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return dialog->findChild<ComparisonDialog *>() != nullptr; }));
    EXPECT_EQ(part<QTableWidget>("comparisonTasks")->item(0, 3)->text(), u"Stopped");
}

TEST_F(HistoryDialogTest, ExportsTheChosenRun)
{
    add(QStringLiteral("a"), 1);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    EXPECT_FALSE(part<QPushButton>("historyExport")->isEnabled());
    part<QTableView>("historyTable")->selectRow(0);
    EXPECT_TRUE(part<QPushButton>("historyExport")->isEnabled());
    const QString file = folder.filePath(QStringLiteral("report.json"));
    exportTo("export-json", file);
    ASSERT_TRUE(waitFor([&] { return part<QLabel>("historyMessage")->text().contains(file); }));
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    const auto report = QJsonDocument::fromJson(written.readAll());
    EXPECT_EQ(report[u"run"][u"run"].toString(), u"a");
    EXPECT_EQ(report[u"tasks"].toArray().size(), 1);
}

TEST_F(HistoryDialogTest, ExportsFilesIntoAFolderOfTheirOwn)
{
    QDir().mkpath(folder.filePath(QStringLiteral("chosen")));
    add(QStringLiteral("a"), 1, model::Outcome::Succeeded, printedSpool());
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    part<QTableView>("historyTable")->selectRow(0);
    exportTo("export-files", folder.filePath(QStringLiteral("chosen")));
    ASSERT_TRUE(waitFor([&] { return part<QLabel>("historyMessage")->text().startsWith(u"Exported"); }));
    const QDir chosen(folder.filePath(QStringLiteral("chosen")));
    const QStringList made = chosen.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    ASSERT_EQ(made.size(), 1);
    QFile written(chosen.filePath(made[0] + QStringLiteral("/web1.stdout.txt")));
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll(), "hello\n");
}

TEST_F(HistoryDialogTest, SaysThatAnExportFailed)
{
    add(QStringLiteral("a"), 1);
    open();
    ASSERT_TRUE(waitFor([&] { return rows() == 1; }));
    part<QTableView>("historyTable")->selectRow(0);
    exportTo("export-csv", folder.filePath(QStringLiteral("not/there.csv")));
    ASSERT_TRUE(waitFor([&] { return part<QMessageBox>("exportFailed") != nullptr; }));
    EXPECT_FALSE(part<QMessageBox>("exportFailed")->informativeText().isEmpty());
}

} // namespace
} // namespace regatta::ui
