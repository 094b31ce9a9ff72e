#include "core/base/output_budget.h"

#include <gtest/gtest.h>

using regatta::base::OutputBudget;

TEST(OutputBudget, IsExhaustedAtItsLimit)
{
    OutputBudget budget(100);
    budget.take(99);
    EXPECT_FALSE(budget.isExhausted());
    budget.take(1);
    EXPECT_TRUE(budget.isExhausted());
}

TEST(OutputBudget, CallsListenersOnceWhenHalfIsFree)
{
    OutputBudget budget(100);
    budget.take(120);
    int calls = 0;
    budget.callWhenRelieved([&] { ++calls; });
    budget.giveBack(30);
    EXPECT_EQ(calls, 0) << "90 of 100 is not yet relief: a flood would stop and go at every byte";
    budget.giveBack(60);
    EXPECT_EQ(calls, 1);
    budget.take(100);
    budget.giveBack(100);
    EXPECT_EQ(calls, 1);
}

TEST(OutputBudget, CallsAtOnceWhenThereIsRoom)
{
    OutputBudget budget(100);
    int calls = 0;
    budget.callWhenRelieved([&] { ++calls; });
    EXPECT_EQ(calls, 1);
}
