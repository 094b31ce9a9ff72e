#pragma once

#include "core/engine/run_plan.h"
#include "core/engine/step_observer.h"
#include "core/transport/transport.h"

namespace regatta::engine {

/// What a transport is to do for one step of a task, which has a slot. Its id, its budget and its observer
/// are the caller's to add.
transport::Execution stepExecution(const RunPlan &plan, const StepObserver::Work &work,
                                   const transport::Endpoint &endpoint, const QString &command);

} // namespace regatta::engine
