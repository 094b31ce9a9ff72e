#include "core/transport/libssh/endpoint_choices.h"

#include "core/model/target.h"
#include "core/transport/libssh/key_store.h"

#include <algorithm>

namespace regatta::transport::libssh {

namespace {

constexpr quint16 defaultSshPort = 22;

using Method = Authenticator::Method;

/// "NumberOfPasswordPrompts 0" is another way to say BatchMode, as far as logging in goes.
bool mayAskPerson(const HostOptions &configured)
{
    return !configured.asksNobody && configured.passwordPrompts > 0;
}

std::optional<Method> methodFrom(const QString &name, const HostOptions &configured)
{
    if (name == u"publickey" && configured.publicKeyAuthentication)
        return Method::PublicKey;
    if (name == u"keyboard-interactive" && configured.keyboardInteractive && mayAskPerson(configured))
        return Method::KeyboardInteractive;
    if (name == u"password" && configured.passwordAuthentication && mayAskPerson(configured))
        return Method::Password;
    return std::nullopt;
}

std::vector<Method> preferredMethods(const HostOptions &configured)
{
    const QStringList usual{QStringLiteral("publickey"), QStringLiteral("keyboard-interactive"),
                            QStringLiteral("password")};
    std::vector<Method> methods;
    for (const QString &name :
         configured.preferredAuthentications.isEmpty() ? usual : configured.preferredAuthentications) {
        const std::optional<Method> method = methodFrom(name, configured);
        if (method && std::find(methods.begin(), methods.end(), *method) == methods.end())
            methods.push_back(*method);
    }
    return methods;
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
        ways.methods = preferredMethods(*configured);
        ways.tries = configured->passwordPrompts;
        ways.canAsk = canAsk && mayAskPerson(*configured);
    }
    const bool hasFiles = !ways.configuredFiles.isEmpty() || !ways.namedFiles.isEmpty();
    if (!hasFiles && !(endpoint.options && endpoint.options->noIdentityFiles))
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
    request.writtenAs = endpoint.host;
    request.key = key;
    request.policy = endpoint.hostKeyPolicy;
    request.knownHostsFiles = knownHostsFiles(endpoint);
    request.asksNobody = endpoint.options && endpoint.options->asksNobody;
    request.hashNames = endpoint.options && endpoint.options->hashKnownHosts;
    return request;
}

base::Expected<QList<QByteArray>> knownKeyTypes(const Endpoint &endpoint, trust::HostKeyVerifier &verifier)
{
    return verifier.knownKeyTypes(knownHostsName(endpoint), knownHostsPort(endpoint),
                                  knownHostsFiles(endpoint));
}

} // namespace regatta::transport::libssh
