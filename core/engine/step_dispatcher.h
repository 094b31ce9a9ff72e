#pragma once

#include "core/engine/run_plan.h"
#include "core/engine/run_services.h"
#include "core/engine/source_check.h"

#include <memory>

namespace regatta::engine {

class StepMailbox;
struct TaskRecord;

/// Hands steps to the transport, with all that it has to know of them. Which one and when is the controller's
/// affair, on whose thread it lives; SourceCheck may block that thread.
class StepDispatcher
{
public:
    /// The services outlive it. All news of a step, and its end, go to the mailbox.
    StepDispatcher(const RunServices &services, std::shared_ptr<StepMailbox> mailbox);

    /// The current step of the record's attempt, in its slot. The record gets the execution and who observes
    /// it. What can't even begin ends by way of the mailbox too, so that nothing ends within this call.
    void start(const RunPlan &plan, model::TaskId task, TaskRecord &record);

    /// Of a task that stood aside and now has the record's slot.
    void goOn(const RunPlan &plan, model::TaskId task, const TaskRecord &record);

    void stop(const TaskRecord &record);

private:
    void publishRoute(const RunPlan &plan, model::TaskId task, const transport::Endpoint &endpoint) const;
    void failBeforeStart(model::TaskId task, const TaskRecord &record, model::Outcome outcome,
                         const base::Error &error);

    const RunServices &m_services;
    const std::shared_ptr<StepMailbox> m_mailbox;
    SourceCheck m_sources;
};

} // namespace regatta::engine
