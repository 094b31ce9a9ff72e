#pragma once

#include "core/engine/step_observer.h"
#include "core/engine/step_sequence.h"

#include <memory>
#include <optional>

namespace regatta::engine {

/// Why a task at work is being stopped.
enum class StopReason { None, ByPerson, ByRunLimit, ToRunAgain };

/// What the controller knows of one task. A value on the controller's thread.
struct TaskRecord
{
    enum class Phase { Waiting, AtWork, BetweenAttempts, Ended };

    Phase phase = Phase::Waiting;
    std::optional<model::Slot> slot; // of the last attempt; unset while it stands aside
    int attempt = 0;
    int wishes = 0;     // of a person, for another attempt: those are none of the retry policy's
    StepSequence steps; // of the last attempt
    transport::ExecutionId execution;
    std::shared_ptr<StepObserver> observer; // of the execution
    model::AttemptTimes times;              // over all steps of the attempt
    std::optional<base::Instant> firstStarted;
    model::AttemptResult lastResult; // of an attempt that another one is to follow
    StopReason stop = StopReason::None;
};

} // namespace regatta::engine
