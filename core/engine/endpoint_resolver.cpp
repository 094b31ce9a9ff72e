#include "core/engine/endpoint_resolver.h"

#include <QDir>

#include <pwd.h>
#include <unistd.h>

namespace regatta::engine {

namespace {

constexpr quint16 sshPort = 22;

QString absolutePath(const QString &path, const ConnectionSettings &settings)
{
    if (path.startsWith(QStringLiteral("~/")))
        return settings.home + path.mid(1);
    return QDir(settings.profileFolder).absoluteFilePath(path);
}

quint16 firstSet(quint16 one, quint16 other)
{
    return one != 0 ? one : other;
}

QString firstSet(const QString &one, const QString &other)
{
    return one.isEmpty() ? other : one;
}

} // namespace

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
{
    m_common.user = firstSet(settings.user, firstSet(profile.ssh.user, settings.localUser));
    m_common.port = firstSet(settings.port, firstSet(profile.ssh.port, sshPort));
    for (const QString &file : settings.identityFiles)
        m_common.identityFiles << absolutePath(file, settings);
    if (m_common.identityFiles.isEmpty() && !profile.ssh.identity.isEmpty())
        m_common.identityFiles << absolutePath(profile.ssh.identity, settings);
    m_common.hostKeyPolicy = settings.hostKeyPolicy;
    m_common.knownHostsFiles = settings.knownHostsFiles;
    m_common.sshConfigFile = settings.sshConfigFile;
}

transport::Endpoint EndpointResolver::endpointFor(const model::Target &target) const
{
    transport::Endpoint endpoint = m_common;
    endpoint.host = target.name;
    endpoint.user = firstSet(target.user, endpoint.user);
    endpoint.port = firstSet(target.port, endpoint.port);
    return endpoint;
}

} // namespace regatta::engine
