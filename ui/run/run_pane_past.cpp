#include "ui/run/run_pane.h"

#include "ui/history/past_run.h"
#include "ui/history/past_run_bar.h"
#include "ui/log/run_log.h"
#include "ui/run/details_view.h"
#include "ui/run/result_panes.h"
#include "ui/run/run_header.h"
#include "ui/timeline/timeline_pane.h"

// A run that is over, in the place of the profile's.

namespace regatta::ui {

void RunPane::connectPastRun()
{
    connect(m_pastBar, &PastRunBar::runRequested, &m_actions.run, &QAction::trigger);
    connect(m_pastBar, &PastRunBar::closeRequested, this, &RunPane::pastRunClosed);
    connect(m_pastBar, &PastRunBar::copyRequested, this, [this] {
        if (m_past)
            Q_EMIT copyRequested(m_past->plan.manifest()->profile);
    });
}

void RunPane::showPastRun(std::shared_ptr<const PastRun> run)
{
    if (isRunning())
        return;
    const std::shared_ptr<const model::Manifest> manifest = run->plan.manifest();
    m_past = std::move(run);
    m_profile = manifest->profile;
    m_key = m_past->overview.profilePath;
    m_connection = m_past->connection;
    m_lastSound.reset();
    m_header->setFile(m_key);
    showPlan();
    m_shownPlan = m_past->plan;
    m_tasks.showPast(manifest, m_past->tasks, m_past->overview.startedAt, m_past->overview.summary.wall);
    m_results->details().setPlan(m_shownPlan);
    m_results->timeline().setParallel(m_profile.parallel);
    auto log = RunLog::open(m_past->overview.spool);
    m_results->setLog(log ? log->get() : nullptr, manifest);
    m_log = log ? *std::move(log) : nullptr;
    m_pastBar->showRun(m_past->overview, m_log ? &m_log->news() : nullptr);
    if (m_log) {
        connect(
            &m_log->news(), &RunLogNews::lastLinesRead, this,
            [this, past = m_past](const std::vector<engine::TaskUpdate> &tasks) {
                if (past == m_past)
                    m_tasks.showLastLines(tasks);
            },
            Qt::QueuedConnection);
        m_log->startReading(manifest->taskCount());
    }
    updateActions();
    Q_EMIT pastRunChanged();
}

bool RunPane::isPastRunInSight() const
{
    return m_past && m_pastBar->isVisibleTo(this);
}

QString RunPane::runInSight() const
{
    if (isPastRunInSight())
        return m_past->overview.id;
    const bool isOwn = m_session && m_tasks.manifest() == m_session->plan().manifest();
    return isOwn ? m_session->plan().manifest()->identity.run : QString();
}

void RunPane::onRunsRemoved(const QStringList &runs)
{
    if (m_past && runs.contains(m_past->overview.id))
        m_pastBar->showThatItIsDeleted();
}

void RunPane::leavePastRun()
{
    if (!m_past)
        return;
    const bool wasInSight = isPastRunInSight();
    m_past.reset();
    m_pastBar->hide();
    Q_EMIT pastRunChanged();
    if (!wasInSight || isRunning())
        return;
    m_lastSound.reset(); // what comes next is about other tasks
    forgetRun();
}

} // namespace regatta::ui
