#include "core/transport/openssh/ssh_arguments.h"

#include "core/transport/process/child_process.h"
#include "core/trust/host_key_verifier.h"

#include <chrono>

namespace regatta::transport::openssh {

namespace {

/// After so many unanswered requests, this many seconds apart, a silent connection counts as lost.
constexpr int aliveInterval = 15;
constexpr int aliveCount = 3;

void addOption(QStringList &arguments, const char *name, const QString &value)
{
    arguments << QStringLiteral("-o") << QLatin1String(name) + u'=' + value;
}

/// Holds whatever the person's configuration says: this is one command or copy, and its log is for us.
void addFixedOptions(QStringList &arguments, const Execution &execution)
{
    // Twice: it has no terminal here to tell it what one is.
    if (execution.hasPty)
        arguments << QStringLiteral("-tt") << QStringLiteral("-e") << QStringLiteral("none");
    else
        arguments << QStringLiteral("-T");
    if (!execution.needsInput() && !execution.hasPty)
        arguments << QStringLiteral("-n");
    arguments << QStringLiteral("-x") << QStringLiteral("-E") << process::ChildProcess::logPath();
    for (const char *option :
         {"LogLevel=DEBUG1", "BatchMode=yes", "ClearAllForwardings=yes", "ForkAfterAuthentication=no",
          "PermitLocalCommand=no", "RemoteCommand=none", "UpdateHostKeys=no"})
        arguments << QStringLiteral("-o") << QLatin1String(option);
    addOption(arguments, "SessionType",
              execution.copy ? QStringLiteral("subsystem") : QStringLiteral("default"));
    addOption(arguments, "ServerAliveInterval", QString::number(aliveInterval));
    addOption(arguments, "ServerAliveCountMax", QString::number(aliveCount));
}

void addTrust(QStringList &arguments, const Endpoint &endpoint)
{
    const bool isConfigured = endpoint.knownHostsFiles.isEmpty() && endpoint.options;
    // In batch mode nobody can be asked.
    const bool acceptsNew =
        endpoint.hostKeyPolicy == trust::HostKeyPolicy::AcceptNew &&
        trust::rememberNewKeys(isConfigured ? endpoint.options->knownHostsFiles : endpoint.knownHostsFiles);
    addOption(arguments, "StrictHostKeyChecking",
              acceptsNew ? QStringLiteral("accept-new") : QStringLiteral("yes"));
    // There is no way to turn checking off, and a port of this machine may lead to any host.
    addOption(arguments, "NoHostAuthenticationForLocalhost", QStringLiteral("no"));
    if (!endpoint.hostKeyName.isEmpty() && endpoint.hostKeyName != endpoint.host)
        addOption(arguments, "HostKeyAlias", endpoint.hostKeyName);
    if (endpoint.knownHostsFiles.isEmpty())
        return;
    QStringList files;
    for (const QString &file : endpoint.knownHostsFiles)
        files << configValue(file);
    addOption(arguments, "UserKnownHostsFile", files.join(u' '));
    addOption(arguments, "GlobalKnownHostsFile", QStringLiteral("none"));
}

void addIdentities(QStringList &arguments, const Endpoint &endpoint)
{
    // As an option: -i drops a file that isn't there, and the log wouldn't say so.
    for (const QString &file : endpoint.identityFiles)
        addOption(arguments, "IdentityFile", configValue(file));
    if (!endpoint.identityFiles.isEmpty())
        addOption(arguments, "IdentitiesOnly", QStringLiteral("yes"));
}

} // namespace

QString configValue(const QString &path)
{
    QString value = path;
    value.replace(u'\\', QStringLiteral("\\\\"));
    value.replace(u'"', QStringLiteral("\\\""));
    value.replace(u'%', QStringLiteral("%%"));
    return u'"' + value + u'"';
}

QStringList sshArguments(const Execution &execution)
{
    const Endpoint &endpoint = execution.endpoint;
    QStringList arguments;
    if (!endpoint.sshConfigFile.isEmpty())
        arguments << QStringLiteral("-F") << endpoint.sshConfigFile;
    addFixedOptions(arguments, execution);
    addTrust(arguments, endpoint);
    addIdentities(arguments, endpoint);
    if (!endpoint.proxyJump.isEmpty())
        addOption(arguments, "ProxyJump", endpoint.proxyJump);
    if (execution.timeouts.connect.count() > 0) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(execution.timeouts.connect);
        addOption(arguments, "ConnectTimeout", QString::number(seconds.count()));
    }
    if (!endpoint.user.isEmpty())
        arguments << QStringLiteral("-l") << endpoint.user;
    arguments << QStringLiteral("-p") << QString::number(endpoint.port);
    arguments << QStringLiteral("--") << endpoint.host
              << (execution.copy ? QStringLiteral("sftp") : QString::fromUtf8(execution.command));
    return arguments;
}

} // namespace regatta::transport::openssh
