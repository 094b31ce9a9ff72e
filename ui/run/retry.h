#pragma once

#include "core/engine/retry_choice.h"
#include "ui/run/task_row.h"

#include <span>
#include <vector>

namespace regatta::ui {

using engine::RetryKind;

/// The tasks of that kind, in the order of the plan. Tasks that have not ended are never among them.
std::vector<model::TaskId> tasksToRetry(std::span<const TaskRow> rows, RetryKind kind);

/// Those of `tasks` that have ended, in the order of the plan, each once. What is none of the rows has not.
std::vector<model::TaskId> endedTasks(std::span<const TaskRow> rows, std::vector<model::TaskId> tasks);

} // namespace regatta::ui
