#pragma once

#include "core/model/profile.h"

#include <chrono>

namespace regatta::transport::libssh {

/// How long the way to an open session may take (0: no limit), and how crowded it may be.
struct OpeningLimits
{
    std::chrono::milliseconds connect{}; ///< to the end of the key exchange
    std::chrono::milliseconds logIn{};   ///< from there, without waiting for a person
    int throughJumpHost = 0;             ///< handshakes at once; 0: the usual number

    explicit OpeningLimits(const model::Timeouts &timeouts, int jumpHandshakes = 0)
        : connect(timeouts.connectLimit())
        , logIn(timeouts.logIn)
        , throughJumpHost(jumpHandshakes)
    {}
};

} // namespace regatta::transport::libssh
