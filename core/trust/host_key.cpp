#include "core/trust/host_key.h"

#include <QCryptographicHash>

namespace regatta::trust {

QString fingerprint(const HostKey &key)
{
    const QByteArray digest = QCryptographicHash::hash(key.blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
}

} // namespace regatta::trust
