#include "core/transport/libssh/endpoint_choices.h"

#include "core/model/target.h"
#include "core/transport/libssh/key_store.h"

namespace regatta::transport::libssh {

namespace {

constexpr quint16 defaultSshPort = 22;

/// PreferredAuthentications: what isn't in it is not tried. Its order is not ours: keys come first, which ask
/// nobody.
bool isPreferred(const HostOptions &configured, const char *method)
{
    return configured.preferredAuthentications.isEmpty() ||
           configured.preferredAuthentications.contains(QLatin1String(method));
}

QStringList knownHostsFiles(const Endpoint &endpoint)
{
    const bool isConfigured = endpoint.knownHostsFiles.isEmpty() && endpoint.options;
    return isConfigured ? endpoint.options->knownHostsFiles : endpoint.knownHostsFiles;
}

QString knownHostsName(const Endpoint &endpoint)
{
    return endpoint.hostKeyName.isEmpty() ? endpoint.dialled() : endpoint.hostKeyName;
}

quint16 knownHostsPort(const Endpoint &endpoint)
{
    return endpoint.hostKeyName.isEmpty() ? endpoint.port : defaultSshPort; // as OpenSSH files an alias
}

} // namespace

SshConnection::Options connectionOptions(const Endpoint &endpoint, const LibSshSettings &settings)
{
    SshConnection::Options options;
    options.user = endpoint.user.toUtf8();
    options.sshDirectory = settings.sshDirectory.toLocal8Bit();
    if (const HostOptions *configured = endpoint.options.get()) {
        options.kexAlgorithms = configured->kexAlgorithms;
        options.ciphers = configured->ciphers;
        options.macs = configured->macs;
        options.hostKeyAlgorithms = configured->hostKeyAlgorithms;
        options.publicKeyAlgorithms = configured->publicKeyAlgorithms;
    }
    return options;
}

Authenticator::Ways waysToLogIn(const Endpoint &endpoint, const LibSshSettings &settings, bool canAsk)
{
    Authenticator::Ways ways;
    ways.namedFiles = endpoint.identityFiles;
    ways.hasAgent = !agentSocket(endpoint, settings).isEmpty();
    ways.canAsk = canAsk;
    const quint16 unusualPort = endpoint.port == defaultSshPort ? quint16{0} : endpoint.port;
    ways.account = model::address({endpoint.host, endpoint.user, unusualPort, {}});
    if (const HostOptions *configured = endpoint.options.get()) {
        ways.configuredFiles = configured->identityFiles;
        ways.certificateFiles = configured->certificateFiles;
        ways.onlyFiles = configured->identitiesOnly;
        ways.keys = configured->publicKeyAuthentication && isPreferred(*configured, "publickey");
        ways.keyboardInteractive =
            configured->keyboardInteractive && isPreferred(*configured, "keyboard-interactive");
        ways.password = configured->passwordAuthentication && isPreferred(*configured, "password");
        ways.tries = configured->passwordPrompts;
    }
    if (ways.configuredFiles.isEmpty() && ways.namedFiles.isEmpty())
        ways.configuredFiles = defaultIdentityFiles(settings.sshDirectory);
    return ways;
}

QString agentSocket(const Endpoint &endpoint, const LibSshSettings &settings)
{
    const bool isConfigured = endpoint.options && endpoint.options->identityAgent;
    return isConfigured ? *endpoint.options->identityAgent : settings.agentSocket;
}

trust::HostKeyRequest hostKeyRequest(const Endpoint &endpoint, const trust::HostKey &key)
{
    trust::HostKeyRequest request;
    request.host = knownHostsName(endpoint);
    request.port = knownHostsPort(endpoint);
    request.key = key;
    request.policy = endpoint.hostKeyPolicy;
    request.knownHostsFiles = knownHostsFiles(endpoint);
    request.hashNames = endpoint.options && endpoint.options->hashKnownHosts;
    return request;
}

base::Expected<QList<QByteArray>> knownKeyTypes(const Endpoint &endpoint, trust::HostKeyVerifier &verifier)
{
    return verifier.knownKeyTypes(knownHostsName(endpoint), knownHostsPort(endpoint),
                                  knownHostsFiles(endpoint));
}

} // namespace regatta::transport::libssh
