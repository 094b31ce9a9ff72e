#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace regatta::demo {

/// An ed25519 key made for the occasion.
struct KeyPair
{
    QByteArray privateKey; ///< OpenSSH's PEM-like text, no passphrase
    QByteArray publicKey;  ///< base64 of the wire format: the second word of a public key line
};

constexpr char keyType[] = "ssh-ed25519";

base::Expected<KeyPair> generateKeyPair();

/// The pair that a private key text belongs to.
base::Expected<KeyPair> keyPairOf(const QByteArray &privateKey);

} // namespace regatta::demo
