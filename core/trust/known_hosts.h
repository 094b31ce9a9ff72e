#pragma once

#include "core/trust/known_hosts_file.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace regatta::trust {

/// What the files say of a host and the key that it showed.
struct Standing
{
    enum class Kind {
        Known,
        Unknown,
        Changed, ///< the host is known, but not with this key: `known` is one that it has, of the same type
                 ///< if there is one
        Revoked, ///< a @revoked line names this very key
        CertAuthorityOnly ///< nothing is known but who may vouch for the host
    };

    Kind kind = Kind::Unknown;
    HostKey known; ///< the key that decided, and where it stands; empty for Unknown
    QString file;
    int line = 0;
};

/// Several known_hosts files as one. Copies share the files; any thread may search.
///
/// The verdicts are ssh's (check_key_in_hostkeys and check_host_key in OpenSSH's source): @revoked beats all;
/// a host that has any key but not this one is Changed, whatever the types; a host at another port than 22
/// that is not filed under "[host]:port" may be known by its plain name. Stricter than ssh: a key that is
/// revoked for the plain name is revoked at every port.
class KnownHosts
{
public:
    explicit KnownHosts(std::vector<std::shared_ptr<const KnownHostsFile>> files);

    Standing lookup(const QString &host, quint16 port, const HostKey &key) const;

    /// Types of the keys that a host has and that aren't revoked, in ssh's order of preference.
    QList<QByteArray> keyTypes(const QString &host, quint16 port) const;

    /// Whether @cert-authority lines are all that covers the host.
    bool isCertAuthorityOnly(const QString &host, quint16 port) const;

    /// The first file that exists but can't be read; empty if there is none.
    QString unreadableFile() const;
    /// DescriptorsExhausted, with a file that can't be read for now: what it would say may be learned later.
    std::optional<base::Error> shortage() const;

private:
    Standing lookup(const QByteArray &name, const HostKey &key) const;
    Standing lookupThisKey(const QByteArray &name, const HostKey &key) const;
    Standing withoutThisKey(const QByteArray &name, const HostKey &key) const;
    QList<QByteArray> keyTypes(const QByteArray &name) const;

    std::vector<std::shared_ptr<const KnownHostsFile>> m_files;
};

} // namespace regatta::trust
