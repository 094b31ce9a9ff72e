#include "core/engine/admission_gate.h"

#include <algorithm>

namespace regatta::engine {

AdmissionGate::AdmissionGate(const std::vector<model::TargetIndex> &targetOfTask, int parallel,
                             int parallelPerTarget)
    : m_targetOfTask(targetOfTask)
    , m_end{std::uint32_t(targetOfTask.size())}
    , m_parallel(parallel)
    , m_parallelPerTarget(parallelPerTarget)
{
    for (std::uint32_t task = 0; task < targetOfTask.size(); ++task) {
        const size_t target = targetOfTask[task].value;
        if (target >= m_queues.size())
            m_queues.resize(target + 1);
        m_queues[target].waiting.insert(m_queues[target].waiting.end(), model::TaskId{task});
    }
    for (const TargetQueue &queue : m_queues)
        offerHead(queue);
}

bool AdmissionGate::isFull(const TargetQueue &queue) const
{
    return m_parallelPerTarget > 0 && queue.running >= m_parallelPerTarget;
}

void AdmissionGate::offerHead(const TargetQueue &queue)
{
    if (!queue.waiting.empty() && !isFull(queue))
        m_candidates.insert(*queue.waiting.begin());
}

void AdmissionGate::retractHead(const TargetQueue &queue)
{
    if (!queue.waiting.empty())
        m_candidates.erase(*queue.waiting.begin());
}

std::optional<AdmissionGate::Admission> AdmissionGate::admitNext()
{
    if (m_candidates.empty() || !hasRoom())
        return std::nullopt;

    const model::TaskId task = *m_candidates.begin();
    if (task >= m_end)
        return std::nullopt;
    TargetQueue &queue = queueOf(task);
    retractHead(queue);
    queue.waiting.erase(task);
    ++queue.running;
    ++m_running;
    offerHead(queue);
    return Admission{task, takeSlot()};
}

void AdmissionGate::release(model::TaskId task, std::optional<model::Slot> slot)
{
    TargetQueue &queue = queueOf(task);
    --queue.running;
    offerHead(queue);
    if (slot)
        standAside(*slot);
    else
        std::erase(m_returning, task);
}

void AdmissionGate::standAside(model::Slot slot)
{
    --m_running;
    m_freeSlots.insert(slot);
}

void AdmissionGate::queueReturn(model::TaskId task)
{
    if (std::find(m_returning.begin(), m_returning.end(), task) == m_returning.end())
        m_returning.push_back(task);
}

std::optional<AdmissionGate::Admission> AdmissionGate::returnNext()
{
    if (m_returning.empty() || !hasRoom())
        return std::nullopt;
    const model::TaskId task = m_returning.front();
    m_returning.pop_front();
    ++m_running;
    return Admission{task, takeSlot()};
}

bool AdmissionGate::withdraw(model::TaskId task)
{
    TargetQueue &queue = queueOf(task);
    if (!queue.waiting.contains(task))
        return false;
    retractHead(queue);
    queue.waiting.erase(task);
    offerHead(queue);
    return true;
}

void AdmissionGate::readmit(model::TaskId task)
{
    TargetQueue &queue = queueOf(task);
    retractHead(queue);
    queue.waiting.insert(task);
    offerHead(queue);
}

void AdmissionGate::setParallel(int parallel)
{
    m_parallel = parallel;
}

model::Slot AdmissionGate::takeSlot()
{
    if (m_freeSlots.empty())
        return model::Slot{m_slotCount++};
    const model::Slot slot = *m_freeSlots.begin();
    m_freeSlots.erase(m_freeSlots.begin());
    return slot;
}

} // namespace regatta::engine
