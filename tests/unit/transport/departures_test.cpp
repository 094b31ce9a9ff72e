#include "core/transport/process/departures.h"

#include <gtest/gtest.h>

using namespace regatta;
using namespace std::chrono_literals;
using transport::ExecutionId;
using transport::process::Departures;

namespace {

constexpr base::Instant noon = base::Instant() + 12h;

Departures crowdAt(base::Instant time)
{
    Departures departures;
    for (std::uint64_t id = 1; id <= Departures::most; ++id)
        departures.left(ExecutionId{id}, time);
    return departures;
}

} // namespace

TEST(Departures, TheNextOneWaitsWhileManyAreUnderWay)
{
    Departures departures = crowdAt(noon);
    EXPECT_EQ(departures.untilNext(noon + 500ms), 1'500ms);
    departures.arrived(ExecutionId{7});
    EXPECT_EQ(departures.untilNext(noon + 500ms), 0ms);
    departures.left(ExecutionId{100}, noon + 500ms);
    EXPECT_EQ(departures.untilNext(noon + 500ms), 1'500ms);
}

TEST(Departures, WhoIsUnderWayForLongIsInNobodysWay)
{
    Departures departures = crowdAt(noon);
    EXPECT_EQ(departures.untilNext(noon + Departures::moment), 0ms);
    departures.arrived(ExecutionId{1}); // late
    EXPECT_EQ(departures.untilNext(noon + Departures::moment), 0ms);
}
