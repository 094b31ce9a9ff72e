#include "core/engine/step_execution.h"

namespace regatta::engine {

transport::Execution stepExecution(const RunPlan &plan, const StepObserver::Work &work,
                                   const transport::Endpoint &endpoint, const QString &command)
{
    const model::Profile &profile = plan.manifest()->profile;
    const model::Step &step = profile.steps[work.step];
    transport::Execution execution;
    execution.endpoint = endpoint;
    execution.command = command.toUtf8();
    execution.copy = plan.copyOrder(work.task, work.step, work.attempt, *work.slot);
    execution.become = step.become;
    execution.input = plan.input(work.step);
    execution.hasPty = step.hasPty;
    execution.jumpHandshakes = profile.ssh.jumpHandshakes;
    execution.timeouts = profile.timeouts;
    execution.timeouts.step = step.timeout.value_or(profile.timeouts.step);
    if (!execution.timeouts.connect && endpoint.options)
        execution.timeouts.connect = endpoint.options->connectTimeout;
    execution.standsAside = true;
    return execution;
}

} // namespace regatta::engine
