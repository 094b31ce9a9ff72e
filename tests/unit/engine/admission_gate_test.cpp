#include "core/engine/admission_gate.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

#include <map>

using namespace regatta;
using engine::AdmissionGate;
using model::TaskId;

namespace {

/// Tasks 0..n-1 on the targets given.
std::vector<model::TargetIndex> onTargets(std::initializer_list<std::uint32_t> targets)
{
    std::vector<model::TargetIndex> result;
    for (const std::uint32_t target : targets)
        result.push_back({target});
    return result;
}

std::vector<AdmissionGate::Admission> admitAll(AdmissionGate &gate)
{
    std::vector<AdmissionGate::Admission> admitted;
    while (const auto admission = gate.admitNext())
        admitted.push_back(*admission);
    return admitted;
}

std::vector<std::uint32_t> tasksOf(const std::vector<AdmissionGate::Admission> &admissions)
{
    std::vector<std::uint32_t> tasks;
    for (const auto &admission : admissions)
        tasks.push_back(admission.task.value);
    return tasks;
}

using Tasks = std::vector<std::uint32_t>;

} // namespace

TEST(AdmissionGate, AdmitsExactlyTheLimitInOrder)
{
    AdmissionGate gate(onTargets({0, 1, 2, 3}), 2, 0);
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{0, 1}));
    EXPECT_EQ(gate.running(), 2);
}

TEST(AdmissionGate, ZeroMeansAllAtOnce)
{
    AdmissionGate gate(onTargets({0, 0, 1, 1}), 0, 0);
    EXPECT_EQ(admitAll(gate).size(), 4u);
}

TEST(AdmissionGate, AFreedSlotIsTheNextTasksSlot)
{
    AdmissionGate gate(onTargets({0, 1, 2}), 2, 0);
    const auto first = admitAll(gate);
    gate.release(first[0].task, first[0].slot);
    const auto next = gate.admitNext();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->task, TaskId{2});
    EXPECT_EQ(next->slot, first[0].slot);
}

TEST(AdmissionGate, AFullTargetDoesNotHoldUpOthers)
{
    AdmissionGate gate(onTargets({0, 0, 0, 1}), 3, 1);
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{0, 3}));
    gate.release(TaskId{0}, model::Slot{0});
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{1}));
}

TEST(AdmissionGate, AWaitingTaskCanBeWithdrawnOnce)
{
    AdmissionGate gate(onTargets({0, 0}), 1, 0);
    EXPECT_TRUE(gate.withdraw(TaskId{0}));
    EXPECT_FALSE(gate.withdraw(TaskId{0}));
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{1}));
    EXPECT_FALSE(gate.withdraw(TaskId{1})) << "it has been admitted";
}

TEST(AdmissionGate, LoweringTheLimitLetsRunningTasksFinish)
{
    AdmissionGate gate(onTargets({0, 1, 2, 3}), 3, 0);
    const auto first = admitAll(gate);
    gate.setParallel(1);
    gate.release(first[0].task, first[0].slot);
    gate.release(first[1].task, first[1].slot);
    EXPECT_FALSE(gate.admitNext());
    gate.release(first[2].task, first[2].slot);
    EXPECT_EQ(gate.admitNext()->slot, model::Slot{0});
}

TEST(AdmissionGate, KeepsItsRulesInRandomPlans)
{
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        const int taskCount = random.bounded(1, 60);
        const int targetCount = random.bounded(1, 8);
        const int parallel = random.bounded(0, 6);
        const int perTarget = random.bounded(0, 3);
        std::vector<model::TargetIndex> targets;
        for (int i = 0; i < taskCount; ++i)
            targets.push_back({random.bounded(quint32(targetCount))});

        AdmissionGate gate(targets, parallel, perTarget);
        std::vector<AdmissionGate::Admission> running;
        std::map<std::uint32_t, int> runningOn;
        std::map<std::uint32_t, TaskId> lastOn;
        int ended = 0;
        while (ended < taskCount) {
            while (const auto admission = gate.admitNext()) {
                const std::uint32_t target = targets[admission->task.value].value;
                ASSERT_TRUE(!lastOn.contains(target) || lastOn[target] < admission->task);
                lastOn[target] = admission->task;
                for (const auto &other : running)
                    ASSERT_NE(other.slot, admission->slot);
                running.push_back(*admission);
                ++runningOn[target];
                ASSERT_TRUE(perTarget == 0 || runningOn[target] <= perTarget);
                ASSERT_TRUE(parallel == 0 || int(running.size()) <= parallel);
            }
            ASSERT_FALSE(running.empty()) << "nothing runs although tasks wait";
            const int pick = random.bounded(int(running.size()));
            const auto admission = running[size_t(pick)];
            running.erase(running.begin() + pick);
            --runningOn[targets[admission.task.value].value];
            gate.release(admission.task, admission.slot);
            ++ended;
        }
        ASSERT_FALSE(gate.admitNext());
    }
}

TEST(AdmissionGate, WhoStandsAsideLeavesItsSlotAndKeepsItsPlaceOnTheTarget)
{
    AdmissionGate gate(onTargets({0, 0, 1, 2}), 1, 1);
    const auto first = admitAll(gate);
    ASSERT_EQ(tasksOf(first), (Tasks{0}));
    gate.standAside(first[0].slot);
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{2})) << "task 1 is on the same target";
}

TEST(AdmissionGate, WhoComesBackGoesBeforeWhoIsNew)
{
    AdmissionGate gate(onTargets({0, 1, 2}), 1, 0);
    const auto first = gate.admitNext();
    gate.standAside(first->slot);
    const auto second = gate.admitNext();
    gate.queueReturn(first->task);
    EXPECT_FALSE(gate.returnNext()) << "there is no slot yet";
    gate.release(second->task, second->slot);
    const auto returned = gate.returnNext();
    ASSERT_TRUE(returned);
    EXPECT_EQ(returned->task, first->task);
    EXPECT_FALSE(gate.admitNext());
    EXPECT_EQ(gate.running(), 1);
}

TEST(AdmissionGate, WhoAsksTwiceComesBackOnce)
{
    AdmissionGate gate(onTargets({0, 1}), 1, 0);
    const auto first = gate.admitNext();
    gate.standAside(first->slot);
    gate.queueReturn(first->task);
    gate.queueReturn(first->task);
    ASSERT_TRUE(gate.returnNext());
    gate.release(first->task, first->slot);
    EXPECT_FALSE(gate.returnNext());
    EXPECT_EQ(gate.running(), 0);
}

TEST(AdmissionGate, WhoEndsWhileItWaitsToComeBackNeverDoes)
{
    AdmissionGate gate(onTargets({0, 0}), 1, 1);
    const auto first = gate.admitNext();
    gate.standAside(first->slot);
    gate.queueReturn(first->task);
    gate.release(first->task, std::nullopt);
    EXPECT_FALSE(gate.returnNext());
    EXPECT_EQ(tasksOf(admitAll(gate)), (Tasks{1}));
    EXPECT_EQ(gate.running(), 1);
}
