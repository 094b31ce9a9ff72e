#include "app/cli/run_arguments.h"

#include "app/cli/option_reader.h"
#include "app/cli/run_options.h"
#include "app/cli/standard_input.h"
#include "app/cli/text.h"
#include "core/model/names.h"
#include "core/profile/permissions.h"
#include "core/profile/profile_format.h"
#include "ui/text/sentences.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace regatta::cli {

namespace {

QList<std::pair<QString, model::TransportKind>> transports()
{
    using enum model::TransportKind;
    QList<std::pair<QString, model::TransportKind>> choices;
    for (const model::TransportKind kind : {LibSsh, OpenSsh, Local})
        choices.emplace_back(model::name(kind).toString(), kind);
    return choices;
}

std::optional<model::FileCopy> readCopy(OptionReader &options)
{
    const bool isPush = options.isSet(QStringLiteral("push"));
    const bool isPull = options.isSet(QStringLiteral("pull"));
    if (!isPush && !isPull) {
        if (options.isSet(QStringLiteral("to")) || options.isSet(QStringLiteral("mode")))
            options.complain(Text::tr("--to and --mode go with --push or --pull."));
        return std::nullopt;
    }
    if (isPush && isPull)
        options.complain(Text::tr("--push and --pull can't be combined: make a profile with two steps."));
    if (options.text(QStringLiteral("to")).isEmpty())
        options.complain(Text::tr("Say where to copy it: --to PATH."));
    const QString mode = options.text(QStringLiteral("mode"));
    if (!mode.isEmpty() && !profile::permissionsFrom(mode))
        options.complain(Text::tr("--mode takes permissions such as 0644, not \"%1\".").arg(mode));
    using Direction = model::FileCopy::Direction;
    return model::FileCopy{isPush ? Direction::Push : Direction::Pull,
                           options.text(isPush ? QStringLiteral("push") : QStringLiteral("pull")),
                           options.text(QStringLiteral("to")), mode};
}

void readWork(OptionReader &options, RunArguments &run)
{
    run.nodeSets = options.texts(QStringLiteral("w"));
    run.hostsFile = options.text(QStringLiteral("hosts"));
    run.command = options.text(QStringLiteral("command"));
    run.become = options.text(QStringLiteral("become"));
    run.inputFile = options.text(QStringLiteral("stdin"));
    run.environment = options.assignments(QStringLiteral("env"));
    run.hasPty = options.isSet(QStringLiteral("pty"));
    run.copy = readCopy(options);
}

void readConnection(OptionReader &options, RunArguments &run)
{
    run.parallel = options.number(QStringLiteral("parallel"), 0, 1'000'000);
    run.user = options.text(QStringLiteral("user"));
    run.port = quint16(options.number(QStringLiteral("port"), 1, 65'535).value_or(0));
    run.identity = options.text(QStringLiteral("identity"));
    run.transport = options.choice(QStringLiteral("transport"), transports());
}

void readTimeouts(OptionReader &options, RunArguments &run)
{
    run.connectTimeout = options.seconds(QStringLiteral("connect-timeout"));
    run.logInTimeout = options.seconds(QStringLiteral("login-timeout"));
    run.stepTimeout = options.seconds(QStringLiteral("timeout"));
    run.silenceTimeout = options.seconds(QStringLiteral("silence-timeout"));
    run.retries = options.number(QStringLiteral("retries"), 0, profile::format::mostAttempts - 1);
}

void readSafeguards(OptionReader &options, RunArguments &run)
{
    run.waves = options.amounts(QStringLiteral("waves"));
    run.waveBy = options.text(QStringLiteral("wave-by"));
    run.pauseBetweenWaves = options.isSet(QStringLiteral("pause-between-waves"));
    run.stopAfterFailures = options.amount(QStringLiteral("stop-after-failures"));
    run.stopAfterUnreachable = options.amount(QStringLiteral("stop-after-unreachable"));
    run.caps = options.caps(QStringLiteral("cap"));
    run.runTimeout = options.seconds(QStringLiteral("run-timeout"));
}

void readSsh(OptionReader &options, RunArguments &run)
{
    using trust::HostKeyPolicy;
    run.hostKeyPolicy = options.choice<HostKeyPolicy>(
        QStringLiteral("host-keys"), {{QStringLiteral("ask"), HostKeyPolicy::Ask},
                                      {QStringLiteral("strict"), HostKeyPolicy::Strict},
                                      {QStringLiteral("accept-new"), HostKeyPolicy::AcceptNew}});
    run.knownHostsFile = options.text(QStringLiteral("known-hosts"));
    run.sshConfigFile = options.text(QStringLiteral("ssh-config"));
}

/// What addRunningOptions() adds.
void readRunning(OptionReader &options, RunArguments &run)
{
    run.format = options
                     .choice<OutputFormat>(QStringLiteral("format"),
                                           {{QStringLiteral("text"), OutputFormat::Text},
                                            {QStringLiteral("jsonl"), OutputFormat::JsonLines}})
                     .value_or(OutputFormat::Text);
    run.gathers = options.isSet(QStringLiteral("gather"));
    if (run.gathers && run.format != OutputFormat::Text)
        options.complain(Text::tr("--gather is for people: it goes with --format text alone."));
    run.yes = options.isSet(QStringLiteral("yes"));
    run.dryRun = options.isSet(QStringLiteral("dry-run"));
    run.keepsHistory = !options.isSet(QStringLiteral("no-history"));
}

/// Everything behind "--" is the command, its words joined by blanks as ssh does it.
struct SplitWords
{
    QStringList options;
    std::optional<QStringList> command;

    explicit SplitWords(const QStringList &words)
        : options(words)
    {
        const qsizetype place = words.indexOf(QStringLiteral("--"));
        if (place < 0)
            return;
        options = words.first(place);
        command = words.sliced(place + 1);
    }
};

/// Of a word that was meant for the command, most likely.
QString complaintAboutFile(const QStringList &files)
{
    const QString first = files.value(0);
    const bool isMeantAsFile =
        first.isEmpty() || first.endsWith(QStringLiteral(".regatta")) || QFileInfo::exists(first);
    if (isMeantAsFile)
        return {};
    return Text::tr("There is no profile \"%1\". A command is said with --command 'COMMAND', or at the end "
                    "behind --.")
        .arg(text::neutralised(first));
}

QString complaintAboutCommand(const SplitWords &words, const RunArguments &run)
{
    if (!words.command)
        return {};
    if (words.command->join(u' ').trimmed().isEmpty())
        return Text::tr("The command is missing behind --.");
    return run.command.isEmpty() ? QString()
                                 : Text::tr("Say the command with --command or behind --, not both.");
}

/// Of several complaints the person hears the first one: the groups are read in this order.
RunArguments readOptions(OptionReader &options)
{
    RunArguments run;
    readWork(options, run);
    readConnection(options, run);
    readTimeouts(options, run);
    readSafeguards(options, run);
    readSsh(options, run);
    run.variables = options.assignments(QStringLiteral("set"));
    run.repeat = options.number(QStringLiteral("repeat"), 1, 1'000'000).value_or(1);
    readRunning(options, run);
    run.demo = options.isSet(QStringLiteral("demo"));
    return run;
}

QString complaintAboutStep(const RunArguments &run)
{
    if (isStandardInput(run.inputFile) && isStandardInput(run.hostsFile))
        return Text::tr("--hosts - and --stdin - can't both have standard input.");
    if (run.copy && !run.command.isEmpty())
        return Text::tr("--command can't be combined with --push or --pull: make a profile with two steps.");
    const bool saysHow =
        !run.become.isEmpty() || !run.inputFile.isEmpty() || !run.environment.isEmpty() || run.hasPty;
    if (saysHow && run.command.isEmpty())
        return Text::tr(
            "--become, --stdin, --env and --pty belong to --command; a profile says them itself.");
    return {};
}

QString complaintAboutCombination(const RunArguments &run, const QStringList &files)
{
    if (files.size() > 1)
        return Text::tr("One profile can be run at a time; %1 were given.").arg(files.size());
    const bool hasTargets = !run.nodeSets.isEmpty() || !run.hostsFile.isEmpty();
    if (files.isEmpty() && !run.demo && !hasTargets)
        return Text::tr("Say where to run: a profile, or hosts with -w or --hosts.");
    if (files.isEmpty() && !run.demo && run.command.isEmpty() && !run.copy)
        return Text::tr(
            "Say what to run: a profile, a command with --command, or a copy with --push or --pull.");
    if (run.demo && (hasTargets || !files.isEmpty()))
        return Text::tr("--demo brings its own hosts and profile; it can't be combined with others.");
    return complaintAboutStep(run);
}

} // namespace

tl::expected<RunArguments, QString> readRunningOptions(const QCommandLineParser &parser)
{
    OptionReader options(parser);
    RunArguments run;
    readRunning(options, run);
    if (!options.complaint().isEmpty())
        return tl::unexpected(options.complaint());
    return run;
}

tl::expected<RunArguments, QString> parseRunArguments(const QStringList &arguments,
                                                      QCommandLineParser &parser)
{
    addRunOptions(parser);
    parser.setApplicationDescription(Text::tr("Runs one command on many hosts at the same time."));
    // QCommandLineParser wants the program's name first; the verb stands for it.
    const SplitWords words(arguments);
    const bool isParsed = parser.parse(QStringList{QStringLiteral("regatta run")} + words.options);
    const QStringList files = parser.positionalArguments();
    const QString complaint = complaintAboutFile(files); // whose options may be those that are unknown
    if (!isParsed)
        return tl::unexpected(complaint.isEmpty() ? parser.errorText() : complaint);

    OptionReader options(parser);
    RunArguments run = readOptions(options);
    run.profileFile = files.value(0);
    if (!parser.isSet(QStringLiteral("help"))) {
        options.complain(complaint);
        options.complain(complaintAboutCommand(words, run));
    }
    if (words.command)
        run.command = words.command->join(u' ');
    if (!parser.isSet(QStringLiteral("help")))
        options.complain(complaintAboutCombination(run, files));
    if (!options.complaint().isEmpty())
        return tl::unexpected(options.complaint());
    return run;
}

} // namespace regatta::cli
