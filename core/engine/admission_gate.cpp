#include "core/engine/admission_gate.h"

#include <algorithm>
#include <map>
#include <utility>

namespace regatta::engine {

namespace {

bool hasCap(const std::vector<size_t> &caps, size_t cap)
{
    return std::find(caps.begin(), caps.end(), cap) != caps.end();
}

} // namespace

AdmissionGate::AdmissionGate(const std::vector<model::TargetIndex> &targetOfTask, int parallel,
                             int parallelPerTarget, std::vector<std::uint32_t> waveOfTask)
    : m_targetOfTask(targetOfTask)
    , m_waveOfTask(waveOfTask.empty() ? std::vector<std::uint32_t>(targetOfTask.size(), 0)
                                      : std::move(waveOfTask))
    , m_parallel(parallel)
    , m_parallelPerTarget(parallelPerTarget)
{
    for (std::uint32_t task = 0; task < targetOfTask.size(); ++task) {
        const size_t target = targetOfTask[task].value;
        if (target >= m_queues.size())
            m_queues.resize(target + 1);
        m_queues[target].waiting.insert(m_queues[target].waiting.end(), model::TaskId{task});
    }
    setCaps({});
}

void AdmissionGate::setCaps(const std::vector<Cap> &caps)
{
    Q_ASSERT(m_running == 0);
    m_heads.clear();
    m_ready.clear();
    m_first.reset();
    m_crowds.clear();
    m_caps.clear();
    std::vector<std::vector<size_t>> capsOfTarget(m_queues.size());
    for (size_t cap = 0; cap < caps.size(); ++cap) {
        m_caps.push_back({.most = caps[cap].most, .running = 0, .waiting = {}});
        for (const model::TargetIndex target : caps[cap].targets) {
            if (target.value < capsOfTarget.size())
                capsOfTarget[target.value].push_back(cap);
        }
    }
    std::map<std::vector<size_t>, size_t> crowds;
    for (size_t target = 0; target < m_queues.size(); ++target) {
        const auto [crowd, isNew] = crowds.emplace(capsOfTarget[target], m_crowds.size());
        if (isNew)
            m_crowds.push_back({.caps = capsOfTarget[target], .heads = {}, .shown = {}, .waitsFor = {}});
        m_queues[target].crowd = crowd->second;
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
    if (queue.waiting.empty() || isFull(queue))
        return;
    const Place head = placeOf(*queue.waiting.begin());
    Crowd &crowd = m_crowds[queue.crowd];
    crowd.heads.insert(head);
    m_heads.insert(head);
    show(crowd);
    firstChanged();
}

void AdmissionGate::retractHead(const TargetQueue &queue)
{
    if (queue.waiting.empty())
        return;
    const Place head = placeOf(*queue.waiting.begin());
    Crowd &crowd = m_crowds[queue.crowd];
    crowd.heads.erase(head);
    m_heads.erase(head);
    show(crowd);
}

/// Call it once heads are in place again. Whoever was favoured has been admitted, or isn't the first any
/// more: what was kept for it is for all.
void AdmissionGate::firstChanged()
{
    const std::optional<Place> first = m_heads.empty() ? std::nullopt : std::optional(*m_heads.begin());
    if (first == m_first)
        return;
    m_first = first;
    m_passes = 0;
    if (const Crowd *former = std::exchange(m_favoured, nullptr))
        passOn(*former);
}

std::set<AdmissionGate::Place> &AdmissionGate::standOf(const Crowd &crowd)
{
    return crowd.waitsFor ? m_caps[*crowd.waitsFor].waiting : m_ready;
}

/// After its heads have changed.
void AdmissionGate::show(Crowd &crowd)
{
    const std::optional<Place> former = crowd.shown;
    if (former)
        standOf(crowd).erase(*former);
    crowd.shown = crowd.heads.empty() ? std::nullopt : std::optional(*crowd.heads.begin());
    if (!crowd.shown)
        crowd.waitsFor.reset();
    else if (crowd.waitsFor && isOpenFor(*crowd.waitsFor, crowd))
        crowd.waitsFor.reset(); // others were called for its room, but may come after it now
    if (crowd.shown)
        standOf(crowd).insert(*crowd.shown);
    const bool isLater = former && (!crowd.shown || *former < *crowd.shown);
    if (isLater)
        passOn(crowd); // others may come before it now
}

void AdmissionGate::moveTo(Crowd &crowd, std::optional<size_t> cap)
{
    standOf(crowd).erase(*crowd.shown);
    crowd.waitsFor = cap;
    standOf(crowd).insert(*crowd.shown);
}

/// Where a cap of the crowd has room, it is the next one's turn to look whether all its caps have.
void AdmissionGate::passOn(const Crowd &crowd)
{
    for (const size_t cap : crowd.caps) {
        const std::set<Place> &waiting = m_caps[cap].waiting;
        if (waiting.empty())
            continue;
        Crowd &next = crowdOf(*waiting.begin());
        if (isOpenFor(cap, next))
            moveTo(next, std::nullopt);
    }
}

bool AdmissionGate::isOpenFor(size_t cap, const Crowd &crowd) const
{
    const bool isKept = m_favoured && m_favoured != &crowd && hasCap(m_favoured->caps, cap);
    const int kept = isKept ? 1 : 0;
    return m_caps[cap].running + kept < m_caps[cap].most;
}

std::optional<size_t> AdmissionGate::whatHoldsUp(const Crowd &crowd) const
{
    const auto full = std::find_if(crowd.caps.begin(), crowd.caps.end(),
                                   [&](size_t cap) { return !isOpenFor(cap, crowd); });
    return full == crowd.caps.end() ? std::nullopt : std::optional(*full);
}

std::optional<AdmissionGate::Admission> AdmissionGate::admitNext()
{
    if (!hasRoom())
        return std::nullopt;
    while (!m_ready.empty()) {
        const Place place = *m_ready.begin();
        if (place.wave > m_openWave)
            return std::nullopt;
        Crowd &crowd = crowdOf(place);
        const std::optional<size_t> cap = whatHoldsUp(crowd);
        if (!cap)
            return admit(place);
        moveTo(crowd, cap);
        passOn(crowd);
    }
    return std::nullopt;
}

AdmissionGate::Admission AdmissionGate::admit(const Place &place)
{
    countPassing(place);
    TargetQueue &queue = queueOf(place.task);
    ++m_running;
    for (const size_t cap : m_crowds[queue.crowd].caps)
        ++m_caps[cap].running;
    retractHead(queue);
    queue.waiting.erase(place.task);
    ++queue.running;
    offerHead(queue);
    firstChanged();
    return {place.task, takeSlot()};
}

void AdmissionGate::countPassing(const Place &place)
{
    const Crowd &first = crowdOf(*m_first);
    const Crowd &admitted = crowdOf(place);
    const bool isPassed = std::any_of(first.caps.begin(), first.caps.end(),
                                      [&](size_t cap) { return hasCap(admitted.caps, cap); });
    if (place != *m_first && isPassed && ++m_passes >= mostPasses)
        m_favoured = &first;
}

void AdmissionGate::release(model::TaskId task, std::optional<model::Slot> slot)
{
    TargetQueue &queue = queueOf(task);
    Crowd &crowd = m_crowds[queue.crowd];
    --queue.running;
    for (const size_t cap : crowd.caps)
        --m_caps[cap].running;
    offerHead(queue);
    passOn(crowd);
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
    firstChanged();
    return true;
}

void AdmissionGate::readmit(model::TaskId task)
{
    TargetQueue &queue = queueOf(task);
    retractHead(queue);
    queue.waiting.insert(task);
    offerHead(queue);
    firstChanged();
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
