#pragma once

#include "core/base/clock.h"
#include "core/model/handshake_pace.h"
#include "core/model/manifest.h"
#include "core/model/run_summary.h"
#include "core/model/task_event.h"

#include <memory>

namespace regatta::engine {

/// A reader of a run's events: the update hub, the spool, the history, the command line's output.
class RunListener
{
public:
    virtual ~RunListener() = default;

    /// On the controller's thread, before any event.
    virtual void runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time) = 0;

    /// On any thread, often, for one task in order. Must be quick.
    virtual void taskEvent(const model::TaskEvent &event) = 0;

    /// On any thread: servers have hung up on so many at once, or take more of them again.
    virtual void paceChanged(const model::HandshakePace &pace, base::Instant time)
    {
        Q_UNUSED(pace)
        Q_UNUSED(time)
    }

    /// On the controller's thread, after the last event.
    virtual void runFinished(const model::RunSummary &summary, base::Instant time) = 0;
};

} // namespace regatta::engine
