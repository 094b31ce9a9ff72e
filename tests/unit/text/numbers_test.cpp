#include "ui/text/numbers.h"

#include <gtest/gtest.h>

#include <QLocale>

namespace regatta::text {
namespace {

using namespace std::chrono_literals;

class Numbers : public testing::Test
{
protected:
    Numbers() { QLocale::setDefault(QLocale::c()); }
    ~Numbers() override { QLocale::setDefault(QLocale::system()); }
};

TEST_F(Numbers, DurationsShowHundredthsUpToAMinute)
{
    EXPECT_EQ(duration(0s), QStringLiteral("0.00 s"));
    EXPECT_EQ(duration(3420ms), QStringLiteral("3.42 s"));
    EXPECT_EQ(duration(-1s), QStringLiteral("0.00 s"));
}

TEST_F(Numbers, DurationsAreCutOffSoThatAMinuteIsNotSixtySeconds)
{
    EXPECT_EQ(duration(59'999ms), QStringLiteral("59.99 s"));
    EXPECT_EQ(duration(60s), QStringLiteral("1:00"));
}

TEST_F(Numbers, LongDurationsAreMinutesAndHours)
{
    EXPECT_EQ(duration(65s), QStringLiteral("1:05"));
    EXPECT_EQ(duration(2h + 3min + 4s), QStringLiteral("2:03:04"));
    EXPECT_EQ(minutes(39s), QStringLiteral("0:39"));
}

TEST_F(Numbers, BytesHaveAtMostThreeDigits)
{
    EXPECT_EQ(bytes(0), QStringLiteral("0"));
    EXPECT_EQ(bytes(212), QStringLiteral("212 B"));
    EXPECT_EQ(bytes(999), QStringLiteral("999 B"));
    EXPECT_EQ(bytes(1'000), QStringLiteral("1.0 kB"));
    EXPECT_EQ(bytes(9'960), QStringLiteral("10 kB"));
    EXPECT_EQ(bytes(999'600), QStringLiteral("1.0 MB"));
    EXPECT_EQ(bytes(34'000'000), QStringLiteral("34 MB"));
}

} // namespace
} // namespace regatta::text
