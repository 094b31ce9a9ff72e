#include "tests/support/recording_observer.h"

#include <algorithm>
#include <utility>

namespace regatta::tests {

QList<model::TaskState> RecordingObserver::Record::stateNames() const
{
    QList<model::TaskState> names;
    for (const StateChange &change : states)
        names << change.state;
    return names;
}

bool RecordingObserver::Record::reached(model::TaskState state) const
{
    return std::any_of(states.begin(), states.end(),
                       [state](const StateChange &change) { return change.state == state; });
}

RecordingObserver::RecordingObserver(std::shared_ptr<base::OutputBudget> budget)
    : m_budget(std::move(budget))
{}

RecordingObserver::Record &RecordingObserver::touch(transport::ExecutionId id)
{
    Record &record = m_records[id];
    if (!record.results.isEmpty())
        ++record.callsAfterFinish;
    return record;
}

void RecordingObserver::stateChanged(transport::ExecutionId id, model::TaskState state, base::Instant time)
{
    const std::lock_guard lock(m_mutex);
    touch(id).states << StateChange{state, time};
    m_changed.notify_all();
}

void RecordingObserver::wantsToGoOn(transport::ExecutionId id)
{
    const std::lock_guard lock(m_mutex);
    ++touch(id).wishesToGoOn;
    m_changed.notify_all();
}

void RecordingObserver::paceChanged(transport::ExecutionId id, const model::HandshakePace &pace,
                                    base::Instant)
{
    const std::lock_guard lock(m_mutex);
    touch(id);
    m_paces << pace;
}

void RecordingObserver::output(transport::ExecutionId id, model::OutputStream stream, QByteArray bytes,
                               base::Instant time)
{
    if (m_budget)
        m_budget->take(bytes.size());
    const std::lock_guard lock(m_mutex);
    Record &record = touch(id);
    if (bytes.isEmpty())
        ++record.emptyOutputs;
    record.lastOutput = time;
    (stream == model::OutputStream::Stdout ? record.standardOutput : record.standardError) += bytes;
    m_changed.notify_all();
}

void RecordingObserver::progressed(transport::ExecutionId id, const transport::CopyProgress &progress,
                                   base::Instant)
{
    const std::lock_guard lock(m_mutex);
    touch(id).progress << progress;
    m_changed.notify_all();
}

void RecordingObserver::finished(transport::ExecutionId id, model::AttemptResult result)
{
    const std::lock_guard lock(m_mutex);
    touch(id).results << std::move(result);
    ++m_finished;
    m_changed.notify_all();
}

bool RecordingObserver::waitFor(std::chrono::milliseconds timeout, const std::function<bool()> &condition)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, condition);
}

bool RecordingObserver::waitForFinished(qsizetype count, std::chrono::milliseconds timeout)
{
    return waitFor(timeout, [&] { return m_finished >= count; });
}

bool RecordingObserver::waitForState(transport::ExecutionId id, model::TaskState state,
                                     std::chrono::milliseconds timeout)
{
    return waitFor(timeout, [&] { return m_records.value(id).reached(state); });
}

bool RecordingObserver::waitForWishToGoOn(transport::ExecutionId id, std::chrono::milliseconds timeout)
{
    return waitFor(timeout, [&] { return m_records.value(id).wishesToGoOn > 0; });
}

bool RecordingObserver::waitForOutput(transport::ExecutionId id, const QByteArray &bytes,
                                      std::chrono::milliseconds timeout)
{
    return waitFor(timeout, [&] { return m_records.value(id).standardOutput.contains(bytes); });
}

bool RecordingObserver::waitForProgress(transport::ExecutionId id, qint64 bytes,
                                        std::chrono::milliseconds timeout)
{
    return waitFor(timeout, [&] {
        const QList<transport::CopyProgress> progress = m_records.value(id).progress;
        return !progress.isEmpty() && progress.last().done >= bytes;
    });
}

RecordingObserver::Record RecordingObserver::record(transport::ExecutionId id) const
{
    const std::lock_guard lock(m_mutex);
    return m_records.value(id);
}

QList<model::HandshakePace> RecordingObserver::paces() const
{
    const std::lock_guard lock(m_mutex);
    return m_paces;
}

qsizetype RecordingObserver::finishedCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished;
}

} // namespace regatta::tests
