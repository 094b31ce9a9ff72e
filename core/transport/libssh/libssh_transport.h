#pragma once

#include "core/transport/libssh/settings.h"
#include "core/transport/transport.h"

namespace regatta::trust {
class Credentials;
class HostKeyVerifier;
} // namespace regatta::trust

namespace regatta::transport {

/// How many sessions this process has descriptors and this machine has memory for. Raises the limit of the
/// former, see base::raiseDescriptorLimit().
int mostOpenSessions();

/// Reaches targets over SSH without a process or a thread for each: a few reactors, each with many sessions
/// that never block. Executions with equal endpoints share a session, which stays open for a while after
/// them. How many are being opened at once is HandshakeGate's business, however many were asked for.
class LibSshTransport final : public Transport
{
public:
    /// Raises the process's descriptor limit, see base::raiseDescriptorLimit(). `verifier` must outlive the
    /// transport; it is asked before a byte of authentication is sent. So must `credentials`; null: nobody
    /// can be asked for a password or a passphrase.
    explicit LibSshTransport(trust::HostKeyVerifier &verifier, LibSshSettings settings = {},
                             trust::Credentials *credentials = nullptr);
    ~LibSshTransport() override;

    void start(Execution execution) override;
    void stop(ExecutionId id) override;
    void goOn(ExecutionId id, QByteArray command) override;
    void closeIdleSessions() override;
    void setIdleLimits(const IdleLimits &limits) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace regatta::transport
