#pragma once

#include "core/model/task.h"
#include "core/transport/transport.h"

#include <QObject>

#include <atomic>
#include <mutex>
#include <vector>

namespace regatta::engine {

struct FinishedStep
{
    model::TaskId task;
    transport::ExecutionId execution;
    model::AttemptResult result;
};

/// Where transport threads leave ended steps for the controller. Any thread posts; the controller takes. It
/// outlives the controller as long as a transport still holds an observer.
class FinishedMailbox : public QObject
{
    Q_OBJECT

public:
    void post(FinishedStep step)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            wasEmpty = m_steps.empty();
            m_steps.push_back(std::move(step));
        }
        if (wasEmpty)
            Q_EMIT filled();
    }

    std::vector<FinishedStep> take()
    {
        std::vector<FinishedStep> steps;
        const std::lock_guard lock(m_mutex);
        steps.swap(m_steps);
        return steps;
    }

    void countOutput(qint64 bytes) { m_outputBytes.fetch_add(bytes, std::memory_order_relaxed); }
    qint64 outputBytes() const { return m_outputBytes.load(std::memory_order_relaxed); }

Q_SIGNALS:
    /// There is something to take after there was nothing. Emitted on the posting thread.
    void filled();

private:
    std::mutex m_mutex;
    std::vector<FinishedStep> m_steps; // guarded by m_mutex
    std::atomic<qint64> m_outputBytes = 0;
};

} // namespace regatta::engine
