#pragma once

#include "core/transport/libssh/authenticator.h"
#include "core/transport/libssh/settings.h"
#include "core/transport/libssh/ssh_connection.h"
#include "core/transport/transport.h"
#include "core/trust/host_key_verifier.h"

namespace regatta::transport::libssh {

/// What an endpoint, and the ssh configuration behind it, say of the way in. What the endpoint says by itself
/// stands above the configuration. Pure, but for knownKeyTypes(), which may read files.
SshConnection::Options connectionOptions(const Endpoint &endpoint, const LibSshSettings &settings);
Authenticator::Ways waysToLogIn(const Endpoint &endpoint, const LibSshSettings &settings, bool canAsk);
/// Empty: no agent.
QString agentSocket(const Endpoint &endpoint, const LibSshSettings &settings);
trust::HostKeyRequest hostKeyRequest(const Endpoint &endpoint, const trust::HostKey &key);
/// As the verifier's.
base::Expected<QList<QByteArray>> knownKeyTypes(const Endpoint &endpoint, trust::HostKeyVerifier &verifier);

} // namespace regatta::transport::libssh
