#pragma once

#include "core/model/task.h"

#include <optional>

namespace regatta::engine {

/// Which tasks of a run that is over are to run again.
enum class RetryKind {
    Unsuccessful, ///< all but those that succeeded
    Failed,       ///< reached, and went wrong
    Unreachable,
    NotStarted,
    Left, ///< failed, unreachable or not started: all but what succeeded and what a person stopped
    All,
};

/// `outcome` is unset for a task that a crash of Regatta left open: what had begun counts as failed, what had
/// not as not started.
bool isToRetry(std::optional<model::Outcome> outcome, bool hasBegun, RetryKind kind);

} // namespace regatta::engine
