#include "tests/support/fake_transport.h"

#include <utility>

namespace regatta::tests {

FakeTransport::FakeTransport(const base::Clock &clock)
    : m_clock(clock)
{}

FakeTransport::~FakeTransport()
{
    while (!m_running.empty())
        finish(m_running.begin()->first, {.outcome = model::Outcome::Cancelled});
}

void FakeTransport::start(transport::Execution execution)
{
    m_started.push_back(execution);
    const transport::ExecutionId id = execution.id;
    m_running.emplace(id, Running{std::move(execution), {}});
    if (onStart)
        onStart(m_started.back());
}

void FakeTransport::stop(transport::ExecutionId id)
{
    stops.push_back(id);
    if (!m_running.contains(id))
        return;
    if (onStop)
        onStop(id);
    else
        finish(id, {.outcome = model::Outcome::Cancelled});
}

void FakeTransport::goOn(transport::ExecutionId id, QByteArray command)
{
    goOns.emplace_back(id, std::move(command));
    if (const auto running = m_running.find(id); running != m_running.end())
        running->second.times.resumed = m_clock.now();
}

void FakeTransport::askPerson(transport::ExecutionId id)
{
    changeState(id, model::TaskState::Waiting);
}

void FakeTransport::personAnswered(transport::ExecutionId id)
{
    m_running.at(id).execution.observer->wantsToGoOn(id);
}

void FakeTransport::connect(transport::ExecutionId id)
{
    m_running.at(id).times.started = m_clock.now();
    changeState(id, model::TaskState::Connecting);
}

void FakeTransport::run(transport::ExecutionId id)
{
    Running &running = m_running.at(id);
    running.times.authenticating = running.times.running = m_clock.now();
    changeState(id, model::TaskState::Authenticating);
    changeState(id, model::TaskState::Running);
}

void FakeTransport::print(transport::ExecutionId id, QByteArray bytes, model::OutputStream stream)
{
    m_running.at(id).execution.observer->output(id, stream, std::move(bytes), m_clock.now());
}

void FakeTransport::finish(transport::ExecutionId id, model::AttemptResult result)
{
    const auto node = m_running.extract(id);
    result.times = node.mapped().times;
    result.times.finished = m_clock.now();
    node.mapped().execution.observer->finished(id, std::move(result));
}

void FakeTransport::succeed(transport::ExecutionId id)
{
    finish(id, {.outcome = model::Outcome::Succeeded, .exitCode = 0});
}

void FakeTransport::fail(transport::ExecutionId id, int exitCode)
{
    finish(id, {.outcome = model::Outcome::CommandFailed, .exitCode = exitCode});
}

std::vector<transport::ExecutionId> FakeTransport::running() const
{
    std::vector<transport::ExecutionId> ids;
    for (const auto &[id, running] : m_running)
        ids.push_back(id);
    return ids;
}

void FakeTransport::changeState(transport::ExecutionId id, model::TaskState state)
{
    m_running.at(id).execution.observer->stateChanged(id, state, m_clock.now());
}

} // namespace regatta::tests
