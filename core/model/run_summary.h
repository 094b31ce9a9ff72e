#pragma once

#include "core/model/task.h"

#include <array>
#include <vector>

namespace regatta::model {

/// What a run came to. Times are measured from the run's start.
struct RunSummary
{
    std::array<int, outcomeCount> outcomes{}; ///< tasks by Outcome
    base::Duration wall{};
    int peakParallel = 0;             ///< most tasks at work at the same moment
    double effectiveParallel = 0;     ///< sum of all slots' busy time / wall
    std::vector<base::Duration> busy; ///< by slot
    qint64 outputBytes = 0;
    bool stopped = false;             ///< a person stopped it
    bool failureLimitReached = false; ///< stop_after_failures: what had not begun was skipped

    int count(Outcome outcome) const { return outcomes[static_cast<size_t>(outcome)]; }
    int total() const
    {
        int sum = 0;
        for (const int n : outcomes)
            sum += n;
        return sum;
    }
    bool operator==(const RunSummary &) const = default;
};

} // namespace regatta::model
