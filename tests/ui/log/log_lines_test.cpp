#include "ui/log/log_lines.h"

#include <gtest/gtest.h>

using namespace regatta;
using model::TaskId;
using spool::IndexEntry;
using spool::SpoolIndex;
using ui::LogLines;

namespace {

IndexEntry recordOf(std::uint32_t task, quint32 lines)
{
    IndexEntry entry;
    entry.head.task = TaskId{task};
    entry.head.lines = lines;
    return entry;
}

} // namespace

TEST(LogLines, MergesAllTasksInTheOrderOfArrival)
{
    SpoolIndex index;
    index.append({recordOf(0, 2), recordOf(1, 1), recordOf(0, 3)});
    LogLines lines;
    EXPECT_TRUE(lines.follow(index));
    ASSERT_EQ(lines.count(), 6);
    EXPECT_EQ(lines.placeOf(1).record, 0u);
    EXPECT_EQ(lines.placeOf(1).line, 1);
    EXPECT_EQ(lines.placeOf(2).record, 1u);
    EXPECT_EQ(lines.placeOf(5).record, 2u);
    EXPECT_EQ(lines.placeOf(5).line, 2);
}

TEST(LogLines, ShowsOnlyTheChosenTasks)
{
    SpoolIndex index;
    index.append({recordOf(0, 2), recordOf(1, 1), recordOf(0, 3)});
    LogLines lines;
    lines.showTasks({TaskId{1}});
    lines.follow(index);
    ASSERT_EQ(lines.count(), 1);
    EXPECT_EQ(lines.placeOf(0).record, 1u);
}

TEST(LogLines, GrowsWithTheIndexAndStartsAnew)
{
    SpoolIndex index;
    LogLines lines;
    EXPECT_FALSE(lines.follow(index));
    index.append({recordOf(3, 5)});
    EXPECT_TRUE(lines.follow(index));
    EXPECT_FALSE(lines.follow(index)) << "nothing new";
    lines.showTasks({TaskId{4}});
    lines.follow(index);
    EXPECT_EQ(lines.count(), 0);
    lines.showTasks({});
    lines.follow(index);
    EXPECT_EQ(lines.count(), 5);
}
