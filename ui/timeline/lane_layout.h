#pragma once

#include "core/model/task.h"
#include "ui/run/task_row.h"

#include <optional>
#include <vector>

namespace regatta::ui {

/// One attempt in its lane. Times are measured from the run's start.
struct LaneBar
{
    model::TaskId task;
    base::Duration from{};
    base::Duration running{}; ///< when the command was sent; `until` if it never was
    base::Duration until{};   ///< its end, or the present
    model::TaskState state = model::TaskState::Queued;
    std::optional<model::Outcome> outcome;

    bool operator==(const LaneBar &) const = default;
};

/// From `at` on, so many tasks were at work at the same time.
struct BusyStep
{
    base::Duration at{};
    int tasks = 0;

    bool operator==(const BusyStep &) const = default;
};

/// What the timeline shows, worked out from the times that the workers stamped. A value; pure.
struct LaneLayout
{
    std::vector<std::vector<LaneBar>> lanes; ///< by slot; each in the order of time
    std::vector<BusyStep> busy;              ///< in the order of time; starts at 0 with 0 tasks
    int peak = 0;
    base::Duration length{};              ///< from the run's start to its end or the present
    double effectiveParallel = 0;         ///< sum of all bars / length
    std::optional<model::TaskId> longest; ///< the task that took (or has taken) the most time

    static LaneLayout of(const std::vector<TaskRow> &rows, base::Instant start, base::Instant now);
};

} // namespace regatta::ui
