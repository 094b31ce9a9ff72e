#include "ui/run/filter_bar.h"

#include "ui/run/run_actions.h"

#include <QPushButton>

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

class FilterBarTest : public testing::Test
{
protected:
    FilterBarTest()
    {
        RunCounts counts;
        counts[StatusGroup::Succeeded] = 36;
        counts[StatusGroup::Failed] = 9;
        bar.showCounts(counts);
        bar.show();
    }

    QPushButton &chip(const char *name) { return *bar.findChild<QPushButton *>(QString::fromLatin1(name)); }

    RunActions actions;
    FilterBar bar{actions};
};

TEST_F(FilterBarTest, ChipsSayTheirWordsWhereThereIsRoom)
{
    bar.resize(2000, bar.height());
    EXPECT_EQ(chip("failedChip").text(), QStringLiteral("9 failed"));
    EXPECT_TRUE(chip("unreachableChip").isVisible());
}

TEST_F(FilterBarTest, WhatMayStillRunIsNotAmongTheStopped)
{
    bar.resize(2000, bar.height());
    EXPECT_FALSE(chip("unverifiedChip").isVisible());
    RunCounts counts;
    counts[StatusGroup::Unverified] = 2;
    bar.showCounts(counts);
    EXPECT_EQ(chip("unverifiedChip").text(), QStringLiteral("2 may still run"));
    EXPECT_TRUE(chip("unverifiedChip").isVisible());
    EXPECT_FALSE(chip("stoppedChip").isVisible());
}

TEST_F(FilterBarTest, NarrowChipsKeepTheirNumbersAndAccessibleWords)
{
    bar.resize(bar.minimumSizeHint().width(), bar.height());
    EXPECT_EQ(chip("failedChip").text(), QStringLiteral("9"));
    EXPECT_EQ(chip("failedChip").accessibleName(), QStringLiteral("9 failed"));
    EXPECT_EQ(chip("failedChip").toolTip(), QStringLiteral("9 failed"));
    EXPECT_FALSE(chip("unreachableChip").isVisible());
}

} // namespace
} // namespace regatta::ui
