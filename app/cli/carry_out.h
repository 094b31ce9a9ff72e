#pragma once

#include "app/cli/job.h"

namespace regatta::cli {

/// Runs the plan as often as the arguments say, or shows it (--dry-run); asks before, where that is due.
/// Needs the event loop of a QCoreApplication, and returns when all is over.
ExitCode carryOut(const RunArguments &arguments, const engine::RunPlan &plan,
                  const engine::ConnectionSettings &connection);

/// Says why, and returns with what code to end.
ExitCode refused(const Refusal &refusal);

} // namespace regatta::cli
