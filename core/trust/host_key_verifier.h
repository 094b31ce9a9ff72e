#pragma once

#include "core/base/error.h"
#include "core/trust/host_key.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <memory>

namespace regatta::trust {

class Prompter;

/// What a transport wants to know before it sends a byte of authentication.
struct HostKeyRequest
{
    QString host; ///< as known_hosts names it: HostKeyAlias if there is one, else what the user wrote
    quint16 port = 22;
    HostKey key;
    HostKeyPolicy policy = HostKeyPolicy::Ask;
    QStringList knownHostsFiles; ///< first one: where accepted keys are written to
};

/// Says whether a server is the one it claims to be. Reads each known_hosts file once, asks about unknown hosts
/// in batches, and is the one writer of known_hosts. All functions may be called from any thread.
class HostKeyVerifier
{
public:
    /// `prompter` may be null: nobody can be asked, and "ask" refuses what is unknown.
    explicit HostKeyVerifier(Prompter *prompter);
    ~HostKeyVerifier();

    /// Calls `verdict` exactly once: at once for hosts whose key is known, refused or accepted by policy; later,
    /// from the thread that answers, for hosts that are asked about. No value but an error means: refused
    /// (HostKeyUnknown, HostKeyChanged with both fingerprints and file:line, HostKeyRevoked).
    /// Returns true if the verdict was given at once, false if a person is being asked.
    bool verify(HostKeyRequest request, std::function<void(base::Expected<void>)> verdict);

    /// Key types that the files hold for this host, in order of preference; empty if it is unknown. A client
    /// offers these first, so that it gets the key that it can check.
    QList<QByteArray> knownKeyTypes(const QString &host, quint16 port, const QStringList &knownHostsFiles);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// ~/.ssh/known_hosts, ~/.ssh/known_hosts2 and their siblings in /etc/ssh: OpenSSH's defaults, the user's first.
QStringList defaultKnownHostsFiles();

} // namespace regatta::trust
