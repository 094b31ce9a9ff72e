#pragma once

#include "core/trust/host_key.h"

#include <QByteArrayView>

#include <optional>

#include <tl/expected.hpp>

namespace regatta::trust {

/// What stands before the names: nothing, "@revoked" or "@cert-authority".
enum class Marker { None, Revoked, CertAuthority };

/// One entry of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
struct KnownHostsLine
{
    Marker marker = Marker::None;
    QByteArrayView names; ///< a comma list, or one hashed name; part of the line that was parsed
    HostKey key;          ///< canonical
};

/// The part of a line that can't be read.
enum class BrokenPart { Marker, Names, KeyType, Key };

/// Reads a line without its newline; a carriage return at its end is part of the line end, and it stops at a
/// NUL, as OpenSSH does. No value: blank, or a comment.
tl::expected<std::optional<KnownHostsLine>, BrokenPart> parseKnownHostsLine(QByteArrayView line);

} // namespace regatta::trust
