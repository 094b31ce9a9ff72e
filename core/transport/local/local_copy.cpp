#include "core/transport/local/local_copy.h"

namespace regatta::transport::local {

using base::ErrorCode;
using model::Outcome;
using model::TaskState;

namespace {

constexpr int deedsPerTurn = 16;

Outcome outcomeOf(const base::Expected<void> &result)
{
    if (result)
        return Outcome::Succeeded;
    if (result.error().code == ErrorCode::StepTimedOut)
        return Outcome::TimedOut;
    return result.error().code == ErrorCode::Cancelled ? Outcome::Cancelled : Outcome::CommandFailed;
}

} // namespace

LocalCopy::LocalCopy(Execution execution)
    : m_execution(std::move(execution))
    , m_job(*m_execution.copy, m_files, m_files, copy::Checksums::Method::Reading,
            {.most = process::mostFilesOfACopy})
{
    connect(&m_turn, &QTimer::timeout, this, &LocalCopy::work);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { end({ErrorCode::StepTimedOut, {}}); });
}

void LocalCopy::begin()
{
    const base::Instant now = m_clock.now();
    m_times.started = now;
    m_times.running = now;
    m_execution.observer->stateChanged(m_execution.id, TaskState::Running, now);
    if (m_execution.timeouts.step.count() > 0)
        m_limit.start(m_execution.timeouts.step);
    m_job.start();
    m_turn.start(0);
}

void LocalCopy::work()
{
    m_files.work(deedsPerTurn);
    m_job.goOn();
    const base::Instant now = m_clock.now();
    if (m_pace.isDue(m_job.progress(), now, m_job.hasEnded()))
        m_execution.observer->progressed(m_execution.id, m_job.progress(), now);
    if (m_job.hasEnded())
        finish();
}

void LocalCopy::end(const base::Error &error)
{
    if (m_isStopping || m_times.finished)
        return;
    m_isStopping = true;
    m_limit.stop();
    m_execution.observer->stateChanged(m_execution.id, TaskState::Stopping, m_clock.now());
    m_job.stop(error);
}

void LocalCopy::finish()
{
    m_turn.stop();
    m_limit.stop();
    m_times.finished = m_clock.now();
    const base::Expected<void> &result = m_job.result();
    const auto error = result ? std::nullopt : std::optional(result.error());
    m_execution.observer->finished(m_execution.id, {outcomeOf(result), {}, {}, error, m_times});
    Q_EMIT over(m_execution.id);
}

} // namespace regatta::transport::local
