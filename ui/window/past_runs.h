#pragma once

#include "ui/window/recent_run_delegate.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QMenu;
class QWidget;

namespace regatta::ui {

class HistoryDialog;
class HistoryService;
class RunExport;
class RunPane;
class SidePane;

/// The window's way to the runs that have been, and the one that is: the list in the side pane, the history,
/// opening one of them in the run's pane, and exporting the one in sight. GUI thread.
class PastRuns : public QObject
{
    Q_OBJECT

public:
    /// `history` is null where runs are not kept. Dialogs are `window`'s, which owns this.
    PastRuns(HistoryService *history, RunPane &pane, SidePane &side, QWidget &window);

    void showHistory();
    /// The forms in which the run in sight can be exported; null where runs are not kept.
    QMenu *exportMenu() const;

Q_SIGNALS:
    /// How an export goes, for a line of text.
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeExports();
    void followRunToExport();
    RecentRun ownRun(const QString &when) const;
    void followOwnRun();
    void followOpenRun();
    void showRecent();
    void open(const QString &run);
    void tell(const QString &title, const QString &sentence);

    HistoryService *const m_history;
    RunPane &m_pane;
    SidePane &m_side;
    QWidget &m_window;
    QString m_startedAt; // of our own run, for people
    QTimer m_pause;      // until its counts are shown again
    QPointer<HistoryDialog> m_dialog;
    RunExport *m_exports = nullptr;
};

} // namespace regatta::ui
