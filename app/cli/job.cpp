#include "app/cli/job.h"

#include "app/cli/option_names.h"
#include "app/cli/standard_input.h"
#include "app/cli/text.h"
#include "core/base/quoting.h"
#include "core/engine/source_check.h"
#include "core/profile/profile_check.h"
#include "core/profile/profile_reader.h"
#include "core/targets/hosts_file.h"
#include "core/targets/node_set.h"
#include "ui/text/problem_sentences.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <utility>

namespace regatta::cli {

namespace {

tl::unexpected<Refusal> refuse(QStringList sentences)
{
    return tl::unexpected(Refusal{ExitCode::Usage, std::move(sentences)});
}

QStringList sentencesFor(const QList<profile::Problem> &problems, const QString &file)
{
    QStringList sentences;
    for (const profile::Problem &problem : problems) {
        // What the file doesn't define the command line may; the plan knows.
        if (problem.isWarning && problem.code == base::ErrorCode::UnknownPlaceholder)
            continue;
        const QString mark = problem.isWarning ? Text::tr("warning: ") : QString();
        sentences << mark + text::sentence(problem, file);
    }
    return sentences;
}

/// Where in the option it is wrong, which the plan doesn't say; empty: nowhere.
QString placeInNodeSet(const engine::PlanProblem &problem, const model::Profile &profile)
{
    for (qsizetype i = 0; i < profile.targets.size(); ++i) {
        if (problem.where != QStringLiteral("targets[%1]").arg(i))
            continue;
        const auto read = targets::expand(profile.targets[i].nodeSet, targets::groupsFrom(profile.groups));
        return read ? QString() : text::sentence(read.error());
    }
    return {};
}

QString sentenceFor(const engine::PlanProblem &problem, const model::Profile &profile,
                    const RunArguments &arguments)
{
    const QString option = optionFor(problem.where, arguments);
    if (option.isEmpty())
        return text::sentence(problem);
    if (const QString place = placeInNodeSet(problem, profile); !place.isEmpty())
        return QStringLiteral("%1: %2").arg(option, place);
    QString sentence = text::sentence(engine::PlanProblem{problem.error, option});
    if (problem.error.code == base::ErrorCode::SharedDestination) {
        const QString apart = QDir::cleanPath(arguments.copy->to) + QStringLiteral("/{{host}}");
        sentence +=
            u' ' +
            Text::tr("For example: %1").arg(QStringLiteral("--to ") + base::quotedForPosixShell(apart));
    }
    return sentence;
}

tl::expected<targets::Expansion, targets::HostsFileError> hostsOfStandardInput()
{
    const QByteArray content = readStandardInput(targets::largestHostsFile);
    if (content.size() <= targets::largestHostsFile)
        return targets::parseHosts(content);
    return tl::unexpected(
        targets::HostsFileError{{base::ErrorCode::FileTooLarge, Text::tr("standard input"), 0, {}}, 0});
}

void applyTimeouts(const RunArguments &arguments, model::Profile &profile)
{
    model::Timeouts &timeouts = profile.timeouts;
    if (arguments.connectTimeout)
        timeouts.connect = *arguments.connectTimeout;
    timeouts.logIn = arguments.logInTimeout.value_or(timeouts.logIn);
    timeouts.silence = arguments.silenceTimeout.value_or(timeouts.silence);
    timeouts.run = arguments.runTimeout.value_or(timeouts.run);
    if (!arguments.stepTimeout)
        return;
    timeouts.step = *arguments.stepTimeout;
    for (model::Step &step : profile.steps)
        step.timeout.reset();
}

void applySafeguards(const RunArguments &arguments, model::Profile &profile)
{
    if (arguments.retries)
        profile.retry.attempts = *arguments.retries + 1;
    if (!arguments.waves.isEmpty())
        profile.waves = arguments.waves;
    if (!arguments.waveBy.isEmpty())
        profile.waveBy = arguments.waveBy;
    if (!arguments.stopAfterFailures.isEmpty())
        profile.stopAfterFailures = arguments.stopAfterFailures;
    if (!arguments.stopAfterUnreachable.isEmpty())
        profile.stopAfterUnreachable = arguments.stopAfterUnreachable;
    profile.caps.insert(arguments.caps);
    profile.approveWaves = profile.approveWaves || arguments.pauseBetweenWaves;
}

/// On the command line a path is relative to the current folder, whatever the profile's is; one that begins
/// with a placeholder can't be told from an absolute one yet, and is left to the profile's.
QString absoluteHere(const QString &path)
{
    const bool beginsElsewhere = path.isEmpty() || path.startsWith(u'~') || path.startsWith(u"{{");
    return beginsElsewhere ? path : QDir::current().absoluteFilePath(path);
}

model::Step stepFor(const RunArguments &arguments)
{
    model::Step step;
    step.run = arguments.command;
    step.copy = arguments.copy;
    if (step.copy) {
        const bool isPush = step.copy->direction == model::FileCopy::Direction::Push;
        QString &local = isPush ? step.copy->from : step.copy->to;
        local = absoluteHere(local);
    }
    step.become = arguments.become;
    step.inputFile = absoluteHere(arguments.inputFile);
    step.variables = arguments.environment;
    step.hasPty = arguments.hasPty;
    return step;
}

} // namespace

tl::expected<ProfileAndWarnings, Refusal> profileFor(const RunArguments &arguments)
{
    ProfileAndWarnings result;
    result.folder = QDir::currentPath();
    if (arguments.profileFile.isEmpty())
        return result;

    const auto file = profile::read(arguments.profileFile);
    if (!file) {
        return refuse(sentencesFor(file.error().problems, arguments.profileFile));
    }
    result.profile = file->profile;
    result.folder = QFileInfo(arguments.profileFile).absolutePath();
    result.warnings = sentencesFor(file->warnings, arguments.profileFile);
    return result;
}

tl::expected<void, Refusal> applyArguments(const RunArguments &arguments, model::Profile &profile)
{
    if (!arguments.nodeSets.isEmpty() || !arguments.hostsFile.isEmpty())
        profile.targets.clear();
    for (const QString &nodeSet : arguments.nodeSets)
        profile.targets.append({nodeSet, {}, 0, {}});
    if (!arguments.hostsFile.isEmpty()) {
        const bool isPiped = isStandardInput(arguments.hostsFile);
        const auto hosts = isPiped ? hostsOfStandardInput() : targets::readHostsFile(arguments.hostsFile);
        if (!hosts)
            return refuse(
                {text::sentence(hosts.error(), isPiped ? Text::tr("standard input") : arguments.hostsFile)});
        for (const model::Target &target : hosts->targets)
            profile.targets.append({target.name, target.user, target.port, {}});
    }
    if (!arguments.command.isEmpty() || arguments.copy)
        profile.steps = {stepFor(arguments)};
    if (arguments.parallel)
        profile.parallel = *arguments.parallel;
    if (arguments.transport)
        profile.transport = *arguments.transport;
    applyTimeouts(arguments, profile);
    applySafeguards(arguments, profile);
    profile.variables.insert(arguments.variables);
    return {};
}

tl::expected<Job, Refusal> planFor(const model::Profile &profile,
                                   const engine::ConnectionSettings &connection,
                                   const RunArguments &arguments)
{
    if (auto problems = profile::check(profile); profile::hasErrors(problems)) {
        for (profile::Problem &problem : problems) {
            if (const QString option = optionFor(problem.key, arguments); !option.isEmpty())
                problem.key = option;
        }
        return refuse(sentencesFor(problems, {}));
    }

    auto plan = engine::RunPlan::make(profile, connection, newIdentity());
    if (!plan) {
        QStringList sentences;
        for (const engine::PlanProblem &problem : plan.error())
            sentences << sentenceFor(problem, profile, arguments);
        return refuse(sentences);
    }
    Job job{*std::move(plan), {}};
    if (const QStringList &twice = job.plan.notes().duplicates; !twice.isEmpty()) {
        job.warnings << Text::tr("Named more than once, run once: %1")
                            .arg(text::neutralised(twice.join(QStringLiteral(", "))));
    }
    return job;
}

tl::expected<void, Refusal> checkSources(const engine::RunPlan &plan, const RunArguments &arguments)
{
    engine::SourceCheck sources;
    std::optional<base::Error> problem;
    for (std::uint32_t task = 0; task < plan.manifest()->taskCount(); ++task) {
        const auto found = sources.problemOf(plan, {task}, 1, {});
        if (!found)
            return {}; // the run says it of those for whom there is none
        if (!problem)
            problem = found;
    }
    if (!problem)
        return {};
    QString option;
    if (!arguments.inputFile.isEmpty())
        option = QStringLiteral("--stdin: ");
    else if (arguments.copy)
        option = QStringLiteral("--push: ");
    return refuse({option + text::sentence(*problem)});
}

engine::ConnectionSettings connectionFor(const RunArguments &arguments, const QString &profileFolder)
{
    engine::ConnectionSettings connection = engine::defaultConnectionSettings();
    connection.user = arguments.user;
    connection.port = arguments.port;
    if (!arguments.identity.isEmpty())
        connection.identityFiles = {QDir::current().absoluteFilePath(arguments.identity)};
    connection.hostKeyPolicy = arguments.hostKeyPolicy;
    if (!arguments.knownHostsFile.isEmpty())
        connection.knownHostsFiles = {QDir::current().absoluteFilePath(arguments.knownHostsFile)};
    connection.sshConfigFile = arguments.sshConfigFile;
    connection.profileFolder = profileFolder;
    return connection;
}

model::RunIdentity newIdentity(const QString &parent)
{
    return {.run = QUuid::createUuid().toString(QUuid::WithoutBraces),
            .parent = parent,
            .version = QCoreApplication::applicationVersion(),
            .startedAt = QDateTime::currentDateTime()};
}

} // namespace regatta::cli
