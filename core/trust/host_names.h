#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QString>

#include <array>
#include <optional>

namespace regatta::trust {

/// How known_hosts files name a host: in lower case (ASCII only, as OpenSSH folds), "[host]:port" unless the
/// port is 22.
QByteArray knownHostsName(const QString &host, quint16 port);

/// A comma list of known_hosts against a name in lower case; the list must be in lower case too. `*` stands
/// for any characters, `?` for one; one match of a member with `!` undoes all others.
bool matchesNameList(QByteArrayView name, QByteArrayView list);

/// Whether members of the list can be found by comparing them: no wildcard, no negation.
bool isPlainNameList(QByteArrayView list);

/// Whether a line may begin with this name as it stands and will cover it and nothing else. Others are
/// hashed.
bool canStandPlain(QByteArrayView name);

/// Names with this port stand in known_hosts without it.
constexpr quint16 sshPort = 22;

/// OpenSSH gives up on lists with a member of this length or longer (the buffer in its match_pattern_list).
constexpr qsizetype nameTooLong = 1023;

/// "|1|salt|hash": HMAC-SHA1 of the name with a random salt, both in base64. It covers exactly one name,
/// which can be checked but not read.
class HashedName
{
public:
    static std::optional<HashedName> parse(QByteArrayView field);
    /// With a new salt.
    static QByteArray make(QByteArrayView name);

    /// About 1 us; for many names there is HashedNameIndex. `sha1` is the calculator, so that several calls
    /// make only one.
    bool matches(QByteArrayView name, QCryptographicHash &sha1) const;

    using Digest = std::array<char, 20>;
    const Digest &salt() const { return m_salt; }
    const Digest &digest() const { return m_digest; }

private:
    static Digest hash(const Digest &salt, QByteArrayView name, QCryptographicHash &sha1);

    Digest m_salt;
    Digest m_digest;
};

} // namespace regatta::trust
