#pragma once

namespace regatta::base {

/// Sets the C library's allocator up for what this program does: thousands of sessions of some 20 KiB that
/// come one after the other and stay, on a few threads that mostly compute. Call it first in main(), before
/// there is a second thread. Of no effect with another C library.
void tuneAllocator();

} // namespace regatta::base
