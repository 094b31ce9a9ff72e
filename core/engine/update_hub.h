#pragma once

#include "core/engine/output_tail.h"
#include "core/engine/run_listener.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace regatta::engine {

/// Everything that happened to a task since the last batch, merged: the latest state wins, bytes add up, the
/// end is never lost. Times of phases that passed in between are kept, for the timeline.
struct TaskUpdate
{
    model::TaskId task;
    model::TaskState state = model::TaskState::Queued;
    std::optional<model::Slot> slot;
    int attempt = 1;
    int step = 0;
    model::AttemptTimes times; ///< of the attempt that is (or was last) at work; unset where not news
    qint64 bytes = 0;          ///< new since the last batch
    std::optional<QByteArray>
        lastLine; ///< the newest line with something in it, if it is news; at most 512 bytes
    model::OutputStream lastLineStream = model::OutputStream::Stdout;
    std::optional<QByteArray> lastErrorLine; ///< the same of standard error alone, of the latest attempt
    std::optional<model::TaskFinished> finished;
    std::optional<model::TaskRouted> route;      ///< if it is news
    std::optional<model::TaskProgress> progress; ///< the newest, if it is news
    bool stateIsNews = false; ///< false: only bytes came; state, slot, attempt and step mean nothing
};

/// Where the threads that do the work and the one that shows it meet: events go in from any thread, batches
/// come out on one. Bounded by the number of tasks, however fast the events come.
class UpdateHub final : public RunListener
{
public:
    /// `wake` is called, from whatever thread, when there is something to take after there was nothing, and
    /// with each new pace.
    explicit UpdateHub(std::function<void()> wake);

    /// What is new, in the order in which tasks first had news. Empties the hub.
    std::vector<TaskUpdate> take();
    /// The latest of the run; unset as long as no server has hung up.
    std::optional<model::HandshakePace> pace() const;

    void runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time) override;
    void taskEvent(const model::TaskEvent &event) override;
    void paceChanged(const model::HandshakePace &pace, base::Instant time) override;
    void runFinished(const model::RunSummary &summary, base::Instant time) override;

private:
    static constexpr std::uint32_t nothingNew = ~std::uint32_t{0};

    /// The ends of a task's streams, to find the last lines in.
    struct Tails
    {
        OutputTail out;
        OutputTail error;
    };

    void merge(const model::TaskRouted &event);
    void merge(const model::TaskStateChanged &event);
    void merge(const model::TaskOutput &event);
    void merge(const model::TaskProgress &event);
    void merge(const model::TaskFinished &event);
    TaskUpdate &pending(model::TaskId task);

    const std::function<void()> m_wake;
    mutable std::mutex m_mutex; // guards all below
    std::optional<model::HandshakePace> m_pace;
    std::vector<TaskUpdate> m_pending;
    std::vector<std::uint32_t> m_placeOf; // by task: index into m_pending, or nothingNew
    std::vector<Tails> m_tails;           // by task
    std::vector<int> m_attempts;          // by task: the one that is at work
    std::vector<bool> m_stoodAside;       // by task: since it last ran
};

} // namespace regatta::engine
