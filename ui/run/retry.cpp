#include "ui/run/retry.h"

#include "ui/run/run_counts.h"

#include <algorithm>

namespace regatta::ui {

namespace {

bool isOfKind(model::Outcome outcome, RetryKind kind)
{
    switch (kind) {
    case RetryKind::Unsuccessful:
        return outcome != model::Outcome::Succeeded;
    case RetryKind::Failed:
        return groupOf(outcome) == StatusGroup::Failed;
    case RetryKind::Unreachable:
        return outcome == model::Outcome::Unreachable;
    case RetryKind::NotStarted:
        return outcome == model::Outcome::Skipped;
    }
    Q_UNREACHABLE();
}

} // namespace

std::vector<model::TaskId> tasksToRetry(std::span<const TaskRow> rows, RetryKind kind)
{
    std::vector<model::TaskId> tasks;
    for (std::uint32_t id = 0; id < rows.size(); ++id) {
        if (rows[id].outcome && isOfKind(*rows[id].outcome, kind))
            tasks.push_back({id});
    }
    return tasks;
}

std::vector<model::TaskId> endedTasks(std::span<const TaskRow> rows, std::vector<model::TaskId> tasks)
{
    std::sort(tasks.begin(), tasks.end());
    tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
    std::erase_if(tasks, [&](model::TaskId task) { return !rows[task.value].isFinished(); });
    return tasks;
}

} // namespace regatta::ui
