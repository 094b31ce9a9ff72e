#include "core/transport/libssh/place_gate.h"

#include <gtest/gtest.h>

using namespace regatta::transport::libssh;

namespace {

using Places = std::vector<PlaceGate::Place>;

std::function<void(PlaceGate::Place)> into(Places &places)
{
    return [&places](PlaceGate::Place place) { places.push_back(std::move(place)); };
}

} // namespace

TEST(PlaceGate, GivesUpToTheLimitAtOnce)
{
    PlaceGate gate(2);
    Places places;
    EXPECT_TRUE(gate.ask(into(places)));
    EXPECT_TRUE(gate.ask(into(places)));
    EXPECT_FALSE(gate.ask(into(places)));
    EXPECT_EQ(places.size(), 2);
    EXPECT_EQ(gate.waiting(), 1);
}

TEST(PlaceGate, ServesFirstComeFirstServed)
{
    PlaceGate gate(1);
    Places first;
    std::vector<int> order;
    Places others;
    gate.ask(into(first));
    for (int i = 0; i < 3; ++i) {
        gate.ask([&, i](PlaceGate::Place place) {
            order.push_back(i);
            others.push_back(std::move(place));
        });
    }
    first.clear();
    EXPECT_EQ(order, std::vector{0});
    others.erase(others.begin());
    EXPECT_EQ(order, (std::vector{0, 1}));
    EXPECT_EQ(gate.used(), 1);
}

TEST(PlaceGate, GoesOnWhenAPlaceIsNotWanted)
{
    PlaceGate gate(1);
    Places first;
    int calls = 0;
    gate.ask(into(first));
    for (int i = 0; i < 1000; ++i)
        gate.ask([&](const PlaceGate::Place &) { ++calls; });
    first.clear();
    EXPECT_EQ(calls, 1000);
    EXPECT_EQ(gate.used(), 0);
}

TEST(PlaceGate, ShrinksByAPlaceThatDoesNotExist)
{
    PlaceGate gate(10);
    Places places;
    for (int i = 0; i < 4; ++i)
        gate.ask(into(places));
    EXPECT_TRUE(places.back()->declareMissing());
    places.pop_back();
    EXPECT_EQ(gate.limit(), 3);
    Places later;
    EXPECT_FALSE(gate.ask(into(later)));
    places.pop_back();
    EXPECT_EQ(later.size(), 1);
}

TEST(PlaceGate, SaysWhenWaitingWouldBeInVain)
{
    PlaceGate gate(10);
    Places places;
    gate.ask(into(places));
    EXPECT_FALSE(places.front()->declareMissing());
    places.clear();
    EXPECT_EQ(gate.limit(), 1);
}
