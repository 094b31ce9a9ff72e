#include "app/cli/hosts_at_work.h"

#include "app/cli/folded_tasks.h"

#include <utility>

namespace regatta::cli {

HostsAtWork::HostsAtWork(std::shared_ptr<const model::Manifest> shown)
    : m_shown(std::move(shown))
    , m_isRunning(m_shown->taskCount())
{}

QString HostsAtWork::folded() const
{
    std::vector<model::TaskId> running;
    for (std::uint32_t task = 0; task < m_isRunning.size(); ++task) {
        if (m_isRunning[task])
            running.push_back({task});
    }
    return foldedTasks(*m_shown, running);
}

void HostsAtWork::taskEvent(const model::TaskEvent &event)
{
    if (const auto *end = std::get_if<model::TaskFinished>(&event))
        m_isRunning[end->task.value] = false;
    const auto *change = std::get_if<model::TaskStateChanged>(&event);
    // What is being stopped still runs, if it had begun to.
    if (change && change->state != model::TaskState::Stopping)
        m_isRunning[change->task.value] = change->state == model::TaskState::Running;
}

} // namespace regatta::cli
