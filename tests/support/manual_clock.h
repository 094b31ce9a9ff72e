#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace regatta::tests {

/// A clock that stands still until it is turned.
class ManualClock final : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant(base::Duration(m_nanoseconds.load())); }
    void advance(base::Duration by) { m_nanoseconds += by.count(); }

private:
    std::atomic<base::Duration::rep> m_nanoseconds = 1'000'000'000;
};

} // namespace regatta::tests
