#pragma once

#include "app/cli/exit_codes.h"

namespace regatta::app {

/// Replaces this process by the window's program, with the same arguments. The window is a program of its own
/// so that the command line loads no graphics library. Returns only if that can't be done.
cli::ExitCode becomeWindow(char **argv);

} // namespace regatta::app
