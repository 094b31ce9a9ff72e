#pragma once

#include <atomic>

namespace regatta::demo {

/// Someone who is connected to a server.
class Peer
{
public:
    virtual ~Peer() = default;
};

/// What a host has seen so far; read from any thread.
struct Counters
{
    std::atomic<int> accepted = 0; ///< TCP connections
    std::atomic<int> authenticated = 0;
    std::atomic<int> channels = 0;     ///< opened
    std::atomic<int> commands = 0;     ///< accepted
    std::atomic<int> connectedNow = 0; ///< notifies who waits for it
};

} // namespace regatta::demo
