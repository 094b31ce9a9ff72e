#include "core/transport/libssh/execution_record.h"

namespace regatta::transport::libssh {

using model::TaskState;

ExecutionRecord::~ExecutionRecord()
{
    Q_ASSERT(m_finished);
}

void ExecutionRecord::start(base::Instant time)
{
    if (!m_times.started)
        m_times.started = time;
}

void ExecutionRecord::enter(TaskState state, base::Instant time)
{
    // A second session begins from the start again, but for the observer there is only one Connecting.
    const bool goesBack = m_state && *m_state >= state &&
                          !(*m_state == TaskState::Waiting && state == TaskState::Authenticating);
    if (m_finished || goesBack)
        return;
    start(time);
    if (state == TaskState::Authenticating && !m_times.authenticating)
        m_times.authenticating = time;
    if (state == TaskState::Running)
        m_times.running = time;
    if (state == TaskState::Waiting)
        m_isAside = m_execution.standsAside;
    m_state = state;
    m_execution.observer->stateChanged(m_execution.id, state, time);
}

void ExecutionRecord::askToGoOn()
{
    if (m_isAside)
        m_execution.observer->wantsToGoOn(m_execution.id);
}

void ExecutionRecord::goOn(QByteArray command, base::Instant time)
{
    if (!std::exchange(m_isAside, false))
        return;
    m_execution.standsAside = false; // it has a slot now, and might never get to run otherwise
    m_execution.command = std::move(command);
    m_times.resumed = time;
}

void ExecutionRecord::paceChanged(const model::HandshakePace &pace, base::Instant time)
{
    if (!m_finished)
        m_execution.observer->paceChanged(m_execution.id, pace, time);
}

void ExecutionRecord::output(model::OutputStream stream, QByteArray bytes, base::Instant time)
{
    if (!m_finished && !bytes.isEmpty())
        m_execution.observer->output(m_execution.id, stream, std::move(bytes), time);
}

void ExecutionRecord::progress(const CopyProgress &progress, base::Instant time)
{
    if (!m_finished)
        m_execution.observer->progressed(m_execution.id, progress, time);
}

void ExecutionRecord::finish(model::AttemptResult result, base::Instant time)
{
    if (std::exchange(m_finished, true))
        return;
    m_times.finished = time;
    result.times = m_times;
    m_execution.observer->finished(m_execution.id, std::move(result));
}

void ExecutionRecord::fail(model::Outcome outcome, base::Error error, base::Instant time)
{
    model::AttemptResult result;
    result.outcome = outcome;
    result.error = std::move(error);
    finish(std::move(result), time);
}

} // namespace regatta::transport::libssh
