#include "core/transport/libssh/place_gate.h"

#include <gtest/gtest.h>

using namespace regatta::transport::libssh;

namespace {

/// Keeps places until they are let go of. Letting go of one may grant the next, which comes in through
/// keeper() while the vector is being changed or destroyed: so a place is taken out of the vector first.
class Places
{
public:
    ~Places()
    {
        m_open = false;
        letAllGo();
    }

    std::function<void(PlaceGate::Place)> keeper()
    {
        return [this](PlaceGate::Place place) {
            if (m_open)
                m_places.push_back(std::move(place));
        };
    }

    std::size_t size() const { return m_places.size(); }
    PlaceGate::Held &last() { return *m_places.back(); }

    void letOldestGo()
    {
        const PlaceGate::Place gone = std::move(m_places.front());
        m_places.erase(m_places.begin());
    }

    void letLastGo()
    {
        const PlaceGate::Place gone = std::move(m_places.back());
        m_places.pop_back();
    }

    void letAllGo()
    {
        while (!m_places.empty())
            letOldestGo();
    }

private:
    std::vector<PlaceGate::Place> m_places;
    bool m_open = true;
};

} // namespace

TEST(PlaceGate, GivesUpToTheLimitAtOnce)
{
    PlaceGate gate(2);
    Places places;
    EXPECT_TRUE(gate.ask(places.keeper()));
    EXPECT_TRUE(gate.ask(places.keeper()));
    EXPECT_FALSE(gate.ask(places.keeper()));
    EXPECT_EQ(places.size(), 2);
    EXPECT_EQ(gate.waiting(), 1);
}

TEST(PlaceGate, ServesFirstComeFirstServed)
{
    PlaceGate gate(1);
    Places first;
    std::vector<int> order;
    Places others;
    const auto keep = others.keeper();
    gate.ask(first.keeper());
    for (int i = 0; i < 3; ++i) {
        gate.ask([&, i](PlaceGate::Place place) {
            order.push_back(i);
            keep(std::move(place));
        });
    }
    first.letAllGo();
    EXPECT_EQ(order, std::vector{0});
    others.letOldestGo();
    EXPECT_EQ(order, (std::vector{0, 1}));
    EXPECT_EQ(gate.used(), 1);
}

TEST(PlaceGate, GoesOnWhenAPlaceIsNotWanted)
{
    PlaceGate gate(1);
    Places first;
    int calls = 0;
    gate.ask(first.keeper());
    for (int i = 0; i < 1000; ++i)
        gate.ask([&](const PlaceGate::Place &) { ++calls; });
    first.letAllGo();
    EXPECT_EQ(calls, 1000);
    EXPECT_EQ(gate.used(), 0);
}

TEST(PlaceGate, ShrinksByAPlaceThatDoesNotExist)
{
    PlaceGate gate(10);
    Places places;
    for (int i = 0; i < 4; ++i)
        gate.ask(places.keeper());
    EXPECT_TRUE(places.last().declareMissing());
    places.letLastGo();
    EXPECT_EQ(gate.limit(), 3);
    Places later;
    EXPECT_FALSE(gate.ask(later.keeper()));
    places.letLastGo();
    EXPECT_EQ(later.size(), 1);
}

TEST(PlaceGate, SaysWhenWaitingWouldBeInVain)
{
    PlaceGate gate(10);
    Places places;
    gate.ask(places.keeper());
    EXPECT_FALSE(places.last().declareMissing());
    places.letAllGo();
    EXPECT_EQ(gate.limit(), 1);
}

TEST(PlaceGate, GivesSeveralPlacesAtOnceOrNone)
{
    PlaceGate gate(3);
    Places places;
    EXPECT_TRUE(gate.ask(places.keeper(), 2));
    EXPECT_FALSE(gate.ask(places.keeper(), 2));
    EXPECT_FALSE(gate.ask(places.keeper())); // there is room, but not its turn
    EXPECT_EQ(gate.waiting(), 3);
    places.letOldestGo();
    EXPECT_EQ(places.size(), 2);
    EXPECT_EQ(gate.used(), 3);
}

TEST(PlaceGate, GivesNoMoreThanThereAre)
{
    PlaceGate gate(1);
    Places places;
    EXPECT_TRUE(gate.ask(places.keeper(), 2));
    EXPECT_EQ(gate.used(), 1);
    places.letOldestGo();
    EXPECT_EQ(gate.used(), 0);
}
