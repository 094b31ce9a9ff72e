#include "core/base/thread_priority.h"

#include <unistd.h>

namespace regatta::base {

void lowerThreadPriority()
{
    constexpr int niceness = 10;
    (void)::nice(niceness); // of this thread alone; see nice(2), "C library/kernel differences"
}

} // namespace regatta::base
