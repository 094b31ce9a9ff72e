#pragma once

namespace regatta::base {

/// Raises the process's soft limit on open descriptors to its hard limit, but to no more than 65,536: libssh
/// keeps descriptors in 16 bits. Returns how many may be open at once. Not for use from several threads at a
/// time.
int raiseDescriptorLimit();

} // namespace regatta::base
