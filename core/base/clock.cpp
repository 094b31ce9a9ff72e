#include "core/base/clock.h"

namespace regatta::base {

Instant SteadyClock::now() const
{
    return std::chrono::steady_clock::now();
}

} // namespace regatta::base
