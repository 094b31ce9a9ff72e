#pragma once

#include "core/base/error.h"
#include "core/trust/host_key.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <memory>

namespace regatta::trust {

class Prompter;
class Scheduler;

/// What a transport wants to know before it sends a byte of authentication.
struct HostKeyRequest
{
    QString host;      ///< as known_hosts names it: HostKeyAlias if there is one, else what is dialled
    quint16 port = 22; ///< 22 if `host` is a HostKeyAlias: OpenSSH files an alias without its port
    QString writtenAs; ///< what the user wrote: for questions only, it decides nothing; empty: the same
    HostKey key;
    HostKeyPolicy policy = HostKeyPolicy::Ask; ///< "accept-new" is "ask" unless rememberNewKeys()
    bool asksNobody = false;                   ///< such an "accept-new" is "strict" then
    QStringList knownHostsFiles; ///< first one: where accepted keys are written to; empty: OpenSSH's defaults
    bool hashNames = false;      ///< HashKnownHosts: names that are written are hashed
};

/// Says whether a server is the one it claims to be. Reads each known_hosts file once (again if it has
/// changed), asks about unknown hosts in batches, and is the one writer of known_hosts. All functions may be
/// called from any thread. A verdict for a known host never waits for a person; reading a file is the only
/// thing that blocks.
///
/// A question gathers hosts until none has come for 300 ms, 10 s at most; while one is open, hosts gather for
/// the next. Questions, answers and writes run in the scheduler's thread.
class HostKeyVerifier
{
public:
    /// `prompter` may be null: nobody can be asked, and "ask" refuses what is unknown. Otherwise it must
    /// outlive the verifier.
    explicit HostKeyVerifier(Prompter *prompter);
    /// With time turned by hand, for tests.
    HostKeyVerifier(Prompter *prompter, std::unique_ptr<Scheduler> scheduler);
    /// Writes what is still to be written; refuses (Cancelled) whoever still waits for an answer. Must not be
    /// called from a verdict.
    ~HostKeyVerifier();

    /// Calls `verdict` exactly once: at once for hosts whose key is known, refused or accepted by policy;
    /// later, from the scheduler's thread, for hosts that are asked about. No value but an error means:
    /// refused.
    ///
    /// HostKeyUnknown          "type, fingerprint"
    /// HostKeyChanged          as changedKeyError() has it; also where all that is known of the host is keys
    ///                         of other types, and where a host shows two keys in one run ("shown: key,
    ///                         then: key", and no command). Never asked about.
    /// HostKeyRevoked          "fingerprint, file:line"
    /// HostCertificateNeeded   "file:line": only a @cert-authority line covers the host; the openssh
    ///                         transport can check that
    /// DescriptorsExhausted    the file that can't be read for now; what it holds may change the verdict
    /// FileUnreadable          the file: "accept-new" accepts nothing while a known_hosts file can't be read
    /// Returns true if the verdict was given at once, false if a person is being asked.
    bool verify(HostKeyRequest request, std::function<void(base::Expected<void>)> verdict);

    /// Key types that the files hold for this host, in OpenSSH's order of preference; empty if it is unknown.
    /// A client offers these first, so that it gets the key that it can check. These are types of keys:
    /// "ssh-rsa" stands for the signature algorithms rsa-sha2-512 and rsa-sha2-256.
    /// DescriptorsExhausted: a file can't be read for now.
    base::Expected<QList<QByteArray>> knownKeyTypes(const QString &host, quint16 port,
                                                    const QStringList &knownHostsFiles);

    /// Whether nothing but a @cert-authority line covers this host, so that verify() would refuse any plain
    /// key.
    bool needsHostCertificate(const QString &host, quint16 port, const QStringList &knownHostsFiles);

    /// What was answered with "for this run" is unknown again. Call when a run begins.
    void forgetRunDecisions();

    /// What was wrong with the files so far, each thing once: FileUnreadable, FileTooLarge, FileUnwritable
    /// (the path and the reason), SyntaxError ("file:line: reason"; the line is left out, the rest counts).
    QList<base::Error> problems() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

/// Whether accepted keys would be there in the next run: the first file, which they are written to, is a
/// regular one, or there is none yet. Without (/dev/null) "accept-new" would accept any key each time.
bool rememberNewKeys(const QStringList &knownHostsFiles);

/// ~/.ssh/known_hosts, ~/.ssh/known_hosts2 and their siblings in /etc/ssh: OpenSSH's defaults, the user's
/// first.
QStringList defaultKnownHostsFiles();

} // namespace regatta::trust
