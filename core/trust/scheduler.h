#pragma once

#include "core/base/clock.h"

#include <functional>
#include <memory>

namespace regatta::trust {

/// Does things later, one at a time, in a thread of its own; tests turn one by hand.
class Scheduler : public base::Clock
{
public:
    /// Runs `task` once `delay` has passed, never within this call. From any thread. Tasks that are due at
    /// the same time run in the order of their calls.
    virtual void callLater(base::Duration delay, std::function<void()> task) = 0;

    /// Drops what has not begun, waits for what has; later calls of callLater() do nothing. Not from a task.
    virtual void stop() = 0;
};

/// A thread with an event loop, started by the first call, asleep between them.
class ThreadScheduler final : public Scheduler
{
public:
    ThreadScheduler();
    ~ThreadScheduler() override;

    base::Instant now() const override;
    void callLater(base::Duration delay, std::function<void()> task) override;
    void stop() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace regatta::trust
