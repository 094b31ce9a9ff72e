#include "core/trust/changed_key.h"

#include "core/base/quoting.h"
#include "core/trust/host_key_verifier.h"

#include <array>
#include <utility>

namespace regatta::trust {

namespace {

/// sshkey_type() of OpenSSH's sshkey.c; what isn't in it comes from the host.
QString typeName(const QByteArray &type)
{
    constexpr std::array<std::pair<QByteArrayView, QLatin1StringView>, 6> names{{
        {"ssh-ed25519", QLatin1StringView("ED25519")},
        {"ecdsa-sha2-", QLatin1StringView("ECDSA")},
        {"sk-ssh-ed25519@", QLatin1StringView("ED25519-SK")},
        {"sk-ecdsa-sha2-", QLatin1StringView("ECDSA-SK")},
        {"ssh-rsa", QLatin1StringView("RSA")},
        {"ssh-dss", QLatin1StringView("DSA")},
    }};
    for (const auto &[start, name] : names) {
        if (type.startsWith(start))
            return name;
    }
    return QStringLiteral("unknown");
}

/// ssh-keygen has the same idea of which file is meant if none is named.
QString removingCommand(const ChangedKey &changed)
{
    QStringList words{QStringLiteral("ssh-keygen")};
    if (changed.file != defaultKnownHostsFiles().first())
        words << QStringLiteral("-f") << changed.file;
    words << QStringLiteral("-R") << changed.name;
    return base::posixCommandLine(words);
}

} // namespace

QString keyName(const HostKey &key)
{
    return typeName(key.type) + u' ' + fingerprint(key);
}

base::Error changedKeyError(const ChangedKey &changed)
{
    const QString facts = QStringLiteral("known: %1 (%2:%3), shown: %4")
                              .arg(changed.known, changed.file, QString::number(changed.line), changed.shown);
    return {base::ErrorCode::HostKeyChanged, facts + u'\n' + removingCommand(changed)};
}

} // namespace regatta::trust
