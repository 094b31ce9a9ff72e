#pragma once

#include "core/engine/run_listener.h"

#include <QObject>

namespace regatta::ui {

/// Where the threads of a run ring at the window's door: any thread emits, the window connects queued. It
/// outlives the session as long as a transport still holds a listener.
class SessionMailbox final : public QObject, public engine::RunListener
{
    Q_OBJECT

public:
    void wake() { Q_EMIT woken(); }

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant time) override
    {
        Q_EMIT started(time);
    }
    void taskEvent(const model::TaskEvent &) override {}
    void runFinished(const model::RunSummary &summary, base::Instant time) override
    {
        Q_EMIT ended(summary, time);
    }

Q_SIGNALS:
    void woken();
    void started(regatta::base::Instant time);
    void ended(const regatta::model::RunSummary &summary, regatta::base::Instant time);
};

} // namespace regatta::ui
