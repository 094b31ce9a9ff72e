#include "ui/run/run_pane.h"

#include "ui/answers/answers_pane.h"
#include "ui/log/log_pane.h"
#include "ui/run/profile_of_tasks.h"
#include "ui/run/result_panes.h"
#include "ui/run/retry.h"
#include "ui/run/run_header.h"
#include "ui/run/task_area.h"
#include "ui/run/task_table.h"
#include "ui/timeline/timeline_pane.h"

// What the parts ask for, and what is done about it.

namespace regatta::ui {

void RunPane::connectParts()
{
    connect(m_starter, &RunStarter::confirmed, this, [this](const RunRequest &request) {
        if (request.needsReview) {
            setNeedsReview(false);
            Q_EMIT reviewed();
        }
        begin(request);
    });
    connect(m_starter, &RunStarter::pastKnown, this, &RunPane::showPlan);
    connect(m_header, &RunHeader::parallelChosen, this, &RunPane::onParallelChosen);
    connect(&m_results->timeline(), &TimelinePane::taskClicked, m_area, &TaskArea::jumpTo);
    connect(&m_results->log(), &LogPane::allTasksRequested, &table(), &TaskTable::clearSelection);
    connect(&table(), &TaskTable::selectedTasksChanged, this, [this] {
        m_results->setTasks(table().selectedTasks());
        updateActions();
    });
    connect(&m_tasks, &RunModel::countsChanged, this, &RunPane::updateActions);
    table().addActions({&m_actions.copy, &m_actions.selectAll, &m_actions.stopSelected,
                        &m_actions.rerunSelected, &m_actions.retrySelected});
}

void RunPane::connectActions()
{
    connect(&m_actions.run, &QAction::triggered, this, &RunPane::askToRun);
    connect(&m_actions.preview, &QAction::triggered, this, &RunPane::showPreview);
    const auto connectSelected = [this](QAction &action,
                                        void (RunSession::*tell)(std::vector<model::TaskId>)) {
        connect(&action, &QAction::triggered, this, [this, tell] {
            if (isRunning())
                (*m_session.*tell)(table().selectedTasks());
        });
    };
    connectSelected(m_actions.stopSelected, &RunSession::stop);
    connectSelected(m_actions.rerunSelected, &RunSession::runAgain);
    connect(&m_actions.showStragglers, &QAction::triggered, m_area, &TaskArea::showStragglers);
    connect(&m_actions.nextFailure, &QAction::triggered, &table(), &TaskTable::jumpToNextFailure);
    connect(&m_actions.filter, &QAction::triggered, m_area, &TaskArea::focusFilter);
    connect(&m_actions.copy, &QAction::triggered, &table(), &TaskTable::copySelected);
    connect(&m_actions.selectAll, &QAction::triggered, &table(), &TaskTable::selectAll);
}

void RunPane::connectAnswers()
{
    AnswersPane &answers = m_results->answers();
    connect(&answers, &AnswersPane::logRequested, this, &RunPane::showLogOf);
    connect(&answers, &AnswersPane::retryRequested, this,
            [this](const std::vector<model::TaskId> &tasks) { retry(endedTasks(m_tasks.rows(), tasks)); });
    connect(&answers, &AnswersPane::stopRequested, this, [this](const std::vector<model::TaskId> &tasks) {
        if (isRunning())
            m_session->stop(tasks);
    });
    connect(&answers, &AnswersPane::profileRequested, this, [this](const std::vector<model::TaskId> &tasks) {
        if (m_shownPlan)
            Q_EMIT profileMade(profileOfTasks(*m_shownPlan->manifest(), tasks));
    });
}

} // namespace regatta::ui
