#pragma once

#include <chrono>

namespace regatta::base {

/// Monotonic times and durations. Wall-clock time appears only where a person reads it.
using Duration = std::chrono::nanoseconds;
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// Where times come from; tests turn one by hand. May be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// CLOCK_MONOTONIC.
class SteadyClock final : public Clock
{
public:
    Instant now() const override;
};

/// A duration in milliseconds with fractions, the unit of JSON lines.
constexpr double toMilliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace regatta::base
