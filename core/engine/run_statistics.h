#pragma once

#include "core/model/run_summary.h"
#include "core/model/task.h"

#include <vector>

namespace regatta::engine {

/// Adds up how parallel a run was, from the times that the workers stamped. Pure.
class RunStatistics
{
public:
    /// One attempt that held `slot` from `from` to `until`.
    void addBusy(model::Slot slot, base::Instant from, base::Instant until);
    void addOutcome(model::Outcome outcome);

    /// `start` and `end` of the run as a whole. Output bytes and `stopped` are the caller's to fill in.
    model::RunSummary summary(base::Instant start, base::Instant end) const;

private:
    struct Interval
    {
        base::Instant from;
        base::Instant until;
    };

    int peak() const;

    std::vector<Interval> m_intervals;
    model::RunSummary m_sums;
};

} // namespace regatta::engine
