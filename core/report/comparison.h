#pragma once

#include "core/history/records.h"
#include "core/report/run_output.h"

#include <optional>
#include <vector>

namespace regatta::report {

/// One host (with one item) in two runs.
struct TaskComparison
{
    history::TaskSubject subject;
    std::optional<model::TaskId> before; ///< unset: only the later run has it
    std::optional<model::TaskId> after;  ///< unset: only the earlier run has it
    bool isOutcomeChanged = false;       ///< outcome, exit code or signal; or, without an outcome, the state
    bool isOutputChanged = false;        ///< of either stream, byte for byte

    bool isChanged() const { return isOutcomeChanged || isOutputChanged || !before || !after; }
    bool operator==(const TaskComparison &) const = default;
};

struct Comparison
{
    std::vector<TaskComparison> tasks; ///< in the order of the later run, then what only the earlier one has
    bool isOutputKnown = false;        ///< false: a spool is gone, and no output was compared
    bool isOutputWhole = true; ///< false: the disk has spoilt some of it, and what is left was compared
};

/// Blocks on the disk. Of outputs of the same length a digest is compared.
Comparison compare(const history::RunRecord &before, const RunOutput &outputBefore,
                   const history::RunRecord &after, const RunOutput &outputAfter);

} // namespace regatta::report
