#pragma once

#include "core/engine/usual_durations.h"
#include "ui/run/task_row.h"

#include <optional>
#include <span>

namespace regatta::ui {

/// How fast a run goes, and how long the rest will take, from the tasks that have ended and from what is
/// known of earlier runs. Pure.
struct RunPace
{
    struct Estimate
    {
        base::Duration left{};
        base::Duration spread{}; ///< one standard deviation of `left`
    };

    double tasksPerSecond = 0;        ///< over the last ten seconds, or since the start if that is less
    std::optional<Estimate> estimate; ///< unset as long as nothing can be said

    /// `parallel` is the limit, 0: all at once.
    static RunPace of(std::span<const TaskRow> rows, base::Instant start, base::Instant now, int parallel,
                      const engine::UsualDurations &usual = {});
};

} // namespace regatta::ui
