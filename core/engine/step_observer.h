#pragma once

#include "core/engine/run_listener.h"
#include "core/engine/step_mailbox.h"
#include "core/transport/transport.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace regatta::engine {

/// Turns what a transport says of one step into events of its task, and into news for the controller. Called
/// on the transport's threads.
class StepObserver final : public transport::ExecutionObserver
{
public:
    /// What is being done, and in which slot; the slot is unset while the task stands aside.
    struct Work
    {
        model::TaskId task;
        std::optional<model::Slot> slot;
        int attempt = 1;
        int step = 0;
    };

    StepObserver(const Work &work, const std::vector<std::shared_ptr<RunListener>> &listeners,
                 std::shared_ptr<StepMailbox> mailbox);

    void stateChanged(transport::ExecutionId id, model::TaskState state, base::Instant time) override;
    void wantsToGoOn(transport::ExecutionId id) override;
    void paceChanged(transport::ExecutionId id, const model::HandshakePace &pace,
                     base::Instant time) override;
    void output(transport::ExecutionId id, model::OutputStream stream, QByteArray bytes,
                base::Instant time) override;
    void progressed(transport::ExecutionId id, const transport::CopyProgress &progress,
                    base::Instant time) override;
    void finished(transport::ExecutionId id, model::AttemptResult result) override;

    /// Of what is to come. Any thread.
    void setSlot(std::optional<model::Slot> slot);

private:
    std::optional<model::Slot> slot() const;
    bool hasComeBack() const;
    void publish(const model::TaskEvent &event) const;

    mutable std::mutex m_mutex;
    bool m_hasComeBack = false; // guarded by m_mutex: it keeps its slot when it is to wait again
    Work m_work;                // its slot is guarded by m_mutex; the rest never changes
    const std::vector<std::shared_ptr<RunListener>> m_listeners;
    const std::shared_ptr<StepMailbox> m_mailbox;
};

} // namespace regatta::engine
