#include "core/transport/libssh/handshake_gate.h"

#include <gtest/gtest.h>

#include <vector>

using namespace regatta::transport::libssh;
using namespace std::chrono_literals;

namespace {

void answer(HandshakeGate &gate, int times, regatta::base::Duration took = 10ms)
{
    for (int i = 0; i < times; ++i)
        gate.answered(took);
}

void refuseTimes(HandshakeGate &gate, int times)
{
    for (int i = 0; i < times; ++i)
        gate.refused();
}

} // namespace

TEST(HandshakeGate, HalvesTheLimitOnceForAllThatWereInFlight)
{
    HandshakeGate gate(64, 1'000);
    gate.refused();
    EXPECT_EQ(gate.limit(), 32);
    refuseTimes(gate, 32);
    EXPECT_EQ(gate.limit(), 32);
    gate.refused();
    EXPECT_EQ(gate.limit(), 16);
}

TEST(HandshakeGate, NeverFallsBelowOne)
{
    HandshakeGate gate(4, 1'000);
    refuseTimes(gate, 100);
    EXPECT_EQ(gate.limit(), 1);
}

TEST(HandshakeGate, RisesByOneForEachRoundOfAnswers)
{
    HandshakeGate gate(8, 1'000);
    gate.refused();
    ASSERT_EQ(gate.limit(), 4);
    answer(gate, 3);
    EXPECT_EQ(gate.limit(), 4);
    answer(gate, 1);
    EXPECT_EQ(gate.limit(), 5);
    answer(gate, 5);
    EXPECT_EQ(gate.limit(), 6);
}

TEST(HandshakeGate, RisesToWhatItWasBeforeARefusalAndNoFurther)
{
    HandshakeGate gate(8, 1'000);
    gate.refused();
    answer(gate, 1'000);
    EXPECT_EQ(gate.limit(), 8);
    EXPECT_EQ(gate.answers(), 1'000U);
    HandshakeGate grown(8, 1'000);
    answer(grown, 12);
    grown.refused();
    ASSERT_EQ(grown.limit(), 10);
    answer(grown, 1'000);
    EXPECT_EQ(grown.limit(), 20);
}

TEST(HandshakeGate, IsSlowedUntilItIsWhatItWasHoweverMuchThatIs)
{
    std::vector<regatta::model::HandshakePace> told;
    const auto tell = [&told](const auto &pace) { told.push_back(pace); };
    HandshakeGate gate(4, 1'000);
    answer(gate, 8);
    ASSERT_EQ(gate.limit(), 12);
    gate.refused(tell);
    EXPECT_EQ(told.back(), (regatta::model::HandshakePace{6, true, 1})) << "more than it began with";
    for (int i = 0; i < 7; ++i)
        gate.refused(tell);
    EXPECT_EQ(told.back(), (regatta::model::HandshakePace{3, true, 2}));
    while (gate.limit() < 11)
        gate.answered(10ms, tell);
    EXPECT_TRUE(told.back().isSlowed);
    for (int i = 0; i < 11; ++i)
        gate.answered(10ms, tell);
    EXPECT_EQ(told.back(), (regatta::model::HandshakePace{12, false, 11}));
}

TEST(HandshakeGate, LetsMoreBeginWhileNobodyIsBusy)
{
    HandshakeGate gate(8, 20);
    answer(gate, 8, 100ms);
    EXPECT_EQ(gate.limit(), 16); // twice as many in the time of one
    answer(gate, 16, 110ms);
    EXPECT_EQ(gate.limit(), 20);
}

TEST(HandshakeGate, StaysWhereItIsOnceHandshakesTakeLonger)
{
    HandshakeGate gate(8, 1'000);
    answer(gate, 1, 10ms);
    ASSERT_EQ(gate.limit(), 9);
    answer(gate, 100, 20ms);
    EXPECT_EQ(gate.limit(), 9);
}

TEST(HandshakeGate, TellsOfEachChangeSinceAServerHungUp)
{
    std::vector<regatta::model::HandshakePace> told;
    const auto tell = [&told](const auto &pace) { told.push_back(pace); };
    HandshakeGate gate(4, 1'000);
    gate.answered(10ms, tell);
    ASSERT_EQ(gate.limit(), 5);
    EXPECT_TRUE(told.empty()) << "nobody has to know that all is well";
    for (int i = 0; i < 3; ++i)
        gate.refused(tell); // the last two were in flight
    for (int i = 0; i < 9; ++i)
        gate.answered(10ms, tell);
    EXPECT_EQ(told, (std::vector<regatta::model::HandshakePace>{
                        {2, true, 1}, {3, true, 2}, {4, true, 3}, {5, false, 4}}));
}
