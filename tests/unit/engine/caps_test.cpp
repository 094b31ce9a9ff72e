#include "core/engine/admission_gate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>

using namespace regatta;
using engine::AdmissionGate;
using engine::Cap;
using model::TaskId;

namespace {

using Numbers = std::vector<std::uint32_t>;

std::vector<model::TargetIndex> oneEach(std::uint32_t count)
{
    std::vector<model::TargetIndex> targets;
    for (std::uint32_t i = 0; i < count; ++i)
        targets.push_back({i});
    return targets;
}

Cap cap(int most, const Numbers &targets)
{
    Cap cap{most, {}};
    for (const std::uint32_t target : targets)
        cap.targets.push_back({target});
    return cap;
}

Numbers numbersAdmitted(AdmissionGate &gate)
{
    Numbers tasks;
    while (const auto admission = gate.admitNext())
        tasks.push_back(admission->task.value);
    return tasks;
}

/// The rules of the gate, spelt out: looks at every task each time.
class PlainGate
{
public:
    PlainGate(std::vector<model::TargetIndex> targets, std::vector<std::uint32_t> waves,
              std::vector<Cap> caps, int parallel, int perTarget)
        : m_targets(std::move(targets))
        , m_waves(std::move(waves))
        , m_caps(std::move(caps))
        , m_parallel(parallel)
        , m_perTarget(perTarget)
    {
        for (std::uint32_t task = 0; task < m_targets.size(); ++task)
            m_waiting.insert({m_waves[task], task});
    }

    std::optional<std::uint32_t> admitNext()
    {
        notice();
        if (m_parallel > 0 && int(m_running.size()) >= m_parallel)
            return std::nullopt;
        for (const auto &waiting : m_waiting) {
            const auto [wave, task] = waiting; // a copy: it outlives its place in the set
            if (wave > openWave || isTargetFull(task) || isHeldUp(task))
                continue;
            if (task != m_first && shareCap(task, *m_first) && ++m_passes >= AdmissionGate::mostPasses)
                m_isFavoured = true;
            m_waiting.erase({wave, task});
            m_running.insert(task);
            notice();
            return task;
        }
        return std::nullopt;
    }

    void release(std::uint32_t task)
    {
        m_running.erase(task);
        notice();
    }
    void withdraw(std::uint32_t task)
    {
        m_waiting.erase({m_waves[task], task});
        notice();
    }
    void readmit(std::uint32_t task)
    {
        m_waiting.insert({m_waves[task], task});
        notice();
    }

    bool isWaiting(std::uint32_t task) const { return m_waiting.contains({m_waves[task], task}); }
    const std::set<std::uint32_t> &running() const { return m_running; }
    bool isDone() const { return m_running.empty() && m_waiting.empty(); }
    void setParallel(int parallel) { m_parallel = parallel; }

    int atWorkIn(const Cap &cap) const
    {
        return int(std::count_if(m_running.begin(), m_running.end(),
                                 [&](std::uint32_t task) { return isIn(task, cap); }));
    }

    std::uint32_t openWave = 0;

private:
    bool isIn(std::uint32_t task, const Cap &cap) const
    {
        return std::find(cap.targets.begin(), cap.targets.end(), m_targets[task]) != cap.targets.end();
    }
    bool isTargetFull(std::uint32_t task) const
    {
        const auto onIt = std::count_if(m_running.begin(), m_running.end(), [&](std::uint32_t other) {
            return m_targets[other] == m_targets[task];
        });
        return m_perTarget > 0 && onIt >= m_perTarget;
    }
    bool shareAllCaps(std::uint32_t one, std::uint32_t other) const
    {
        return std::all_of(m_caps.begin(), m_caps.end(),
                           [&](const Cap &cap) { return isIn(one, cap) == isIn(other, cap); });
    }
    bool shareCap(std::uint32_t one, std::uint32_t other) const
    {
        return std::any_of(m_caps.begin(), m_caps.end(),
                           [&](const Cap &cap) { return isIn(one, cap) && isIn(other, cap); });
    }
    bool isHeldUp(std::uint32_t task) const
    {
        return std::any_of(m_caps.begin(), m_caps.end(), [&](const Cap &cap) {
            const bool isKept = m_isFavoured && !shareAllCaps(task, *m_first) && isIn(*m_first, cap);
            return isIn(task, cap) && atWorkIn(cap) + int(isKept) >= cap.most;
        });
    }
    /// Who is the first of those whose target has room.
    void notice()
    {
        std::optional<std::uint32_t> first;
        for (const auto &[wave, task] : m_waiting) {
            if (!first && !isTargetFull(task))
                first = task;
        }
        if (first == m_first)
            return;
        m_first = first;
        m_passes = 0;
        m_isFavoured = false;
    }

    const std::vector<model::TargetIndex> m_targets;
    const std::vector<std::uint32_t> m_waves;
    const std::vector<Cap> m_caps;
    int m_parallel;
    const int m_perTarget;
    std::set<std::pair<std::uint32_t, std::uint32_t>> m_waiting; // wave and task
    std::set<std::uint32_t> m_running;
    std::optional<std::uint32_t> m_first;
    int m_passes = 0;
    bool m_isFavoured = false;
};

/// A plan at random, and a gate and its plain twin for it.
struct RandomPlan
{
    explicit RandomPlan(std::mt19937 &random)
        : m_random(random)
    {
        const std::uint32_t taskCount = 1 + upTo(80);
        const std::uint32_t targetCount = 1 + upTo(14);
        const std::uint32_t waves = 1 + upTo(2);
        std::vector<std::uint32_t> waveOfTarget;
        for (std::uint32_t i = 0; i < targetCount; ++i)
            waveOfTarget.push_back(upTo(waves - 1));
        for (std::uint32_t i = 0; i < taskCount; ++i) {
            targets.push_back({upTo(targetCount - 1)});
            wavesOfTasks.push_back(waveOfTarget[targets.back().value]);
        }
        for (std::uint32_t i = upTo(4); i > 0; --i) {
            Cap one{int(1 + upTo(2)), {}};
            for (std::uint32_t target = 0; target < targetCount; ++target) {
                if (upTo(1) == 0)
                    one.targets.push_back({target});
            }
            caps.push_back(one);
        }
        parallel = int(upTo(6));
        perTarget = int(upTo(2));
    }

    std::uint32_t upTo(std::uint32_t most)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, most)(m_random);
    }

    std::vector<model::TargetIndex> targets;
    std::vector<std::uint32_t> wavesOfTasks;
    std::vector<Cap> caps;
    int parallel = 0;
    int perTarget = 0;

private:
    std::mt19937 &m_random;
};

} // namespace

TEST(Caps, LimitWhoSharesThemAndNobodyElse)
{
    AdmissionGate gate(oneEach(6), 0, 0);
    gate.setCaps({cap(2, {0, 1, 2, 3})});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{0, 1, 4, 5}));
    gate.release(TaskId{1}, model::Slot{1});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{2}));
}

TEST(Caps, HoldTogether)
{
    // Two racks of three, all behind one jump host.
    AdmissionGate gate(oneEach(6), 0, 0);
    gate.setCaps({cap(2, {0, 1, 2}), cap(2, {3, 4, 5}), cap(3, {0, 1, 2, 3, 4, 5})});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{0, 1, 3}));
    gate.release(TaskId{3}, model::Slot{2});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{4})) << "rack a is full";
    gate.release(TaskId{0}, model::Slot{0});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{2})) << "first come, first served";
}

TEST(Caps, WhoStandsAsideKeepsItsPlace)
{
    AdmissionGate gate(oneEach(3), 1, 0);
    gate.setCaps({cap(1, {0, 1})});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{0}));
    gate.standAside(model::Slot{0});
    EXPECT_EQ(numbersAdmitted(gate), (Numbers{2}));
}

/// Task 0 and 1 fill two caps that task 2 needs both of, and never end together.
TEST(Caps, WhoNeedsTwoOfThemIsNotPassedByForever)
{
    constexpr std::uint32_t count = 1'000;
    Numbers even{2};
    Numbers odd{2};
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i != 2)
            (i % 2 == 0 ? even : odd).push_back(i);
    }
    AdmissionGate gate(oneEach(count), 0, 0);
    gate.setCaps({cap(1, even), cap(1, odd)});
    std::deque<AdmissionGate::Admission> running;
    std::uint32_t admitted = 0;
    for (bool wasAdmitted = false; !wasAdmitted;) {
        while (const auto next = gate.admitNext()) {
            running.push_back(*next);
            ++admitted;
            wasAdmitted = wasAdmitted || next->task == TaskId{2};
        }
        ASSERT_LE(admitted, std::uint32_t(AdmissionGate::mostPasses) + 4);
        gate.release(running.front().task, running.front().slot);
        running.pop_front();
    }
}

/// Thousands of random plans and whatever may happen in them: the gate admits exactly whom the rules say, no
/// limit is ever broken, and all have their turn.
TEST(Caps, AdmitAsTheRulesSayInRandomPlans)
{
    std::mt19937 random(20261128);
    for (int round = 0; round < 3'000; ++round) {
        SCOPED_TRACE(round);
        RandomPlan plan(random);
        AdmissionGate gate(plan.targets, plan.parallel, plan.perTarget, plan.wavesOfTasks);
        gate.setCaps(plan.caps);
        PlainGate rules(plan.targets, plan.wavesOfTasks, plan.caps, plan.parallel, plan.perTarget);
        std::map<std::uint32_t, model::Slot> slotOf;
        std::map<std::uint32_t, int> attempts;
        while (!rules.isDone()) {
            while (const auto expected = rules.admitNext()) {
                const auto admission = gate.admitNext();
                ASSERT_TRUE(admission);
                ASSERT_EQ(admission->task.value, *expected);
                slotOf[*expected] = admission->slot;
                for (const Cap &cap : plan.caps)
                    ASSERT_LE(rules.atWorkIn(cap), cap.most);
            }
            ASSERT_FALSE(gate.admitNext());
            const std::uint32_t chance = plan.upTo(9);
            const auto any = std::uint32_t(plan.upTo(std::uint32_t(plan.targets.size() - 1)));
            if (rules.running().empty()) {
                ++rules.openWave; // all of the open one are done
                ASSERT_LE(rules.openWave, 2U) << "nothing runs although tasks wait";
                gate.openUpTo(rules.openWave);
            } else if (chance == 0 && rules.isWaiting(any)) {
                ASSERT_TRUE(gate.withdraw(TaskId{any}));
                rules.withdraw(any);
            } else if (chance == 1) {
                const int parallel = int(plan.upTo(6));
                gate.setParallel(parallel);
                rules.setParallel(parallel);
            } else {
                const auto ending =
                    std::next(rules.running().begin(), plan.upTo(std::uint32_t(rules.running().size() - 1)));
                const std::uint32_t task = *ending;
                gate.release(TaskId{task}, slotOf[task]);
                rules.release(task);
                if (chance == 2 && ++attempts[task] < 3) {
                    gate.readmit(TaskId{task});
                    rules.readmit(task);
                }
            }
        }
    }
}
