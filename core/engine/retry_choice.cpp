#include "core/engine/retry_choice.h"

namespace regatta::engine {

namespace {

RetryKind kindOf(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::CommandFailed:
    case model::Outcome::HostKeyRejected:
    case model::Outcome::AuthenticationFailed:
    case model::Outcome::TimedOut:
    case model::Outcome::ConnectionLost:
    case model::Outcome::Interrupted:
    case model::Outcome::InternalError:
        return RetryKind::Failed;
    case model::Outcome::Unreachable:
        return RetryKind::Unreachable;
    case model::Outcome::Skipped:
        return RetryKind::NotStarted;
    case model::Outcome::Succeeded:
    case model::Outcome::Cancelled:
    case model::Outcome::StopUnverified:
        return RetryKind::Unsuccessful;
    }
    Q_UNREACHABLE();
}

} // namespace

bool isToRetry(std::optional<model::Outcome> outcome, bool hasBegun, RetryKind kind)
{
    if (kind == RetryKind::All)
        return true;
    if (kind == RetryKind::Unsuccessful)
        return outcome != model::Outcome::Succeeded;
    const RetryKind own = outcome ? kindOf(*outcome) : hasBegun ? RetryKind::Failed : RetryKind::NotStarted;
    return kind == RetryKind::Left ? own != RetryKind::Unsuccessful : own == kind;
}

} // namespace regatta::engine
