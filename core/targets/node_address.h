#pragma once

#include "core/model/target.h"

#include <QStringView>

#include <optional>

namespace regatta::targets {

/// Reads "[user@]host[:port]"; an IPv6 address stands in brackets, or bare if no port follows. The user ends
/// at the last "@", as for ssh. Empty if the text is none: a port that isn't 1 to 65535, no host, or
/// characters that have no place in one. Refuses what a command line could mistake for an option, and what
/// OpenSSH refuses because a shell could see it (ProxyCommand, Match exec).
std::optional<model::Target> parseAddress(QStringView text);

/// Whether parseAddress() can read it, in less time.
bool isAddress(QStringView text);

} // namespace regatta::targets
