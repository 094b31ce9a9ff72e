#pragma once

#include <QtGlobal>

namespace regatta::base {

/// Of one character, in bytes (RFC 3629).
constexpr qsizetype longestUtf8 = 4;

/// Whether the byte stands within a character, and begins none.
constexpr bool isUtf8Continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

} // namespace regatta::base
