#pragma once

#include <cstdint>

namespace regatta::model {

/// How many handshakes with servers may be in flight at once.
struct HandshakePace
{
    int atOnce = 0;
    bool isSlowed = false; ///< fewer than before servers hung up on some (MaxStartups)
    std::uint64_t change =
        0; ///< of those of a transport, counted: whoever tells it last need not tell the latest

    bool operator==(const HandshakePace &) const = default;
};

} // namespace regatta::model
