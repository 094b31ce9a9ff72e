#pragma once

#include "core/model/profile.h"

#include <chrono>

namespace regatta::transport::libssh {

/// How long the way to an open session may take; 0: no limit.
struct OpeningLimits
{
    std::chrono::milliseconds connect{}; ///< to the end of the key exchange
    std::chrono::milliseconds logIn{};   ///< from there, without waiting for a person

    explicit OpeningLimits(const model::Timeouts &timeouts)
        : connect(timeouts.connect)
        , logIn(timeouts.logIn)
    {}
};

} // namespace regatta::transport::libssh
