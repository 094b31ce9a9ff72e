#pragma once

#include "app/cli/conversation.h"
#include "app/cli/exit_codes.h"
#include "app/cli/run_arguments.h"
#include "core/engine/run_plan.h"

#include <memory>

namespace regatta::app {
class Services;
}

namespace regatta::cli {

/// Runs the plan as often as the arguments say, and returns when all is over. Needs the event loop of a
/// QCoreApplication; `conversation`: shared with all who ask on the terminal.
ExitCode runSeries(const RunArguments &arguments, const engine::RunPlan &plan,
                   const engine::ConnectionSettings &connection, app::Services &services,
                   const std::shared_ptr<Conversation> &conversation);

} // namespace regatta::cli
