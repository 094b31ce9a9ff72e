#include "tests/bench/window/busy_transport.h"

#include <array>
#include <utility>

namespace regatta::bench {

namespace {

using model::TaskState;

/// As a host would that asks twice and is stopped twice; the end is the tenth change.
constexpr std::array script = {
    TaskState::Connecting,     TaskState::Authenticating, TaskState::Waiting,
    TaskState::Authenticating, TaskState::Waiting,        TaskState::Authenticating,
    TaskState::Running,        TaskState::Stopping,       TaskState::Running,
};
static_assert(script.size() + 1 == stateChangesPerTask);

base::Duration intervalOf(double tasksPerSecond)
{
    if (tasksPerSecond <= 0)
        return {};
    return std::chrono::duration_cast<base::Duration>(std::chrono::duration<double>(1 / tasksPerSecond));
}

} // namespace

BusyTransport::BusyTransport(double tasksPerSecond)
    : m_interval(intervalOf(tasksPerSecond))
    , m_thread([this] { work(); })
{}

BusyTransport::~BusyTransport()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void BusyTransport::start(transport::Execution execution)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(execution));
    }
    m_changed.notify_all();
}

void BusyTransport::work()
{
    base::Instant next = m_clock.now();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ends || !m_waiting.empty(); });
        m_changed.wait_until(lock, next, [this] { return m_ends; });
        if (m_ends)
            return;
        next = std::max(next + m_interval, m_clock.now() - m_interval);
        const transport::Execution execution = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        play(execution);
        lock.lock();
    }
}

void BusyTransport::play(const transport::Execution &execution) const
{
    transport::ExecutionObserver &observer = *execution.observer;
    model::AttemptResult result;
    int printed = 0;
    for (size_t change = 0; change < script.size(); ++change) {
        observer.stateChanged(execution.id, script[change], m_clock.now());
        if (change == 0)
            result.times.started = m_clock.now();
        if (script[change] == TaskState::Running)
            result.times.running = m_clock.now();
        const int wanted = script[change] == TaskState::Running ? printed + linesPerTask / 2 : printed;
        for (; printed < wanted; ++printed) {
            const QByteArray line =
                "line " + QByteArray::number(printed) + " of what a host prints while it works\n";
            observer.output(execution.id, model::OutputStream::Stdout, line, m_clock.now());
        }
    }
    result.outcome = model::Outcome::Succeeded;
    result.exitCode = 0;
    result.times.finished = m_clock.now();
    observer.finished(execution.id, std::move(result));
}

} // namespace regatta::bench
