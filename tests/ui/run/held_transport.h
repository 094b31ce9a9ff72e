#pragma once

#include "core/transport/transport.h"

#include <mutex>
#include <optional>
#include <vector>

namespace regatta::tests {

/// A transport that begins nothing by itself: the test says what becomes of each execution. Any thread may
/// call it, as the engine's and the test's do.
class HeldTransport final : public transport::Transport
{
public:
    void start(transport::Execution execution) override
    {
        const std::lock_guard lock(m_mutex);
        m_all.push_back(std::move(execution));
        ++m_started;
    }

    void stop(transport::ExecutionId id) override
    {
        model::AttemptResult result;
        result.outcome = model::Outcome::Cancelled;
        finish(id, result);
    }

    void closeIdleSessions() override {}

    int startedCount() const
    {
        const std::lock_guard lock(m_mutex);
        return m_started;
    }

    int heldCount() const
    {
        const std::lock_guard lock(m_mutex);
        return int(m_all.size());
    }

    QByteArray oldestCommand() const
    {
        const std::lock_guard lock(m_mutex);
        return m_all.empty() ? QByteArray() : m_all.front().command;
    }

    /// The oldest one that has not ended: connects, runs and prints, but does not end.
    void runOldest(const QByteArray &output)
    {
        const std::lock_guard lock(m_mutex);
        const transport::Execution &execution = m_all.front();
        const base::Instant now = m_clock.now();
        for (const auto state :
             {model::TaskState::Connecting, model::TaskState::Authenticating, model::TaskState::Running})
            execution.observer->stateChanged(execution.id, state, now);
        if (!output.isEmpty())
            execution.observer->output(execution.id, model::OutputStream::Stdout, output, now);
    }

    /// A server hung up on the oldest one.
    void slowDown(const model::HandshakePace &pace)
    {
        const std::lock_guard lock(m_mutex);
        const transport::Execution &execution = m_all.front();
        execution.observer->paceChanged(execution.id, pace, m_clock.now());
    }

    void endOldest(model::Outcome outcome)
    {
        model::AttemptResult result;
        result.outcome = outcome;
        result.exitCode = outcome == model::Outcome::Succeeded ? 0 : 1;
        std::optional<transport::ExecutionId> oldest;
        {
            const std::lock_guard lock(m_mutex);
            oldest = m_all.front().id;
        }
        finish(*oldest, result);
    }

private:
    void finish(transport::ExecutionId id, model::AttemptResult result)
    {
        std::shared_ptr<transport::ExecutionObserver> observer;
        {
            const std::lock_guard lock(m_mutex);
            for (auto place = m_all.begin(); place != m_all.end(); ++place) {
                if (place->id == id) {
                    observer = place->observer;
                    m_all.erase(place);
                    break;
                }
            }
        }
        if (!observer)
            return;
        result.times.started = m_clock.now();
        result.times.finished = result.times.started;
        observer->finished(id, std::move(result));
    }

    const base::SteadyClock m_clock;
    mutable std::mutex m_mutex;
    std::vector<transport::Execution> m_all; // guarded by m_mutex; those that have not ended
    int m_started = 0;
};

} // namespace regatta::tests
