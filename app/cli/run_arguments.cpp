#include "app/cli/run_arguments.h"

#include "app/cli/run_options.h"
#include "app/cli/text.h"
#include "core/engine/amounts.h"
#include "core/model/names.h"
#include "core/profile/permissions.h"
#include "core/profile/profile_format.h"

#include <QCommandLineParser>

namespace regatta::cli {

namespace {

/// Reads options one after the other and keeps the first complaint.
class OptionReader
{
public:
    explicit OptionReader(const QCommandLineParser &parser)
        : m_parser(parser)
    {}

    QString complaint;

    QString text(const QString &name)
    {
        const QString value = m_parser.value(name);
        // A variable of a script that is not set must not give it all of a profile's hosts, or its command.
        if (value.isEmpty() && m_parser.isSet(name))
            complain(Text::tr("--%1 must not be empty.").arg(name));
        return value;
    }

    std::optional<int> number(const QString &name, int least, int most)
    {
        if (!m_parser.isSet(name))
            return std::nullopt;
        bool isNumber = false;
        const int value = text(name).toInt(&isNumber);
        if (isNumber && value >= least && value <= most)
            return value;
        complain(Text::tr("--%1 takes a number from %2 to %3, not \"%4\".")
                     .arg(name)
                     .arg(least)
                     .arg(most)
                     .arg(text(name)));
        return std::nullopt;
    }

    std::optional<std::chrono::milliseconds> seconds(const QString &name)
    {
        if (!m_parser.isSet(name))
            return std::nullopt;
        bool isNumber = false;
        const double value = text(name).toDouble(&isNumber);
        if (isNumber && value >= 0 && value <= profile::format::mostSeconds)
            return profile::format::millisecondsOf(value);
        complain(Text::tr("--%1 takes a number of seconds, not \"%2\".").arg(name, text(name)));
        return std::nullopt;
    }

    /// "1,10%": counts and shares.
    QStringList amounts(const QString &name)
    {
        const QStringList words = text(name).split(u',', Qt::SkipEmptyParts);
        if (m_parser.isSet(name) && words.isEmpty())
            complainAboutAmount(name, text(name));
        for (const QString &word : words) {
            if (!engine::amount(word, 1))
                complainAboutAmount(name, word);
        }
        return words;
    }

    /// One of them.
    QString amount(const QString &name)
    {
        const QStringList words = amounts(name);
        if (words.size() > 1)
            complainAboutAmount(name, text(name));
        return words.value(0);
    }

    /// One of a few words.
    template <typename Value>
    std::optional<Value> choice(const QString &name, const QList<std::pair<QString, Value>> &choices)
    {
        if (!m_parser.isSet(name))
            return std::nullopt;
        QStringList words;
        for (const auto &[word, value] : choices) {
            if (word == text(name))
                return value;
            words << word;
        }
        complain(Text::tr("--%1 takes one of %2, not \"%3\".")
                     .arg(name, words.join(QStringLiteral(", ")), text(name)));
        return std::nullopt;
    }

    QMap<QString, QString> assignments(const QString &name)
    {
        QMap<QString, QString> assigned;
        for (const QString &assignment : m_parser.values(name)) {
            const qsizetype equals = assignment.indexOf(u'=');
            if (equals > 0)
                assigned[assignment.left(equals)] = assignment.mid(equals + 1);
            else
                complain(Text::tr("--%1 takes NAME=VALUE, not \"%2\".").arg(name, assignment));
        }
        return assigned;
    }

    QMap<QString, int> caps(const QString &name)
    {
        QMap<QString, int> numbers;
        const QMap<QString, QString> assigned = assignments(name);
        for (auto cap = assigned.begin(); cap != assigned.end(); ++cap) {
            bool isNumber = false;
            numbers[cap.key()] = cap.value().toInt(&isNumber);
            if (!isNumber || numbers[cap.key()] < 1)
                complain(Text::tr("--%1 takes NAME=N with N from 1, not \"%2\".")
                             .arg(name, cap.key() + u'=' + cap.value()));
        }
        return numbers;
    }

    std::optional<model::FileCopy> copy()
    {
        const bool isPush = m_parser.isSet(QStringLiteral("push"));
        const bool isPull = m_parser.isSet(QStringLiteral("pull"));
        if (!isPush && !isPull) {
            if (m_parser.isSet(QStringLiteral("to")) || m_parser.isSet(QStringLiteral("mode")))
                complain(Text::tr("--to and --mode go with --push or --pull."));
            return std::nullopt;
        }
        if (isPush && isPull)
            complain(Text::tr("--push and --pull can't be combined: make a profile with two steps."));
        if (text(QStringLiteral("to")).isEmpty())
            complain(Text::tr("Say where to copy it: --to PATH."));
        const QString mode = text(QStringLiteral("mode"));
        if (!mode.isEmpty() && !profile::permissionsFrom(mode))
            complain(Text::tr("--mode takes permissions such as 0644, not \"%1\".").arg(mode));
        using Direction = model::FileCopy::Direction;
        return model::FileCopy{isPush ? Direction::Push : Direction::Pull,
                               text(isPush ? QStringLiteral("push") : QStringLiteral("pull")),
                               text(QStringLiteral("to")), mode};
    }

    void complain(const QString &sentence)
    {
        if (complaint.isEmpty())
            complaint = sentence;
    }

private:
    void complainAboutAmount(const QString &name, const QString &found)
    {
        complain(
            Text::tr("--%1 takes numbers and percentages such as 5 or 10%, not \"%2\".").arg(name, found));
    }

    const QCommandLineParser &m_parser;
};

QList<std::pair<QString, model::TransportKind>> transports()
{
    using enum model::TransportKind;
    QList<std::pair<QString, model::TransportKind>> choices;
    for (const model::TransportKind kind : {LibSsh, OpenSsh, Local})
        choices.emplace_back(model::name(kind).toString(), kind);
    return choices;
}

RunArguments readOptions(OptionReader &options)
{
    using trust::HostKeyPolicy;
    RunArguments run;
    run.hostsFile = options.text(QStringLiteral("hosts"));
    run.command = options.text(QStringLiteral("command"));
    run.become = options.text(QStringLiteral("become"));
    run.inputFile = options.text(QStringLiteral("stdin"));
    run.environment = options.assignments(QStringLiteral("env"));
    run.copy = options.copy();
    run.parallel = options.number(QStringLiteral("parallel"), 0, 1'000'000);
    run.user = options.text(QStringLiteral("user"));
    run.port = quint16(options.number(QStringLiteral("port"), 1, 65'535).value_or(0));
    run.identity = options.text(QStringLiteral("identity"));
    run.transport = options.choice(QStringLiteral("transport"), transports());
    run.connectTimeout = options.seconds(QStringLiteral("connect-timeout"));
    run.logInTimeout = options.seconds(QStringLiteral("login-timeout"));
    run.stepTimeout = options.seconds(QStringLiteral("timeout"));
    run.silenceTimeout = options.seconds(QStringLiteral("silence-timeout"));
    run.retries = options.number(QStringLiteral("retries"), 0, profile::format::mostAttempts - 1);
    run.waves = options.amounts(QStringLiteral("waves"));
    run.waveBy = options.text(QStringLiteral("wave-by"));
    run.stopAfterFailures = options.amount(QStringLiteral("stop-after-failures"));
    run.stopAfterUnreachable = options.amount(QStringLiteral("stop-after-unreachable"));
    run.caps = options.caps(QStringLiteral("cap"));
    run.runTimeout = options.seconds(QStringLiteral("run-timeout"));
    run.hostKeyPolicy = options.choice<HostKeyPolicy>(
        QStringLiteral("host-keys"), {{QStringLiteral("ask"), HostKeyPolicy::Ask},
                                      {QStringLiteral("strict"), HostKeyPolicy::Strict},
                                      {QStringLiteral("accept-new"), HostKeyPolicy::AcceptNew}});
    run.knownHostsFile = options.text(QStringLiteral("known-hosts"));
    run.sshConfigFile = options.text(QStringLiteral("ssh-config"));
    run.variables = options.assignments(QStringLiteral("set"));
    run.repeat = options.number(QStringLiteral("repeat"), 1, 1'000'000).value_or(1);
    return run;
}

void readRunning(OptionReader &options, const QCommandLineParser &parser, RunArguments &run)
{
    run.format = options
                     .choice<OutputFormat>(QStringLiteral("format"),
                                           {{QStringLiteral("text"), OutputFormat::Text},
                                            {QStringLiteral("jsonl"), OutputFormat::JsonLines}})
                     .value_or(OutputFormat::Text);
    run.yes = parser.isSet(QStringLiteral("yes"));
    run.dryRun = parser.isSet(QStringLiteral("dry-run"));
    run.keepsHistory = !parser.isSet(QStringLiteral("no-history"));
}

QString complaintAboutStep(const RunArguments &run)
{
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
    readRunning(options, parser, run);
    if (!options.complaint.isEmpty())
        return tl::unexpected(options.complaint);
    return run;
}

tl::expected<RunArguments, QString> parseRunArguments(const QStringList &arguments,
                                                      QCommandLineParser &parser)
{
    addRunOptions(parser);
    parser.setApplicationDescription(Text::tr("Runs one command on many hosts at the same time."));
    // QCommandLineParser wants the program's name first; the verb stands for it.
    if (!parser.parse(QStringList{QStringLiteral("regatta run")} + arguments))
        return tl::unexpected(parser.errorText());

    OptionReader options(parser);
    RunArguments run = readOptions(options);
    run.hasPty = parser.isSet(QStringLiteral("pty"));
    run.nodeSets = parser.values(QStringLiteral("w"));
    readRunning(options, parser, run);
    run.pauseBetweenWaves = parser.isSet(QStringLiteral("pause-between-waves"));
    run.demo = parser.isSet(QStringLiteral("demo"));
    const QStringList files = parser.positionalArguments();
    run.profileFile = files.value(0);
    if (!parser.isSet(QStringLiteral("help")))
        options.complain(complaintAboutCombination(run, files));
    if (!options.complaint.isEmpty())
        return tl::unexpected(options.complaint);
    return run;
}

} // namespace regatta::cli
