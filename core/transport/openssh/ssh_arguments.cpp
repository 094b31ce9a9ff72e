#include "core/transport/openssh/ssh_arguments.h"

#include "core/base/quoting.h"
#include "core/transport/process/child_process.h"
#include "core/trust/host_key_verifier.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <sys/stat.h>
#include <unistd.h>

namespace regatta::transport::openssh {

namespace {

/// After so many unanswered requests, this many seconds apart, a silent connection counts as lost.
constexpr int aliveInterval = 15;
constexpr int aliveCount = 3;

void addOption(QStringList &arguments, const char *name, const QString &value)
{
    arguments << QStringLiteral("-o") << QLatin1String(name) + u'=' + value;
}

/// Hold whatever the person's configuration says, for the host and for those on the way: nobody is asked
/// anything, and nothing is done that Regatta doesn't know of. The log is for us.
void addSharedOptions(QStringList &arguments, const Endpoint &endpoint, const char *logLevel)
{
    if (!endpoint.sshConfigFile.isEmpty())
        arguments << QStringLiteral("-F") << endpoint.sshConfigFile;
    arguments << QStringLiteral("-E") << process::ChildProcess::logPath();
    addOption(arguments, "LogLevel", QLatin1String(logLevel));
    for (const char *option : {"BatchMode=yes", "ClearAllForwardings=yes", "ForkAfterAuthentication=no",
                               "PermitLocalCommand=no", "RemoteCommand=none", "UpdateHostKeys=no"})
        arguments << QStringLiteral("-o") << QLatin1String(option);
}

/// This is one command or copy.
void addFixedOptions(QStringList &arguments, const Execution &execution)
{
    // Twice: it has no terminal here to tell it what one is.
    if (execution.hasPty)
        arguments << QStringLiteral("-tt") << QStringLiteral("-e") << QStringLiteral("none");
    else
        arguments << QStringLiteral("-T");
    if (!execution.needsInput() && !execution.hasPty)
        arguments << QStringLiteral("-n");
    arguments << QStringLiteral("-x");
    addOption(arguments, "SessionType",
              execution.copy ? QStringLiteral("subsystem") : QStringLiteral("default"));
    addOption(arguments, "ServerAliveInterval", QString::number(aliveInterval));
    addOption(arguments, "ServerAliveCountMax", QString::number(aliveCount));
}

/// It is there, and could say anything of a host: ssh would go on as if it weren't.
bool isUnreadable(const QString &file)
{
    const QByteArray name = QFile::encodeName(file);
    struct stat status
    {};
    if (::stat(name.constData(), &status) != 0)
        return errno != ENOENT && errno != ENOTDIR;
    return S_ISDIR(status.st_mode) || ::access(name.constData(), R_OK) != 0;
}

bool mayAcceptNewKeys(const Endpoint &endpoint)
{
    if (endpoint.hostKeyPolicy != trust::HostKeyPolicy::AcceptNew)
        return false;
    QStringList files = endpoint.knownHostsFiles;
    if (files.isEmpty())
        files = endpoint.options ? endpoint.options->knownHostsFiles : trust::defaultKnownHostsFiles();
    return trust::rememberNewKeys(files) && std::none_of(files.begin(), files.end(), isUnreadable);
}

void addTrust(QStringList &arguments, const Endpoint &endpoint)
{
    // In batch mode nobody can be asked.
    addOption(arguments, "StrictHostKeyChecking",
              mayAcceptNewKeys(endpoint) ? QStringLiteral("accept-new") : QStringLiteral("yes"));
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

/// As -W has it. Not "%h": ssh doesn't quote what it puts there for the shell.
QString addressOf(const Endpoint &endpoint)
{
    const QString &name = endpoint.dialled();
    const QString host = name.contains(u':') ? u'[' + name + u']' : name;
    return host + u':' + QString::number(endpoint.port);
}

void addDestination(QStringList &arguments, const Endpoint &endpoint)
{
    if (!endpoint.user.isEmpty())
        arguments << QStringLiteral("-l") << endpoint.user;
    arguments << QStringLiteral("-p") << QString::number(endpoint.port);
    arguments << QStringLiteral("--") << endpoint.host;
}

/// Through its jump hosts, by an ssh for each that is told what this one is told. Those that ssh starts for
/// ProxyJump are not: they would check host keys as the configuration says, or not at all.
void addRoute(QStringList &arguments, const Endpoint &endpoint, const QString &program)
{
    if (endpoint.jump) {
        QStringList words{program};
        // It speaks only where something is wrong: the steps that are read in the log are the host's.
        addSharedOptions(words, *endpoint.jump, "INFO");
        addOption(words, "StdinNull", QStringLiteral("no"));
        addTrust(words, *endpoint.jump);
        addIdentities(words, *endpoint.jump);
        addRoute(words, *endpoint.jump, program);
        words << QStringLiteral("-W") << addressOf(endpoint);
        addDestination(words, *endpoint.jump);
        // Once more for each ssh that reads it.
        addOption(arguments, "ProxyCommand",
                  base::posixCommandLineForSsh(words).replace(u'%', QStringLiteral("%%")));
    } else if (!endpoint.proxyJump.isEmpty()) {
        // "none", or what nobody has understood, which is refused before it comes here.
        addOption(arguments, "ProxyJump", QStringLiteral("none"));
    }
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

QStringList sshArguments(const Execution &execution, const QString &program)
{
    const Endpoint &endpoint = execution.endpoint;
    QStringList arguments;
    addSharedOptions(arguments, endpoint, "DEBUG1");
    addFixedOptions(arguments, execution);
    addTrust(arguments, endpoint);
    addIdentities(arguments, endpoint);
    addRoute(arguments, endpoint, program);
    if (execution.timeouts.connectLimit().count() > 0) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(execution.timeouts.connectLimit());
        addOption(arguments, "ConnectTimeout", QString::number(seconds.count()));
    }
    addDestination(arguments, endpoint);
    arguments << (execution.copy ? QStringLiteral("sftp") : QString::fromUtf8(execution.command));
    return arguments;
}

} // namespace regatta::transport::openssh
