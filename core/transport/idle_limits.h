#pragma once

#include <chrono>

namespace regatta::transport {

/// What is kept of the sessions that no execution uses, so that the next one on the same host needs no
/// log-in.
struct IdleLimits
{
    std::chrono::milliseconds longest{60'000}; ///< without work, then a session is closed
    /// Sessions without work, over all hosts: of more, the ones that had none for longest go. 0: none is
    /// kept.
    int most = 16'384;

    bool operator==(const IdleLimits &) const = default;
};

} // namespace regatta::transport
