#pragma once

#include <sys/types.h>

namespace regatta::transport::process {

/// Sends to every process of the group; a group that is gone is no error.
void signalGroup(pid_t group, int signal);

/// Whether no process of the group runs any more. Dead ones that nobody has waited for don't count. Processes
/// that moved to a group of their own can't be seen from here.
bool groupIsGone(pid_t group);

} // namespace regatta::transport::process
