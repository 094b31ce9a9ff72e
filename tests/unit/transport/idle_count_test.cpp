#include "core/transport/libssh/idle_count.h"

#include <gtest/gtest.h>

#include <vector>

using namespace regatta::transport;
using namespace regatta::transport::libssh;
using namespace std::chrono_literals;

TEST(IdleCount, TellsEachNewCountAndWhenThereAreTooMany)
{
    std::vector<int> told;
    IdleCount count({1min, 2}, [&told](int now) { told.push_back(now); });
    EXPECT_TRUE(count.add());
    EXPECT_TRUE(count.add());
    EXPECT_FALSE(count.areTooMany());
    EXPECT_FALSE(count.add());
    EXPECT_TRUE(count.areTooMany());
    count.remove();
    EXPECT_FALSE(count.areTooMany());
    EXPECT_EQ(told, (std::vector{1, 2, 3, 2}));
}

TEST(IdleCount, LimitsMayChange)
{
    IdleCount count({}, {});
    EXPECT_TRUE(count.add());
    count.setLimits({10s, 0});
    EXPECT_TRUE(count.areTooMany());
    EXPECT_EQ(count.limits(), (IdleLimits{10s, 0}));
    EXPECT_FALSE(count.add());
}
