#pragma once

namespace regatta::base {

/// Lets all other threads go before the calling one, which does what can wait. QThread's priorities change
/// nothing on Linux, where threads have a nice value of their own.
void lowerThreadPriority();

} // namespace regatta::base
