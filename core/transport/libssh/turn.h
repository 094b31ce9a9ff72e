#pragma once

#include <QtGlobal>

namespace regatta::transport::libssh {

/// One turn of a connection: libssh reads 4 KiB a call, so this is 64 KiB. Then it is the others' turn.
constexpr int callsPerTurn = 16;
constexpr quint64 bytesPerCall = 4'096; // libssh's MAX_BUF_SIZE
constexpr int roundsPerTurn = 4;

} // namespace regatta::transport::libssh
