#pragma once

#include "core/engine/admission_gate.h"
#include "core/engine/run_plan.h"

#include <vector>

namespace regatta::engine {

/// What a plan's caps come to: one for each value of a variable, for a group, and for each jump host, as far
/// as they have targets. Jump hosts are those that the ssh configuration says, once it was asked.
std::vector<Cap> capsOf(const RunPlan &plan);

} // namespace regatta::engine
