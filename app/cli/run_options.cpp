#include "app/cli/run_options.h"

#include "app/cli/messages.h"
#include "app/cli/text.h"
#include "core/model/profile.h"

#include <QCommandLineParser>

#include <chrono>

namespace regatta::cli {

namespace {

using Options = QList<QCommandLineOption>;

Options targetOptions()
{
    return {
        {{QStringLiteral("w"), QStringLiteral("targets")},
         Text::tr("Hosts to run on, such as web[01-10]; may be given several times. Replaces the profile's."),
         Text::tr("NODESET")},
        {QStringLiteral("hosts"),
         Text::tr("Read hosts from a file, one [user@]host[:port] a line; -: from standard input."),
         Text::tr("FILE")}};
}

Options commandOptions()
{
    return {
        {QStringLiteral("command"),
         Text::tr("The command to run; or behind -- at the end. Replaces the profile's steps."),
         Text::tr("CMD")},
        {QStringLiteral("become"), Text::tr("Run --command as this user, with sudo."), Text::tr("USER")},
        {QStringLiteral("stdin"),
         Text::tr("What --command reads from its standard input; -: what comes from ours, for each host."),
         Text::tr("FILE")},
        {QStringLiteral("env"), Text::tr("An environment variable of --command; may be given several times."),
         Text::tr("NAME=VALUE")},
        {QStringLiteral("pty"), Text::tr("Give --command a terminal.")}};
}

Options copyOptions()
{
    return {{QStringLiteral("push"),
             Text::tr("Copy this file or folder to the hosts, in place of a command."), Text::tr("LOCAL")},
            {QStringLiteral("pull"),
             Text::tr("Copy this file or folder from the hosts, in place of a command."), Text::tr("REMOTE")},
            {QStringLiteral("to"),
             Text::tr("Where --push or --pull copies to; with --pull, {{host}} tells the hosts apart."),
             Text::tr("PATH")},
            {QStringLiteral("mode"),
             Text::tr("Permissions of the copied files, such as 0644; by default those of the source."),
             Text::tr("MODE")}};
}

/// How many hosts are reached at once, and how each of them is.
Options connectionOptions()
{
    return {{QStringLiteral("parallel"),
             Text::tr("How many tasks run at once; 0: all. %1 by default.").arg(model::defaultParallel),
             Text::tr("N")},
            {QStringLiteral("user"), Text::tr("Log in as this user."), Text::tr("U")},
            {QStringLiteral("port"), Text::tr("Connect to this port."), Text::tr("P")},
            {QStringLiteral("identity"), Text::tr("Log in with this private key."), Text::tr("KEY")},
            {QStringLiteral("transport"),
             Text::tr("How to reach the hosts: libssh (by default), openssh or local."), Text::tr("T")}};
}

/// How long anything may take, and how often it is tried.
Options timeoutOptions()
{
    return {
        {QStringLiteral("connect-timeout"),
         Text::tr("Seconds until a host counts as unreachable. By default ConnectTimeout of the ssh "
                  "configuration, else "
                  "%1.")
             .arg(std::chrono::duration_cast<std::chrono::seconds>(model::Timeouts::usualConnect).count()),
         Text::tr("S")},
        {QStringLiteral("login-timeout"),
         Text::tr(
             "Seconds that logging in may take, without waiting for a person; 0: no limit. %1 by default.")
             .arg(std::chrono::duration_cast<std::chrono::seconds>(model::Timeouts{}.logIn).count()),
         Text::tr("S")},
        {QStringLiteral("timeout"), Text::tr("Seconds that one step may take; 0: no limit, as by default."),
         Text::tr("S")},
        {QStringLiteral("silence-timeout"),
         Text::tr("Seconds that a command may print nothing; 0: no limit, as by default."), Text::tr("S")},
        {QStringLiteral("run-timeout"),
         Text::tr("Seconds that the whole run may take; then it is stopped. 0: no limit, as by default."),
         Text::tr("S")},
        {QStringLiteral("retries"),
         Text::tr("Try again so many times where a host can't be reached. %1 by default.")
             .arg(model::RetrySettings{}.attempts - 1),
         Text::tr("N")}};
}

/// What keeps a mistake from reaching all hosts.
Options safeguardOptions()
{
    return {
        {QStringLiteral("waves"), Text::tr("Run on so many targets at first, then on more: 1,10%,100%."),
         Text::tr("LIST")},
        {QStringLiteral("wave-by"), Text::tr("No wave has two targets with the same value of this variable."),
         Text::tr("NAME")},
        {QStringLiteral("pause-between-waves"), Text::tr("Ask before each further wave.")},
        {QStringLiteral("stop-after-failures"), Text::tr("Begin nothing more after so many failures."),
         Text::tr("N|P%")},
        {QStringLiteral("stop-after-unreachable"),
         Text::tr("The same for hosts that can't be reached, which then don't count as failures."),
         Text::tr("N|P%")},
        {QStringLiteral("cap"),
         Text::tr("At most so many tasks at once among targets with the same value of a variable, of a group "
                  "(@NAME), or behind a jump host (jump); may be given several times."),
         Text::tr("NAME=N")}};
}

/// What ssh keeps in files of its own.
Options sshOptions()
{
    return {
        {QStringLiteral("host-keys"),
         Text::tr(
             "Unknown host keys: ask, strict or accept-new. By default as the ssh configuration says, else "
             "ask."),
         Text::tr("POLICY")},
        {QStringLiteral("known-hosts"), Text::tr("Use this known_hosts file."), Text::tr("FILE")},
        {QStringLiteral("ssh-config"), Text::tr("Use this ssh configuration; none: leave it out."),
         Text::tr("FILE")}};
}

} // namespace

void addRunOptions(QCommandLineParser &parser)
{
    for (const Options &options : {targetOptions(), commandOptions(), copyOptions(), connectionOptions(),
                                   timeoutOptions(), safeguardOptions(), sshOptions()})
        parser.addOptions(options);
    parser.addOption({QStringLiteral("set"),
                      Text::tr("Set a variable for {{NAME}}; may be given several times."),
                      Text::tr("NAME=VALUE")});
    parser.addOption({QStringLiteral("repeat"),
                      Text::tr("Run so many times, on sessions that stay open. 1 by default."),
                      Text::tr("N")});
    addRunningOptions(parser);
    parser.addOption(
        {QStringLiteral("demo"), Text::tr("Run on the demo fleet: ten SSH servers on this machine.")});
    parser.addPositionalArgument(QStringLiteral("FILE"), Text::tr("A profile (*.regatta)."),
                                 QStringLiteral("[FILE]"));
    parser.addPositionalArgument(
        QStringLiteral("COMMAND"),
        Text::tr("What --command would say: words that are joined by blanks, as ssh does."),
        QStringLiteral("[-- COMMAND...]"));
    addHelp(parser);
}

void addRunningOptions(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("format"), Text::tr("Output: text (by default) or jsonl."), Text::tr("FORMAT")});
    parser.addOption({QStringLiteral("gather"),
                      Text::tr("Show no line before the run is over, then each different output once, below "
                               "the hosts that printed it.")});
    parser.addOption({QStringLiteral("yes"), Text::tr("Do not ask before a run in production.")});
    parser.addOption({QStringLiteral("dry-run"), Text::tr("Show what would run, and run nothing.")});
    parser.addOption(
        {QStringLiteral("no-history"), Text::tr("Do not keep the run and what its hosts print.")});
}

} // namespace regatta::cli
