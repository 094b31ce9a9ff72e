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

TEST(ProfileCheck, ACopyIsGivenNothingThatOnlyACommandHas)
{
    model::Profile profile = soundProfile();
    model::Step &step = profile.steps[0];
    step.run.clear();
    step.copy = {model::FileCopy::Direction::Pull, QStringLiteral("/var/log/a"), QStringLiteral(" "),
                 QStringLiteral("0999")};
    step.become = QStringLiteral("root");
    step.hasPty = true;
    EXPECT_EQ(described(check(profile)), "empty_value steps[0].to \" \" path\n"
                                         "invalid_value steps[0].mode \"0999\" \"0644\"\n"
                                         "invalid_value steps[0].become become only beside run\n"
                                         "invalid_value steps[0].pty pty only beside run");
}

TEST(ProfileCheck, WhatACommandIsGiven)
{
    model::Profile profile = soundProfile();
    model::Step &step = profile.steps[0];
    step.become = QStringLiteral("-c");
    step.input = QStringLiteral("a");
    step.inputFile = QStringLiteral("b");
    step.variables = {{QStringLiteral("A B"), QStringLiteral("1")},
                      {QStringLiteral("C"), QStringLiteral("{{unknown}}")}};
    EXPECT_EQ(described(check(profile)),
              "invalid_value steps[0].stdin_file \"b\" stdin | stdin_file\n"
              "invalid_value steps[0].become \"-c\" user name\n"
              "invalid_name steps[0].env[\"A B\"] \"A B\" [A-Za-z_][A-Za-z0-9_]*\n"
              "warning unknown_placeholder steps[0].env.C {{unknown}} host | user | port | index | run | "
              "attempt | slot");
}

TEST(ProfileCheck, Caps)
{
    model::Profile profile = soundProfile();
    profile.groups = {{QStringLiteral("db"), {QStringLiteral("db[1-2]")}}};
    profile.caps = {{QStringLiteral("rack"), 1}, {QStringLiteral("@db"), 2}};
    EXPECT_EQ(described(check(profile)), "");
    profile.caps = {{QStringLiteral("@web"), 1}, {QStringLiteral("rack"), 0}};
    EXPECT_EQ(described(check(profile)), "invalid_name caps[\"@web\"] \"@web\" variable | @group | jump\n"
                                         "out_of_range caps.rack 0 integer 1..1000000");
}
