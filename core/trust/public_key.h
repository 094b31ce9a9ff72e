#pragma once

#include "core/trust/host_key.h"

#include <QByteArrayView>

#include <optional>

namespace regatta::trust {

/// A blob read field by field (RFC 4253, 5656, 8709; OpenSSH's PROTOCOL.u2f) and in its one canonical form:
/// numbers without needless leading zeros, so that equal keys have equal bytes. No value: not a key of a type
/// that OpenSSH takes for a host, cut short, or followed by something.
std::optional<HostKey> keyFromBlob(QByteArrayView blob);

/// The key as keyFromBlob() has it, or unchanged if that can't read it: such a key equals none in any file.
HostKey canonical(HostKey key);

/// The place of a type among ssh's HostKeyAlgorithms (0: preferred); unknown types come last.
int preference(const QByteArray &keyType);

} // namespace regatta::trust
