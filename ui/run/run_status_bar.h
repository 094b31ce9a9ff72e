#pragma once

#include "ui/run/lag_meter.h"
#include "ui/run/run_model.h"

#include <QStatusBar>
#include <QTimer>

class QAction;

namespace regatta::ui {

class CountsProgress;
class ElidedLabel;
class RunSession;

/// The run in numbers: how many in which group, how far, how parallel, how fast, how long still, and how late
/// the window itself is. Counts are those of the tasks at every moment; the rest is refreshed twice a second
/// while a run goes on. A message takes their place for its time.
class RunStatusBar : public QStatusBar
{
    Q_OBJECT

public:
    explicit RunStatusBar(const RunModel &tasks, QWidget *parent = nullptr);

    /// Null: no run.
    void follow(RunSession *session);
    /// What begins a wave that waits, to be said as it is called elsewhere; it outlives the bar.
    void setNextWave(const QAction &action) { m_nextWave = &action; }
    /// Of the past run that is in the table now.
    void showPast(const model::RunSummary &summary);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void showParts();
    void showCountsIfTheyFit();
    void refresh();
    void showCounts();
    QString countsText() const;
    QString factsText();
    // Of the facts of a run that goes on; all but the first begin with a gap, where they say something.
    QString parallelText() const;
    QString waitingText() const; ///< why nothing new begins
    QString slowedText() const;
    bool waitsForAPerson() const;
    QString paceText() const;
    QString lagText(); ///< the worst since it was asked last
    static QString summaryText(const model::RunSummary &summary);

    const RunModel &m_tasks;
    RunSession *m_session = nullptr;
    const QAction *m_nextWave = nullptr;
    std::optional<model::RunSummary> m_past;
    ElidedLabel *m_counts = nullptr;
    CountsProgress *m_progress = nullptr;
    ElidedLabel *m_percent = nullptr;
    ElidedLabel *m_facts = nullptr;
    LagMeter m_lag;
    QTimer m_refresh;
};

} // namespace regatta::ui
