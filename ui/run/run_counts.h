#pragma once

#include "core/model/profile.h"
#include "ui/run/task_row.h"

#include <array>

namespace regatta::ui {

/// How tasks are counted, coloured, filtered and sorted, worst first. `Failed` is every bad outcome but
/// Unreachable; `Stopped` is what a person, or the end of the program, ended or never let begin; what they
/// ended and what may run on all the same is `Unverified`.
enum class StatusGroup { Failed, Unreachable, Unverified, Running, Queued, Stopped, Succeeded };
constexpr int statusGroupCount = 7;

StatusGroup groupOf(model::Outcome outcome);
StatusGroup groupOf(const TaskRow &row);

/// Somebody has to look at it.
bool isBad(StatusGroup group);

/// Tasks by group.
struct RunCounts
{
    std::array<int, statusGroupCount> byGroup{};
    int stragglers = 0; ///< among the running ones

    int operator[](StatusGroup group) const { return byGroup[static_cast<size_t>(group)]; }
    int &operator[](StatusGroup group) { return byGroup[static_cast<size_t>(group)]; }
    int total() const;
    int bad() const;
    int finished() const { return total() - (*this)[StatusGroup::Running] - (*this)[StatusGroup::Queued]; }

    bool operator==(const RunCounts &) const = default;
};

/// What counts against the profile's limit of failures: those who were not reached, too, unless they have a
/// limit of their own.
int failuresOf(const RunCounts &counts, const model::Profile &profile);

} // namespace regatta::ui
