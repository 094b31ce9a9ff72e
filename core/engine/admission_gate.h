#pragma once

#include "core/model/task.h"

#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace regatta::engine {

/// How many tasks may be at work at once on some targets: those of a rack, of a group, behind a jump host.
struct Cap
{
    int most = 1;
    std::vector<model::TargetIndex> targets;

    bool operator==(const Cap &) const = default;
};

/// Who may start next, and in which slot. First come, first served: wave by wave, in the order of task ids,
/// except that a task whose target or cap has all the tasks that it may have waits without holding up the
/// others. Where caps cross, their places could become free one by one and never together for the first who
/// waits: once it was passed by often enough, a place in each of its caps is kept for it.
///
/// Pure bookkeeping; the controller's thread owns it. O(log n) a call where targets share their caps in few
/// ways, as those of a rack do: it is these crowds that wait at a full cap, not their tasks.
class AdmissionGate
{
public:
    struct Admission
    {
        model::TaskId task;
        model::Slot slot;
    };

    /// So often others may take a place in a cap that the first who waits needs too. Keeping places back too
    /// early would leave them empty where the first would have got them anyway.
    static constexpr int mostPasses = 16;

    /// By task id: its target and its wave (empty: all in the first one). Limits: 0 means none.
    AdmissionGate(const std::vector<model::TargetIndex> &targetOfTask, int parallel, int parallelPerTarget,
                  std::vector<std::uint32_t> waveOfTask = {});

    /// Before anything is admitted.
    void setCaps(const std::vector<Cap> &caps);

    /// The next task, now holding a slot (the lowest free one), or nothing while no slot is free or all
    /// waiting tasks have to wait for others.
    std::optional<Admission> admitNext();

    /// The task has ended; its slot, if it had one, is free.
    void release(model::TaskId task, std::optional<model::Slot> slot);

    /// An admitted task waits for a person: its slot is free, its place on its target and in its caps isn't.
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

    /// Only tasks up to this wave are admitted.
    void openUpTo(std::uint32_t wave) { m_openWave = wave; }

    /// Slots above a lowered limit drain; nobody is thrown out.
    void setParallel(int parallel);

    int running() const { return m_running; }

private:
    /// In the order of admission.
    struct Place
    {
        std::uint32_t wave = 0;
        model::TaskId task;

        auto operator<=>(const Place &) const = default;
    };

    struct TargetQueue
    {
        std::set<model::TaskId> waiting;
        int running = 0;
        size_t crowd = 0;
    };

    /// Targets that share all their caps.
    struct Crowd
    {
        std::vector<size_t> caps;
        std::set<Place> heads;          // the first waiting task of each target that has room
        std::optional<Place> shown;     // the first of them, where it stands: in m_ready, or at a cap
        std::optional<size_t> waitsFor; // the full cap that it stands at
    };

    struct CapState
    {
        int most = 1;
        int running = 0;
        std::set<Place> waiting; // who stands at it
    };

    TargetQueue &queueOf(model::TaskId task) { return m_queues[m_targetOfTask[task.value].value]; }
    Crowd &crowdOf(const Place &place) { return m_crowds[queueOf(place.task).crowd]; }
    Place placeOf(model::TaskId task) const { return {m_waveOfTask[task.value], task}; }
    bool isFull(const TargetQueue &queue) const;
    void offerHead(const TargetQueue &queue);
    void retractHead(const TargetQueue &queue);
    void firstChanged();
    void show(Crowd &crowd);
    std::set<Place> &standOf(const Crowd &crowd);
    void moveTo(Crowd &crowd, std::optional<size_t> cap);
    void passOn(const Crowd &crowd);
    bool isOpenFor(size_t cap, const Crowd &crowd) const;
    std::optional<size_t> whatHoldsUp(const Crowd &crowd) const;
    Admission admit(const Place &place);
    void countPassing(const Place &place);
    bool hasRoom() const { return m_parallel == 0 || m_running < m_parallel; }
    model::Slot takeSlot();

    const std::vector<model::TargetIndex> m_targetOfTask;
    const std::vector<std::uint32_t> m_waveOfTask;
    std::vector<TargetQueue> m_queues; // by target
    std::vector<Crowd> m_crowds;
    std::vector<CapState> m_caps;
    std::set<Place> m_heads;               // of all crowds
    std::set<Place> m_ready;               // of crowds that stand at no cap, the first ones
    std::optional<Place> m_first;          // of m_heads
    const Crowd *m_favoured = nullptr;     // the crowd of the first, once it was passed by often enough
    int m_passes = 0;                      // of the first, in one of its caps
    std::deque<model::TaskId> m_returning; // stood aside, and wait for a slot
    std::set<model::Slot> m_freeSlots;     // below m_slotCount
    std::uint32_t m_slotCount = 0;         // slots that were ever used
    std::uint32_t m_openWave = 0;
    int m_parallel = 0;
    int m_parallelPerTarget = 0;
    int m_running = 0;
};

} // namespace regatta::engine
