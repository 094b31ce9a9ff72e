#include "core/transport/libssh/handshake_gate.h"

#include <gtest/gtest.h>

using namespace regatta::transport::libssh;

namespace {

void answer(HandshakeGate &gate, int times)
{
    for (int i = 0; i < times; ++i)
        gate.answered();
}

void refuse(HandshakeGate &gate, int times)
{
    for (int i = 0; i < times; ++i)
        gate.refused();
}

} // namespace

TEST(HandshakeGate, HalvesTheLimitOnceForAllThatWereInFlight)
{
    HandshakeGate gate(64);
    gate.refused();
    EXPECT_EQ(gate.limit(), 32);
    refuse(gate, 32);
    EXPECT_EQ(gate.limit(), 32);
    gate.refused();
    EXPECT_EQ(gate.limit(), 16);
}

TEST(HandshakeGate, NeverFallsBelowOne)
{
    HandshakeGate gate(4);
    refuse(gate, 100);
    EXPECT_EQ(gate.limit(), 1);
}

TEST(HandshakeGate, RisesByOneForEachRoundOfAnswers)
{
    HandshakeGate gate(8);
    gate.refused();
    ASSERT_EQ(gate.limit(), 4);
    answer(gate, 3);
    EXPECT_EQ(gate.limit(), 4);
    answer(gate, 1);
    EXPECT_EQ(gate.limit(), 5);
    answer(gate, 5);
    EXPECT_EQ(gate.limit(), 6);
}

TEST(HandshakeGate, RisesToWhatItBeganWithAndNoFurther)
{
    HandshakeGate gate(8);
    gate.refused();
    answer(gate, 1'000);
    EXPECT_EQ(gate.limit(), 8);
    EXPECT_EQ(gate.answers(), 1'000U);
}
