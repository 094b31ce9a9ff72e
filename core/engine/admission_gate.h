#pragma once

#include "core/model/task.h"

#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace regatta::engine {

/// Who may start next, and in which slot. First come, first served, in the order of task ids, except that a
/// task whose target has all the tasks that it may have waits without holding up the tasks of other targets.
/// Pure bookkeeping, O(log n) a call; the controller's thread owns it.
class AdmissionGate
{
public:
    struct Admission
    {
        model::TaskId task;
        model::Slot slot;
    };

    /// `targetOfTask`, by task id. Limits: 0 means none.
    AdmissionGate(const std::vector<model::TargetIndex> &targetOfTask, int parallel, int parallelPerTarget);

    /// The next task, now holding a slot (the lowest free one), or nothing while no slot is free or all
    /// waiting tasks' targets are full.
    std::optional<Admission> admitNext();

    /// The task has ended; its slot, if it had one, is free.
    void release(model::TaskId task, std::optional<model::Slot> slot);

    /// An admitted task waits for a person: its slot is free, its place on its target isn't.
    void standAside(model::Slot slot);

    /// A task that stood aside needs a slot again. To say it twice changes nothing.
    void queueReturn(model::TaskId task);

    /// The next task that comes back, now holding a slot, in the order of queueReturn(). Call it before
    /// admitNext(): who was admitted once goes first.
    std::optional<Admission> returnNext();

    /// Takes a task that has not been admitted out of the queue. False: it isn't waiting.
    bool withdraw(model::TaskId task);

    /// A task that was released waits again, for another attempt.
    void readmit(model::TaskId task);

    /// Only tasks before `end` are admitted: a wave.
    void openUpTo(model::TaskId end) { m_end = end; }

    /// Slots above a lowered limit drain; nobody is thrown out.
    void setParallel(int parallel);

    int running() const { return m_running; }

private:
    struct TargetQueue
    {
        std::set<model::TaskId> waiting;
        int running = 0;
    };

    TargetQueue &queueOf(model::TaskId task) { return m_queues[m_targetOfTask[task.value].value]; }
    bool isFull(const TargetQueue &queue) const;
    void offerHead(const TargetQueue &queue);
    void retractHead(const TargetQueue &queue);
    bool hasRoom() const { return m_parallel == 0 || m_running < m_parallel; }
    model::Slot takeSlot();

    std::vector<model::TargetIndex> m_targetOfTask;
    std::vector<TargetQueue> m_queues;     // by target
    std::set<model::TaskId> m_candidates;  // the first waiting task of each target that isn't full
    std::deque<model::TaskId> m_returning; // stood aside, and wait for a slot
    std::set<model::Slot> m_freeSlots;     // below m_slotCount
    std::uint32_t m_slotCount = 0;         // slots that were ever used
    model::TaskId m_end;                   // tasks from here on wait for their wave
    int m_parallel = 0;
    int m_parallelPerTarget = 0;
    int m_running = 0;
};

} // namespace regatta::engine
