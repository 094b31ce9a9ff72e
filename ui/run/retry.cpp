#include "ui/run/retry.h"

#include <algorithm>

namespace regatta::ui {

std::vector<model::TaskId> tasksToRetry(std::span<const TaskRow> rows, RetryKind kind)
{
    std::vector<model::TaskId> tasks;
    for (std::uint32_t id = 0; id < rows.size(); ++id) {
        if (rows[id].outcome && engine::isToRetry(rows[id].outcome, true, kind))
            tasks.push_back({id});
    }
    return tasks;
}

std::vector<model::TaskId> endedTasks(std::span<const TaskRow> rows, std::vector<model::TaskId> tasks)
{
    std::sort(tasks.begin(), tasks.end());
    tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
    std::erase_if(tasks, [&](model::TaskId task) {
        return task.value >= rows.size() || !rows[task.value].isFinished();
    });
    return tasks;
}

} // namespace regatta::ui
