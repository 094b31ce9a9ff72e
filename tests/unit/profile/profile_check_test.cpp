#include "core/profile/profile_check.h"

#include "tests/unit/profile/profile_test_support.h"

#include <gtest/gtest.h>

#include <limits>

using namespace regatta;
using namespace regatta::profile;
using namespace std::chrono_literals;

TEST(ProfileCheck, ASoundProfileHasNoProblems)
{
    EXPECT_EQ(described(check(soundProfile())), "");
}

TEST(ProfileCheck, AnEmptyProfileLacksTargetsAndSteps)
{
    EXPECT_EQ(described(check(model::Profile())),
              "empty_value targets [] node set\nempty_value steps [] step");
}

TEST(ProfileCheck, NumbersThatOnlyAnEditorCanSet)
{
    model::Profile profile = soundProfile();
    profile.parallel = -1;
    profile.timeouts.step = -1ms;
    profile.retry.backoff = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(described(check(profile)), "out_of_range parallel -1 integer 0..1000000\n"
                                         "out_of_range retry.backoff nan number 1..1000\n"
                                         "out_of_range timeouts.step -0.001 number (seconds) 0..2147483");
}

TEST(ProfileCheck, AxesOfOneNameAreDuplicates)
{
    model::Profile profile = soundProfile();
    profile.matrix = {{QStringLiteral("a"), {QStringLiteral("1")}},
                      {QStringLiteral("a"), {QStringLiteral("2")}}};
    EXPECT_EQ(described(check(profile)), "duplicate_key matrix.a \"a\" another name");
}

TEST(ProfileCheck, ACommandHoldsNoNul)
{
    model::Profile profile = soundProfile();
    profile.steps[0].run = QStringLiteral("a") + QChar(u'\0');
    EXPECT_EQ(described(check(profile)), "invalid_value steps[0].run \\u0000 command");
}

TEST(ProfileCheck, Amounts)
{
    for (const char *good : {"1", "5", "2147483647", "1%", "10%", "100%"})
        EXPECT_TRUE(isAmount(QString::fromLatin1(good))) << good;
    for (const char *bad :
         {"", "0", "05", "-1", "+1", "1.5", "0%", "101%", "%", "5 %", " 5", "2147483648", "x"})
        EXPECT_FALSE(isAmount(QString::fromLatin1(bad))) << bad;
}
