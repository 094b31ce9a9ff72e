#include "core/trust/verdicts.h"

#include "core/trust/changed_key.h"
#include "core/trust/host_names.h"

namespace regatta::trust {

using base::ErrorCode;
using base::Expected;

Expected<void> refusedAsUnknown(const HostKey &key)
{
    return base::failure(ErrorCode::HostKeyUnknown,
                         QString::fromLatin1(key.type) + QStringLiteral(", ") + fingerprint(key));
}

Expected<void> refusedAsShowingTwoKeys(const HostKey &first, const HostKey &second)
{
    return base::failure(ErrorCode::HostKeyChanged,
                         QStringLiteral("shown: %1, then: %2").arg(keyName(first), keyName(second)));
}

std::optional<Expected<void>> verdictOf(const KnownHosts &known, const HostKeyRequest &request)
{
    const HostKey &shown = request.key;
    const Standing standing = known.lookup(request.host, request.port, shown);
    // A file that is not there to be read could say anything, but nothing better of a key that is revoked.
    const auto shortage = known.shortage();
    if (shortage && standing.kind != Standing::Kind::Revoked)
        return tl::unexpected(*shortage);
    const QString place = QStringLiteral("%1:%2").arg(standing.file).arg(standing.line);
    switch (standing.kind) {
    case Standing::Kind::Unknown:
        return std::nullopt;
    case Standing::Kind::Known:
        return Expected<void>();
    case Standing::Kind::Changed:
        return tl::unexpected(
            changedKeyError({keyName(standing.known), standing.file, standing.line, keyName(shown),
                             QString::fromUtf8(knownHostsName(request.host, request.port))}));
    case Standing::Kind::Revoked:
        return base::failure(ErrorCode::HostKeyRevoked, fingerprint(shown) + QStringLiteral(", ") + place);
    case Standing::Kind::CertAuthorityOnly:
        return base::failure(ErrorCode::HostCertificateNeeded, place);
    }
    Q_UNREACHABLE();
}

} // namespace regatta::trust
