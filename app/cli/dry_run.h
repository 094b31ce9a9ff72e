#pragma once

#include "app/cli/run_arguments.h"
#include "core/engine/run_plan.h"

namespace regatta::cli {

/// Writes every task with its exact command lines to standard output, wave by wave.
void showPlan(const engine::RunPlan &plan, OutputFormat format);

/// Says how many targets have their turn together, as a line; empty if all have.
QString wavesSentence(const engine::RunPlan &plan);

} // namespace regatta::cli
