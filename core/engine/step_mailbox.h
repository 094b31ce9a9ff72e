#pragma once

#include "core/model/task.h"
#include "core/transport/transport.h"

#include <QObject>

#include <atomic>
#include <mutex>
#include <vector>

namespace regatta::engine {

/// What the controller has to know of a step at work.
struct StepNews
{
    enum class Kind {
        StandsAside, ///< a person is asked: its slot is free
        WantsToGoOn, ///< it needs a slot again
        Finished,
    };

    model::TaskId task;
    transport::ExecutionId execution;
    Kind kind = Kind::Finished;
    model::AttemptResult result = {}; ///< of Finished
};

/// Where transport threads leave news of steps for the controller, in order. Any thread posts; the controller
/// takes. It outlives the controller as long as a transport still holds an observer.
class StepMailbox : public QObject
{
    Q_OBJECT

public:
    void post(StepNews news)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            wasEmpty = m_news.empty();
            m_news.push_back(std::move(news));
        }
        if (wasEmpty)
            Q_EMIT filled();
    }

    std::vector<StepNews> take()
    {
        std::vector<StepNews> news;
        const std::lock_guard lock(m_mutex);
        news.swap(m_news);
        return news;
    }

    void countOutput(qint64 bytes) { m_outputBytes.fetch_add(bytes, std::memory_order_relaxed); }
    qint64 outputBytes() const { return m_outputBytes.load(std::memory_order_relaxed); }

Q_SIGNALS:
    /// There is something to take after there was nothing. Emitted on the posting thread.
    void filled();

private:
    std::mutex m_mutex;
    std::vector<StepNews> m_news; // guarded by m_mutex
    std::atomic<qint64> m_outputBytes = 0;
};

} // namespace regatta::engine
