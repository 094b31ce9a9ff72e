#include "core/engine/step_observer.h"

#include <utility>

namespace regatta::engine {

StepObserver::StepObserver(const Work &work, const std::vector<std::shared_ptr<RunListener>> &listeners,
                           std::shared_ptr<StepMailbox> mailbox)
    : m_work(work)
    , m_listeners(listeners)
    , m_mailbox(std::move(mailbox))
{}

void StepObserver::stateChanged(transport::ExecutionId id, model::TaskState state, base::Instant time)
{
    const bool standsAside = state == model::TaskState::Waiting && !hasComeBack();
    if (standsAside)
        setSlot(std::nullopt);
    publish(model::TaskStateChanged{m_work.task, state, slot(), m_work.attempt, m_work.step, time});
    if (standsAside)
        m_mailbox->post({m_work.task, id, StepNews::Kind::StandsAside, {}});
}

void StepObserver::wantsToGoOn(transport::ExecutionId id)
{
    m_mailbox->post({m_work.task, id, StepNews::Kind::WantsToGoOn, {}});
}

void StepObserver::paceChanged(transport::ExecutionId, const model::HandshakePace &pace, base::Instant time)
{
    for (const auto &listener : m_listeners)
        listener->paceChanged(pace, time);
}

void StepObserver::output(transport::ExecutionId, model::OutputStream stream, QByteArray bytes,
                          base::Instant time)
{
    m_mailbox->countOutput(bytes.size());
    publish(model::TaskOutput{m_work.task, m_work.attempt, m_work.step, stream, std::move(bytes), time});
}

void StepObserver::progressed(transport::ExecutionId, const transport::CopyProgress &progress,
                              base::Instant time)
{
    publish(
        model::TaskProgress{m_work.task, m_work.attempt, m_work.step, progress.done, progress.total, time});
}

void StepObserver::finished(transport::ExecutionId id, model::AttemptResult result)
{
    m_mailbox->post({m_work.task, id, StepNews::Kind::Finished, std::move(result)});
}

void StepObserver::setSlot(std::optional<model::Slot> slot)
{
    const std::lock_guard lock(m_mutex);
    m_work.slot = slot;
    m_hasComeBack = slot.has_value();
}

std::optional<model::Slot> StepObserver::slot() const
{
    const std::lock_guard lock(m_mutex);
    return m_work.slot;
}

bool StepObserver::hasComeBack() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasComeBack;
}

void StepObserver::publish(const model::TaskEvent &event) const
{
    for (const auto &listener : m_listeners)
        listener->taskEvent(event);
}

} // namespace regatta::engine
