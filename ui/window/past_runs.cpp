#include "ui/window/past_runs.h"

#include "core/engine/step_template.h"
#include "ui/history/history_dialog.h"
#include "ui/history/history_model.h"
#include "ui/history/history_service.h"
#include "ui/history/past_run.h"
#include "ui/history/past_run_bar.h"
#include "ui/history/run_export.h"
#include "ui/run/run_pane.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/text/sentences.h"
#include "ui/window/side_pane.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QMessageBox>
#include <QTime>

namespace regatta::ui {

namespace {

constexpr int longestName = 80;

/// The same for the run that goes on and for those of the history: it becomes one of them.
QString recentName(const QString &name, const QString &command)
{
    return text::neutralised(name.isEmpty() ? command : name, longestName);
}

RecentRun recentRunFrom(const history::RunOverview &run)
{
    RecentRun recent{run.id, recentName(run.name, run.command), startText(run.startedAt), {}};
    for (int i = 0; i < model::outcomeCount; ++i) {
        const auto outcome = static_cast<model::Outcome>(i);
        recent.counts[groupOf(outcome)] += run.summary.count(outcome);
    }
    const bool goesOn = run.state == history::RunState::Running;
    recent.counts[goesOn ? StatusGroup::Queued : StatusGroup::Stopped] += run.tasks - run.summary.total();
    return recent;
}

} // namespace

PastRuns::PastRuns(HistoryService *history, RunPane &pane, SidePane &side, QWidget &window)
    : QObject(&window)
    , m_history(history)
    , m_pane(pane)
    , m_side(side)
    , m_window(window)
{
    followOwnRun();
    followOpenRun();
    if (!m_history)
        return;
    connect(m_history, &HistoryService::changed, this, &PastRuns::showRecent);
    connect(m_history, &HistoryService::removed, &m_pane, &RunPane::onRunsRemoved);
    connect(&m_side, &SidePane::runChosen, this, &PastRuns::open);
    showRecent();
    m_window.installEventFilter(this);
    makeExports();
}

bool PastRuns::eventFilter(QObject *watched, QEvent *event)
{
    // Of what other programs have run meanwhile nobody tells us.
    if (watched == &m_window && event->type() == QEvent::WindowActivate)
        showRecent();
    return QObject::eventFilter(watched, event);
}

void PastRuns::makeExports()
{
    m_exports = new RunExport(*m_history, &m_window);
    QMenu *menu = m_exports->menu();
    menu->setTitle(tr("E&xport the Run"));
    menu->setObjectName(QStringLiteral("exportMenu"));
    m_pane.pastRunBar().setExportMenu(menu);
    connect(m_exports, &RunExport::said, this, &PastRuns::said);
    connect(&m_pane.tasks(), &RunModel::modelReset, this, &PastRuns::followRunToExport);
    connect(&m_pane, &RunPane::runStarted, this, &PastRuns::followRunToExport);
    connect(&m_pane, &RunPane::pastRunChanged, this, &PastRuns::followRunToExport);
    connect(m_history, &HistoryService::removed, this, [this, menu](const QStringList &runs) {
        if (runs.contains(m_pane.runInSight()))
            menu->menuAction()->setEnabled(false);
    });
    followRunToExport();
}

void PastRuns::followRunToExport()
{
    history::RunOverview run;
    run.id = m_pane.runInSight();
    m_exports->menu()->menuAction()->setEnabled(!run.id.isEmpty());
    if (run.id.isEmpty())
        return;
    if (m_pane.isPastRunInSight()) {
        run = m_pane.pastRun()->overview;
    } else {
        const model::Manifest &manifest = *m_pane.session()->plan().manifest();
        run.name = manifest.profile.name;
        run.startedAt = manifest.identity.startedAt;
    }
    m_exports->setRun(run);
}

QMenu *PastRuns::exportMenu() const
{
    return m_exports ? m_exports->menu() : nullptr;
}

void PastRuns::followOwnRun()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(text::readingPace);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_pane.isRunning())
            m_side.updateRun(ownRun(tr("now")));
    });
    connect(&m_pane.tasks(), &RunModel::countsChanged, this, [this] {
        if (m_pane.isRunning() && !m_pause.isActive())
            m_pause.start();
    });
    connect(&m_pane, &RunPane::runStarted, this, [this] {
        // As the history writes it.
        m_startedAt = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
        m_side.updateRun(ownRun(tr("now")));
    });
    connect(&m_pane, &RunPane::runFinished, this, [this] { m_side.updateRun(ownRun(m_startedAt)); });
}

void PastRuns::followOpenRun()
{
    const auto mark = [this] { m_side.showOpenRun(m_pane.runInSight()); };
    connect(&m_pane.tasks(), &RunModel::modelReset, this, mark);
    connect(&m_pane, &RunPane::runStarted, this, mark);
    connect(&m_pane, &RunPane::pastRunChanged, this, mark);
}

RecentRun PastRuns::ownRun(const QString &when) const
{
    const model::Manifest &manifest = *m_pane.session()->plan().manifest();
    return {manifest.identity.run,
            recentName(manifest.profile.name, engine::writtenLine(manifest.profile.steps)), when,
            m_pane.tasks().counts()};
}

void PastRuns::showRecent()
{
    m_history->list({.words = {}, .most = SidePane::mostRuns}, this,
                    [this](const history::Expected<QList<history::RunOverview>> &runs) {
                        if (!runs)
                            return;
                        QList<RecentRun> recent;
                        for (const history::RunOverview &run : *runs)
                            recent << recentRunFrom(run);
                        m_side.showRuns(recent);
                        if (m_pane.isRunning())
                            m_side.updateRun(ownRun(tr("now")));
                    });
}

void PastRuns::showHistory()
{
    if (!m_dialog) {
        m_dialog = new HistoryDialog(*m_history, &m_window);
        connect(m_dialog, &HistoryDialog::openRequested, this, &PastRuns::open);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void PastRuns::open(const QString &run)
{
    if (m_pane.isRunning()) {
        if (run != m_pane.session()->plan().manifest()->identity.run)
            tell(tr("Something still runs"),
                 tr("Open past runs when it has finished, or from a new window."));
        return;
    }
    m_history->open(run, this, [this](const history::Expected<std::shared_ptr<const PastRun>> &past) {
        if (!past) {
            tell(tr("This run can't be opened"), text::sentence(past.error()));
            return;
        }
        if (m_dialog)
            m_dialog->close(); // it would hide what it opened
        m_pane.actions().edit.setChecked(false);
        m_pane.showPastRun(*past);
    });
}

void PastRuns::tell(const QString &title, const QString &sentence)
{
    auto *box = new QMessageBox(QMessageBox::Information, title, title, QMessageBox::Ok, &m_window);
    box->setObjectName(QStringLiteral("message"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(sentence);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace regatta::ui
