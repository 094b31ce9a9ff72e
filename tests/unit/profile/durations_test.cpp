#include "core/profile/durations.h"

#include "core/profile/profile_check.h"
#include "core/profile/profile_writer.h"
#include "tests/unit/profile/profile_test_support.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::profile;
using namespace std::chrono_literals;

namespace {

std::optional<std::chrono::milliseconds> typed(const char *text, const QLocale &locale = QLocale::c())
{
    return durationFrom(QString::fromUtf8(text), locale);
}

} // namespace

TEST(Durations, AreReadAsPeopleWriteThem)
{
    EXPECT_EQ(typed("30"), 30s);
    EXPECT_EQ(typed(" 30s "), 30s);
    EXPECT_EQ(typed("30 s"), 30s);
    EXPECT_EQ(typed("2.5"), 2500ms);
    EXPECT_EQ(typed("5m"), 5min);
    EXPECT_EQ(typed("5 Min"), 5min);
    EXPECT_EQ(typed("1h"), 1h);
    EXPECT_EQ(typed("1h 30m"), 90min);
    EXPECT_EQ(typed("250ms"), 250ms);
    EXPECT_EQ(typed("0"), 0s);
    EXPECT_EQ(typed("0.0001"), 1ms) << "0 would be no limit";
}

TEST(Durations, HaveTheDecimalsOfTheLocaleOrAPoint)
{
    const QLocale german(QLocale::German);
    EXPECT_EQ(typed("2,5", german), 2500ms);
    EXPECT_EQ(typed("2.5", german), 2500ms);
    EXPECT_FALSE(typed("2,5"));
    EXPECT_FALSE(typed("1,000", QLocale(QLocale::English))) << "one, or a thousand?";
    EXPECT_EQ(durationText(2500ms, german), QStringLiteral("2,5"));
    EXPECT_EQ(durationText(1'234'567s, QLocale(QLocale::English)), QStringLiteral("1234567"));
}

TEST(Durations, WhatIsNoneOfTheseIsNone)
{
    for (const char *bad : {"", " ", "s", "-5", "+5", "1e3", "30 parsecs", "1 30", "1:30", "nan", "inf",
                            "sleep 30", "30s;", "1.2.3", ".", "99999999999999999999"})
        EXPECT_FALSE(typed(bad)) << bad;
}

TEST(Durations, ATimeoutThatMeansNothingIsReportedAndSaved)
{
    model::Profile profile = soundProfile();
    setTimeout(profile.steps[0], QStringLiteral("soon"), QLocale::c());
    EXPECT_EQ(described(check(profile)), "invalid_value steps[0].timeout \"soon\" 30 | 30s | 5m | 1h");
    EXPECT_EQ(timeoutText(profile.steps[0], QLocale::c()), QStringLiteral("soon"));
    EXPECT_TRUE(serialize(profile).contains("\"timeout\": \"soon\"")) << serialize(profile).toStdString();
    setTimeout(profile.steps[0], QStringLiteral("30"), QLocale::c());
    EXPECT_EQ(profile.steps[0].timeout, 30s);
    EXPECT_EQ(described(check(profile)), "");
}
