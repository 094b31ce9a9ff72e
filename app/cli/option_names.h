#pragma once

#include "app/cli/run_arguments.h"

#include <QString>

namespace regatta::cli {

/// The option that said what stands at this key of the profile ("targets[0]", "steps[0].to"): "-w", "--to".
/// Empty: the profile says it itself.
QString optionFor(const QString &key, const RunArguments &arguments);

} // namespace regatta::cli
