#include "ui/timeline/time_axis.h"

#include <QStringList>

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using regatta::ui::TimeAxis;

namespace {

QString labelsOf(const TimeAxis &axis)
{
    QStringList labels;
    for (const TimeAxis::Mark &mark : axis.marks())
        labels << mark.label;
    return labels.join(u'|');
}

} // namespace

TEST(TimeAxis, MarksRoundTimesAndEndsAtOne)
{
    EXPECT_EQ(labelsOf({16s, 0, 100}), QStringLiteral("0 s|4 s|8 s|12 s|16 s"));
    EXPECT_EQ(labelsOf({17s, 0, 100}), QStringLiteral("0 s|4 s|8 s|12 s|16 s|20 s"));
    EXPECT_EQ(TimeAxis(17s, 0, 100).end(), 20s);
}

TEST(TimeAxis, PlacesTimesBetweenItsEnds)
{
    const TimeAxis axis(20s, 50, 200);
    EXPECT_DOUBLE_EQ(axis.x(0s), 50);
    EXPECT_DOUBLE_EQ(axis.x(10s), 150);
    EXPECT_DOUBLE_EQ(axis.x(20s), 250);
    EXPECT_EQ(axis.timeAt(150), 10s);
}

TEST(TimeAxis, StandsAnyLength)
{
    for (const auto length : {0ns, 1ns, 999'999'999ns, 3'600'000'000'000ns, 30 * 86'400'000'000'000ns}) {
        const auto marks = TimeAxis(length, 0, 0).marks();
        EXPECT_GE(marks.size(), 2u);
        EXPECT_LE(marks.size(), 8u);
        EXPECT_GE(marks.back().time, length);
    }
}
