#include "core/trust/known_hosts.h"

#include "core/trust/host_names.h"
#include "core/trust/public_key.h"

#include <algorithm>

namespace regatta::trust {
namespace {

Standing standing(Standing::Kind kind, const KnownHostsFile &file, const KnownHostsFile::Line &line)
{
    return {kind, line.key, file.path(), line.number};
}

/// A better witness against a changed key is one of the same type.
bool isBetterWitness(const HostKey &candidate, const Standing &soFar, const HostKey &key)
{
    return soFar.kind != Standing::Kind::Changed ||
           (soFar.known.type != key.type && candidate.type == key.type);
}

} // namespace

KnownHosts::KnownHosts(std::vector<std::shared_ptr<const KnownHostsFile>> files)
    : m_files(std::move(files))
{}

Standing KnownHosts::lookup(const QString &host, quint16 port, const HostKey &key) const
{
    const HostKey shown = canonical(key);
    const Standing own = lookup(knownHostsName(host, port), shown);
    if (port == sshPort || own.kind == Standing::Kind::Revoked)
        return own;
    const Standing byPlainName = lookupThisKey(knownHostsName(host, sshPort), shown);
    const bool hasNoKey =
        own.kind == Standing::Kind::Unknown || own.kind == Standing::Kind::CertAuthorityOnly;
    if (byPlainName.kind == Standing::Kind::Revoked ||
        (hasNoKey && byPlainName.kind == Standing::Kind::Known))
        return byPlainName;
    return own;
}

/// Key first: whether a key is known or revoked is settled by the few lines that hold it. Only what is
/// neither needs all lines of the host, and with them the HMACs of all hashed lines.
Standing KnownHosts::lookup(const QByteArray &name, const HostKey &key) const
{
    const Standing settled = lookupThisKey(name, key);
    return settled.kind == Standing::Kind::Unknown ? withoutThisKey(name, key) : settled;
}

/// Known, Revoked, or Unknown.
Standing KnownHosts::lookupThisKey(const QByteArray &name, const HostKey &key) const
{
    Standing result;
    for (const auto &file : m_files) {
        for (const KnownHostsFile::Line *line : file->linesFor(name, key.blob)) {
            if (line->marker == Marker::Revoked)
                return standing(Standing::Kind::Revoked, *file, *line);
            if (line->marker == Marker::None && result.kind == Standing::Kind::Unknown)
                result = standing(Standing::Kind::Known, *file, *line);
        }
    }
    return result;
}

/// Changed, CertAuthorityOnly, or Unknown.
Standing KnownHosts::withoutThisKey(const QByteArray &name, const HostKey &key) const
{
    Standing result;
    for (const auto &file : m_files) {
        for (const KnownHostsFile::Line *line : file->linesFor(name)) {
            if (line->marker == Marker::None && isBetterWitness(line->key, result, key))
                result = standing(Standing::Kind::Changed, *file, *line);
            else if (line->marker == Marker::CertAuthority && result.kind == Standing::Kind::Unknown)
                result = standing(Standing::Kind::CertAuthorityOnly, *file, *line);
        }
    }
    return result;
}

QList<QByteArray> KnownHosts::keyTypes(const QString &host, quint16 port) const
{
    const QList<QByteArray> own = keyTypes(knownHostsName(host, port));
    return own.isEmpty() && port != sshPort ? keyTypes(knownHostsName(host, sshPort)) : own;
}

QList<QByteArray> KnownHosts::keyTypes(const QByteArray &name) const
{
    QList<HostKey> keys;
    QList<QByteArray> revoked;
    for (const auto &file : m_files) {
        for (const KnownHostsFile::Line *line : file->linesFor(name)) {
            if (line->marker == Marker::None)
                keys.append(line->key);
            else if (line->marker == Marker::Revoked)
                revoked.append(line->key.blob);
        }
    }
    QList<QByteArray> types;
    for (const HostKey &key : std::as_const(keys)) {
        if (!revoked.contains(key.blob) && !types.contains(key.type))
            types.append(key.type);
    }
    std::sort(types.begin(), types.end(),
              [](const QByteArray &a, const QByteArray &b) { return preference(a) < preference(b); });
    return types;
}

bool KnownHosts::isCertAuthorityOnly(const QString &host, quint16 port) const
{
    // No key at all equals this one, so what is left is who vouches for the host.
    return keyTypes(host, port).isEmpty() &&
           withoutThisKey(knownHostsName(host, port), {}).kind == Standing::Kind::CertAuthorityOnly;
}

QString KnownHosts::unreadableFile() const
{
    const auto file =
        std::find_if(m_files.begin(), m_files.end(), [](const auto &f) { return f->isUnreadable(); });
    return file == m_files.end() ? QString() : (*file)->path();
}

std::optional<base::Error> KnownHosts::shortage() const
{
    for (const auto &file : m_files) {
        if (file->lacksDescriptors())
            return base::Error{base::ErrorCode::DescriptorsExhausted, file->path()};
    }
    return std::nullopt;
}

} // namespace regatta::trust
