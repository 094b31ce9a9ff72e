#include "ui/run/run_pane.h"

#include "ui/run/retry.h"
#include "ui/run/task_table.h"

#include <array>
#include <utility>

// What has run is run again.

namespace regatta::ui {

namespace {

constexpr std::array<std::pair<QAction RunActions::*, RetryKind>, 6> retriedKinds = {{
    {&RunActions::retryUnsuccessful, RetryKind::Unsuccessful},
    {&RunActions::retryFailed, RetryKind::Failed},
    {&RunActions::retryUnreachable, RetryKind::Unreachable},
    {&RunActions::retryNotStarted, RetryKind::NotStarted},
    {&RunActions::retryLeft, RetryKind::Left},
    {&RunActions::retryEverything, RetryKind::All},
}};

} // namespace

void RunPane::connectRetries()
{
    for (const auto &[action, kind] : retriedKinds) {
        connect(&(m_actions.*action), &QAction::triggered, this,
                [this, wanted = kind] { retry(tasksToRetry(m_tasks.rows(), wanted)); });
    }
    connect(&m_actions.retrySelected, &QAction::triggered, this,
            [this] { retry(endedTasks(m_tasks.rows(), table().selectedTasks())); });
}

void RunPane::retry(const std::vector<model::TaskId> &tasks)
{
    if (!m_shownPlan || isRunning() || tasks.empty())
        return;
    ask(m_shownPlan->restrictedTo(tasks, {}), m_shownPlan->manifest()->identity.run);
}

void RunPane::updateRetries()
{
    const bool canRetry = m_shownPlan && !isRunning() && m_tasks.manifest() == m_shownPlan->manifest();
    const std::vector<TaskRow> &rows = m_tasks.rows();
    for (const auto &[action, kind] : retriedKinds)
        RunActions::setCount(m_actions.*action, canRetry ? int(tasksToRetry(rows, kind).size()) : 0);
    RunActions::setCount(m_actions.retrySelected,
                         canRetry ? int(endedTasks(rows, table().selectedTasks()).size()) : 0);
}

} // namespace regatta::ui
