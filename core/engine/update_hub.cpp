#include "core/engine/update_hub.h"

#include <algorithm>
#include <utility>

namespace regatta::engine {

namespace {

template <typename T>
void keepIfSet(std::optional<T> &kept, const std::optional<T> &value)
{
    if (value)
        kept = value;
}

} // namespace

UpdateHub::UpdateHub(std::function<void()> wake)
    : m_wake(std::move(wake))
{}

std::vector<TaskUpdate> UpdateHub::take()
{
    std::vector<TaskUpdate> batch;
    const std::lock_guard lock(m_mutex);
    batch.swap(m_pending);
    for (const TaskUpdate &update : batch)
        m_placeOf[update.task.value] = nothingNew;
    return batch;
}

void UpdateHub::runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant)
{
    const std::lock_guard lock(m_mutex);
    m_placeOf.assign(manifest->taskCount(), nothingNew);
    m_tails.assign(manifest->taskCount(), {});
    m_attempts.assign(manifest->taskCount(), 1);
    m_stoodAside.assign(manifest->taskCount(), false);
}

void UpdateHub::taskEvent(const model::TaskEvent &event)
{
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_pending.empty();
        std::visit([this](const auto &alternative) { merge(alternative); }, event);
    }
    if (wasEmpty)
        m_wake();
}

void UpdateHub::paceChanged(const model::HandshakePace &pace, base::Instant)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_pace && m_pace->change > pace.change)
            return;
        m_pace = pace;
    }
    m_wake();
}

std::optional<model::HandshakePace> UpdateHub::pace() const
{
    const std::lock_guard lock(m_mutex);
    return m_pace;
}

void UpdateHub::runFinished(const model::RunSummary &, base::Instant) {}

TaskUpdate &UpdateHub::pending(model::TaskId task)
{
    std::uint32_t &place = m_placeOf[task.value];
    if (place == nothingNew) {
        place = std::uint32_t(m_pending.size());
        m_pending.push_back({.task = task});
    }
    return m_pending[place];
}

void UpdateHub::merge(const model::TaskRouted &event)
{
    pending(event.task).route = event;
}

void UpdateHub::merge(const model::TaskStateChanged &event)
{
    TaskUpdate &update = pending(event.task);
    const bool isNewAttempt = !update.stateIsNews || update.attempt != event.attempt;
    if (isNewAttempt)
        update.times = {};
    if (event.attempt != m_attempts[event.task.value]) {
        // What an attempt before this one complained about explains nothing any more.
        m_attempts[event.task.value] = event.attempt;
        m_stoodAside[event.task.value] = false;
        m_tails[event.task.value] = {};
        update.lastErrorLine.reset();
    }
    update.stateIsNews = true;
    update.state = event.state;
    update.slot = event.slot;
    update.attempt = event.attempt;
    update.step = event.step;
    switch (event.state) {
    case model::TaskState::Connecting:
        update.times.started = event.time;
        break;
    case model::TaskState::Authenticating:
        update.times.authenticating = event.time;
        break;
    case model::TaskState::Running:
        if (event.step == 0)
            update.times.running = event.time;
        if (m_stoodAside[event.task.value])
            update.times.resumed = event.time;
        m_stoodAside[event.task.value] = false;
        break;
    case model::TaskState::Waiting:
        m_stoodAside[event.task.value] = true;
        break;
    case model::TaskState::Queued:
    case model::TaskState::Stopping:
    case model::TaskState::Finished:
        break;
    }
}

void UpdateHub::merge(const model::TaskOutput &event)
{
    TaskUpdate &update = pending(event.task);
    const bool isError = event.stream == model::OutputStream::Stderr;
    Tails &tails = m_tails[event.task.value];
    OutputTail &tail = isError ? tails.error : tails.out;
    update.bytes += event.bytes.size();
    tail.append(event.bytes);
    update.lastLine = tail.lastLine();
    update.lastLineStream = event.stream;
    if (isError && !update.lastLine->isEmpty())
        update.lastErrorLine = update.lastLine;
}

void UpdateHub::merge(const model::TaskProgress &event)
{
    pending(event.task).progress = event;
}

void UpdateHub::merge(const model::TaskFinished &event)
{
    TaskUpdate &update = pending(event.task);
    update.stateIsNews = true;
    update.state = model::TaskState::Finished;
    update.slot = event.slot;
    update.attempt = std::max(1, event.attempts);
    update.step = event.step;
    const model::AttemptTimes &times = event.result.times;
    keepIfSet(update.times.started, times.started);
    keepIfSet(update.times.authenticating, times.authenticating);
    keepIfSet(update.times.running, times.running);
    keepIfSet(update.times.resumed, times.resumed);
    update.times.finished = event.time;
    update.finished = event;
    m_tails[event.task.value] = {};
}

} // namespace regatta::engine
