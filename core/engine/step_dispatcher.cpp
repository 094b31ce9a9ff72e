#include "core/engine/step_dispatcher.h"

#include "core/engine/step_execution.h"
#include "core/engine/step_mailbox.h"
#include "core/engine/task_record.h"

#include <atomic>
#include <utility>

namespace regatta::engine {

namespace {

transport::ExecutionId nextExecutionId()
{
    static std::atomic<std::uint64_t> last = 0;
    return {++last};
}

} // namespace

StepDispatcher::StepDispatcher(const RunServices &services, std::shared_ptr<StepMailbox> mailbox)
    : m_services(services)
    , m_mailbox(std::move(mailbox))
{}

void StepDispatcher::start(const RunPlan &plan, model::TaskId task, TaskRecord &record)
{
    const int step = record.steps.current();
    record.execution = nextExecutionId();
    const base::Expected<transport::Endpoint> endpoint = plan.endpoint(task);
    if (!endpoint)
        return failBeforeStart(task, record, model::Outcome::Unreachable, endpoint.error());
    if (const auto unreadable = m_sources.problemOf(plan, task, record.attempt, *record.slot))
        return failBeforeStart(task, record, model::Outcome::CommandFailed, *unreadable);
    if (record.steps.isFirst())
        publishRoute(plan, task, *endpoint);
    const QString command = plan.commandLine(task, step, record.attempt, *record.slot);
    // The plan has tried every line; only a user name of the ssh configuration came later.
    if (command.isEmpty())
        return failBeforeStart(task, record, model::Outcome::Unreachable,
                               {base::ErrorCode::UnquotablePlaceholder, endpoint->user});

    const StepObserver::Work work{task, record.slot, record.attempt, step};
    record.observer = std::make_shared<StepObserver>(work, m_services.listeners, m_mailbox);
    transport::Execution execution = stepExecution(plan, work, *endpoint, command);
    execution.id = record.execution;
    execution.budget = m_services.budget;
    execution.observer = record.observer;
    m_services.transport.start(std::move(execution));
}

void StepDispatcher::goOn(const RunPlan &plan, model::TaskId task, const TaskRecord &record)
{
    record.observer->setSlot(record.slot);
    const QString command = plan.commandLine(task, record.steps.current(), record.attempt, *record.slot);
    m_services.transport.goOn(record.execution, command.toUtf8());
}

void StepDispatcher::stop(const TaskRecord &record)
{
    m_services.transport.stop(record.execution);
}

void StepDispatcher::publishRoute(const RunPlan &plan, model::TaskId task,
                                  const transport::Endpoint &endpoint) const
{
    const model::TransportKind asked = plan.manifest()->profile.transport;
    const bool isDiverted = asked == model::TransportKind::LibSsh && !endpoint.onlyOpenSsh.isEmpty();
    const model::TaskRouted route{task, plan.reachedAs(task),
                                  isDiverted ? model::TransportKind::OpenSsh : asked,
                                  isDiverted ? endpoint.onlyOpenSsh : QString(), m_services.clock.now()};
    for (const auto &listener : m_services.listeners)
        listener->taskEvent(route);
}

void StepDispatcher::failBeforeStart(model::TaskId task, const TaskRecord &record, model::Outcome outcome,
                                     const base::Error &error)
{
    const base::Instant now = m_services.clock.now();
    model::AttemptResult result;
    result.outcome = outcome;
    result.error = error;
    result.times.started = now;
    result.times.finished = now;
    m_mailbox->post({task, record.execution, StepNews::Kind::Finished, result});
}

} // namespace regatta::engine
