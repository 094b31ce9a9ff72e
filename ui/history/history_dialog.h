#pragma once

#include "ui/history/history_service.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace regatta::ui {

class HistoryModel;
class RunExport;

/// All past runs: finds, opens, compares, exports and deletes them. GUI thread; whatever takes time is asked
/// of the service.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HistoryDialog(HistoryService &service, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested(const QString &run);

protected:
    bool event(QEvent *event) override;

private:
    QWidget *makeTable();
    QWidget *makeButtons();
    void addShortcuts();
    void reload();
    void showRuns(const history::Expected<QList<history::RunOverview>> &runs);
    QStringList selectedRuns() const;
    void select(const QStringList &runs);
    void updateButtons();
    void openSelected();
    void compareSelected();
    void askAndDelete();
    void deleteNow(const QStringList &runs);
    void say(const QString &sentence);

    HistoryService &m_service;
    HistoryModel *const m_runs;
    QLineEdit *m_search = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_export = nullptr;
    RunExport *const m_exports;
    QPushButton *m_delete = nullptr;
    bool m_isAsking = false;
    bool m_asksAgain = false; // something changed while an answer was under way
};

} // namespace regatta::ui
