#pragma once

#include <QByteArray>
#include <QString>

namespace regatta::trust {

/// A server's public host key as it stands in the SSH wire format (RFC 4253, 6.6).
struct HostKey
{
    QByteArray type; ///< "ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa", ...
    QByteArray blob; ///< the base64-decoded second word of a public key line

    bool operator==(const HostKey &) const = default;
};

/// "SHA256:" and the unpadded base64 of the blob's digest, as ssh-keygen -l prints it.
QString fingerprint(const HostKey &key);

/// StrictHostKeyChecking's choices, without "no": there is no way to turn checking off.
enum class HostKeyPolicy { Ask, Strict, AcceptNew };

} // namespace regatta::trust
