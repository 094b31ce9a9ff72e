#pragma once

#include "core/transport/ssh_config/ssh_config.h"

#include <functional>
#include <optional>
#include <vector>

namespace regatta::transport {

/// What ProxyJump says: "[user@]host[:port]", several with commas between, or "none". Nothing: it can't be
/// understood.
std::optional<std::vector<JumpHost>> jumpHostsFrom(const QString &proxyJump);

namespace ssh_config {

/// Fills in HostOptions::jumpHosts. As ssh has it, all but the first host of a chain are reached through the
/// one before, and the first through whatever its own configuration says, and so on. What can't be
/// understood is SshConfigUnusable, a chain that comes to itself too ("jumphost loop via gate"), and so is
/// one with a host whose configuration is. `ask` is called for many hosts at a time.
void findJumpHosts(const std::vector<HostQuery> &queries, std::vector<HostAnswer> &answers,
                   const std::function<std::vector<HostAnswer>(const std::vector<HostQuery> &)> &ask);

} // namespace ssh_config

} // namespace regatta::transport
