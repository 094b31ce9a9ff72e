#include "core/engine/endpoint_resolver.h"

#include "core/transport/ssh_config/jump_hosts.h"

#include <QDir>

#include <pwd.h>
#include <unistd.h>

namespace regatta::engine {

namespace {

constexpr quint16 sshPort = 22;

quint16 firstSet(quint16 one, quint16 other)
{
    return one != 0 ? one : other;
}

QString firstSet(const QString &one, const QString &other)
{
    return one.isEmpty() ? other : one;
}

} // namespace

QString ConnectionSettings::absolute(const QString &path) const
{
    if (path == u"~" || path.startsWith(QStringLiteral("~/")))
        return home + path.mid(1);
    return QDir(profileFolder).absoluteFilePath(path);
}

ConnectionSettings defaultConnectionSettings()
{
    ConnectionSettings settings;
    settings.home = QDir::homePath();
    // The log-in name of the account, as ssh takes it; the environment can say anything.
    if (const passwd *account = getpwuid(getuid()))
        settings.localUser = QString::fromLocal8Bit(account->pw_name);
    return settings;
}

EndpointResolver::EndpointResolver(const model::Profile &profile, const ConnectionSettings &settings)
    : m_hostKeyPolicy(settings.hostKeyPolicy)
    , m_localUser(settings.localUser)
    , m_home(settings.home)
{
    m_common.user = firstSet(settings.user, profile.ssh.user);
    m_common.port = firstSet(settings.port, profile.ssh.port);
    for (const QString &file : settings.identityFiles)
        m_common.identityFiles << settings.absolute(file);
    if (m_common.identityFiles.isEmpty() && !profile.ssh.identity.isEmpty())
        m_common.identityFiles << settings.absolute(profile.ssh.identity);
    m_common.knownHostsFiles = settings.knownHostsFiles;
    m_common.sshConfigFile = settings.sshConfigFile;
    m_common.proxyJump = profile.ssh.jump;
}

transport::HostQuery EndpointResolver::queryFor(const model::Target &target) const
{
    return {target.name, firstSet(target.user, m_common.user), firstSet(target.port, m_common.port),
            m_common.proxyJump};
}

transport::Endpoint
EndpointResolver::endpointFor(const model::Target &target,
                              const std::shared_ptr<const transport::HostOptions> &options) const
{
    const transport::HostQuery query = queryFor(target);
    transport::Endpoint endpoint = reached(m_common, query.host, query.user, query.port, options);
    addRoute(endpoint, options);
    return endpoint;
}

transport::Endpoint
EndpointResolver::reached(transport::Endpoint endpoint, const QString &host, const QString &user,
                          quint16 port, const std::shared_ptr<const transport::HostOptions> &options) const
{
    endpoint.host = host;
    endpoint.user = user;
    endpoint.port = port;
    if (options)
        applyOptions(endpoint, options);
    endpoint.user = firstSet(endpoint.user, m_localUser);
    endpoint.port = firstSet(endpoint.port, sshPort);
    if (m_hostKeyPolicy)
        endpoint.hostKeyPolicy = *m_hostKeyPolicy;
    return endpoint;
}

void EndpointResolver::addRoute(transport::Endpoint &endpoint,
                                const std::shared_ptr<const transport::HostOptions> &options) const
{
    if (options)
        endpoint.proxyJump = firstSet(endpoint.proxyJump, options->proxyJump);
    const auto said = transport::jumpHostsFrom(endpoint.proxyJump);
    if (said && said->empty()) {
        if (endpoint.proxyJump.isEmpty())
            addProxyCommand(endpoint, options);
        return;
    }
    const auto hosts = options ? options->jumpHosts : said.value_or(std::vector<transport::JumpHost>());
    if (hosts.empty() && endpoint.onlyOpenSsh.isEmpty())
        endpoint.onlyOpenSsh = QStringLiteral("proxyjump ") + endpoint.proxyJump;
    for (const transport::JumpHost &host : hosts)
        endpoint.jump = jumpEndpoint(host, endpoint.jump);
    for (const transport::Endpoint *jump = endpoint.jump.get(); jump; jump = jump->jump.get()) {
        if (endpoint.onlyOpenSsh.isEmpty() && !jump->onlyOpenSsh.isEmpty())
            endpoint.onlyOpenSsh = jump->host + QStringLiteral(": ") + jump->onlyOpenSsh;
    }
}

void EndpointResolver::addProxyCommand(transport::Endpoint &endpoint,
                                       const std::shared_ptr<const transport::HostOptions> &options) const
{
    if (!options || options->proxyCommand.isEmpty())
        return;
    const auto line = transport::proxyCommandLine(options->proxyCommand, tokensFor(endpoint));
    endpoint.proxyCommand = line.value_or(QString());
    if (!line && endpoint.onlyOpenSsh.isEmpty())
        endpoint.onlyOpenSsh = QStringLiteral("proxycommand ") + options->proxyCommand;
}

transport::TokenValues EndpointResolver::tokensFor(const transport::Endpoint &endpoint) const
{
    return {endpoint.host,        endpoint.dialled(), endpoint.port, endpoint.user,
            endpoint.hostKeyName, m_localUser,        m_home};
}

/// As ssh has it: what a person or a profile says of logging in is for the targets, a jump host has its own
/// configuration; what they say of trust holds for all.
std::shared_ptr<const transport::Endpoint>
EndpointResolver::jumpEndpoint(const transport::JumpHost &host,
                               const std::shared_ptr<const transport::Endpoint> &before) const
{
    transport::Endpoint common;
    common.knownHostsFiles = m_common.knownHostsFiles;
    common.sshConfigFile = m_common.sshConfigFile;
    transport::Endpoint endpoint = reached(common, host.host, host.user, host.port, host.options);
    endpoint.jump = before;
    if (!before)
        addProxyCommand(endpoint, host.options);
    return std::make_shared<const transport::Endpoint>(std::move(endpoint));
}

void EndpointResolver::applyOptions(transport::Endpoint &endpoint,
                                    const std::shared_ptr<const transport::HostOptions> &options) const
{
    endpoint.user = firstSet(endpoint.user, options->user);
    endpoint.port = firstSet(endpoint.port, options->port);
    endpoint.hostName =
        transport::expandTokens(options->hostName, {.host = endpoint.host, .hostName = endpoint.host})
            .value_or(QString());
    if (endpoint.hostName == endpoint.host)
        endpoint.hostName.clear();
    endpoint.hostKeyName = options->hostKeyAlias;
    endpoint.hostKeyPolicy = options->hostKeyPolicy;
    endpoint.onlyOpenSsh = options->onlyOpenSsh;

    const auto expanded = withTokensExpanded(options, tokensFor(endpoint));
    endpoint.options = expanded ? expanded : options;
    if (!expanded)
        endpoint.onlyOpenSsh = QStringLiteral("%");
}

} // namespace regatta::engine
