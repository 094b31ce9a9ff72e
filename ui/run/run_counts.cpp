#include "ui/run/run_counts.h"

#include <numeric>

namespace regatta::ui {

StatusGroup groupOf(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Succeeded:
        return StatusGroup::Succeeded;
    case model::Outcome::Unreachable:
        return StatusGroup::Unreachable;
    case model::Outcome::CommandFailed:
    case model::Outcome::HostKeyRejected:
    case model::Outcome::AuthenticationFailed:
    case model::Outcome::TimedOut:
    case model::Outcome::ConnectionLost:
    case model::Outcome::InternalError:
        return StatusGroup::Failed;
    case model::Outcome::Cancelled:
    case model::Outcome::Skipped:
    case model::Outcome::Interrupted:
        return StatusGroup::Stopped;
    case model::Outcome::StopUnverified:
        return StatusGroup::Unverified;
    }
    Q_UNREACHABLE();
}

StatusGroup groupOf(const TaskRow &row)
{
    if (row.outcome)
        return groupOf(*row.outcome);
    const bool needsNoSlot = row.state == model::TaskState::Queued || row.state == model::TaskState::Waiting;
    return needsNoSlot ? StatusGroup::Queued : StatusGroup::Running;
}

bool isBad(StatusGroup group)
{
    return group == StatusGroup::Failed || group == StatusGroup::Unreachable ||
           group == StatusGroup::Unverified;
}

int RunCounts::bad() const
{
    int sum = 0;
    for (int group = 0; group < statusGroupCount; ++group)
        sum += isBad(StatusGroup(group)) ? byGroup[size_t(group)] : 0;
    return sum;
}

int RunCounts::total() const
{
    return std::accumulate(byGroup.begin(), byGroup.end(), 0);
}

int failuresOf(const RunCounts &counts, const model::Profile &profile)
{
    const bool isUnreachableApart = !profile.stopAfterUnreachable.isEmpty();
    return counts[StatusGroup::Failed] + (isUnreachableApart ? 0 : counts[StatusGroup::Unreachable]);
}

} // namespace regatta::ui
