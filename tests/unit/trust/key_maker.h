#pragma once

#include "core/trust/host_key.h"

#include <QByteArray>
#include <QtEndian>

/// Public keys that are sound in form. Equal seeds make equal keys; nobody has the private halves.
namespace regatta::trust::fakes {

inline QByteArray wireString(const QByteArray &bytes)
{
    const quint32 length = qToBigEndian(quint32(bytes.size()));
    return QByteArray(reinterpret_cast<const char *>(&length), sizeof length) + bytes;
}

inline HostKey ed25519Key(quint32 seed)
{
    QByteArray bytes(32, '\x11');
    qToBigEndian(seed, bytes.data());
    return {"ssh-ed25519", wireString("ssh-ed25519") + wireString(bytes)};
}

inline HostKey rsaKey(quint32 seed, const QByteArray &leadingZeros = QByteArray(1, '\0'))
{
    QByteArray modulus(256, '\xa5');
    qToBigEndian(seed, modulus.data() + 8);
    return {"ssh-rsa", wireString("ssh-rsa") + wireString(QByteArray("\x01\x00\x01", 3)) +
                           wireString(leadingZeros + modulus)};
}

inline QByteArray knownHostsLine(const QByteArray &names, const HostKey &key)
{
    return names + ' ' + key.type + ' ' + key.blob.toBase64() + '\n';
}

} // namespace regatta::trust::fakes
