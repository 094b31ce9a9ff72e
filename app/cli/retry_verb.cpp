#include "app/cli/carry_out.h"
#include "app/cli/messages.h"
#include "app/cli/run_options.h"
#include "app/cli/text.h"
#include "app/cli/verbs.h"
#include "app/data_folder.h"
#include "core/engine/connection_format.h"
#include "core/engine/retry_choice.h"
#include "core/history/history_reader.h"
#include "core/profile/manifest_format.h"
#include "ui/text/history_words.h"
#include "ui/text/sentences.h"

#include <QCommandLineParser>

namespace regatta::cli {

namespace {

const QList<std::pair<QString, engine::RetryKind>> &kinds()
{
    static const QList<std::pair<QString, engine::RetryKind>> all{
        {QStringLiteral("failed"), engine::RetryKind::Failed},
        {QStringLiteral("not-started"), engine::RetryKind::NotStarted},
        {QStringLiteral("unreachable"), engine::RetryKind::Unreachable}};
    return all;
}

void addRetryOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Text::tr(
        "Runs what did not succeed in a past run again: the same hosts, items and commands, as a run "
        "of its own."));
    parser.addOption({QStringLiteral("failed"), Text::tr("Only what was reached and went wrong.")});
    parser.addOption({QStringLiteral("not-started"), Text::tr("Only what had not begun.")});
    parser.addOption({QStringLiteral("unreachable"), Text::tr("Only hosts that were not reached.")});
    addRunningOptions(parser);
    parser.addPositionalArgument(QStringLiteral("RUN"),
                                 Text::tr("A past run: last, or the beginning of its id."));
    addHelp(parser);
}

/// The chosen kinds; all of them if none was chosen.
std::vector<engine::RetryKind> chosenKinds(const QCommandLineParser &parser)
{
    std::vector<engine::RetryKind> chosen;
    for (const auto &[name, kind] : kinds()) {
        if (parser.isSet(name))
            chosen.push_back(kind);
    }
    return chosen.empty() ? std::vector{engine::RetryKind::Unsuccessful} : chosen;
}

std::vector<model::TaskId> tasksToRetry(const history::RunRecord &run,
                                        const std::vector<engine::RetryKind> &kinds)
{
    std::vector<model::TaskId> tasks;
    for (std::uint32_t id = 0; id < run.tasks.size(); ++id) {
        const history::TaskRecord &task = run.tasks[id];
        const auto outcome = task.result ? std::optional(task.result->outcome) : std::nullopt;
        const bool hasBegun = !task.attempts.empty();
        if (std::any_of(kinds.begin(), kinds.end(),
                        [&](engine::RetryKind kind) { return engine::isToRetry(outcome, hasBegun, kind); }))
            tasks.push_back({id});
    }
    return tasks;
}

tl::expected<history::RunRecord, Refusal> readRun(const QString &word)
{
    const history::HistoryReader reader(app::historyFile());
    const auto id = reader.resolve(word);
    if (!id)
        return tl::unexpected(Refusal{ExitCode::CouldNotStart, {text::sentence(id.error())}});
    auto run = reader.run(*id);
    if (!run)
        return tl::unexpected(Refusal{ExitCode::CouldNotStart, {text::sentence(run.error())}});
    if (run->overview.state == history::RunState::Running)
        return tl::unexpected(Refusal{ExitCode::CouldNotStart, {Text::tr("That run still goes on.")}});
    return *std::move(run);
}

} // namespace

ExitCode retryVerb(const QStringList &words)
{
    QCommandLineParser parser;
    addRetryOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("regatta retry")} + words))
        return refused({ExitCode::Usage, {parser.errorText()}});
    if (parser.isSet(QStringLiteral("help")))
        return help(parser, QStringLiteral("retry"));
    const auto arguments = readRunningOptions(parser);
    if (!arguments)
        return refused({ExitCode::Usage, {arguments.error()}});
    if (parser.positionalArguments().size() != 1)
        return refused({ExitCode::Usage, {Text::tr("Say which run: regatta retry last, or its id.")}});

    const auto run = readRun(parser.positionalArguments().first());
    if (!run)
        return refused(run.error());
    const auto manifest = profile::manifestFrom(run->manifest);
    const engine::ConnectionSettings connection = engine::connectionFrom(run->connection);
    const auto plan = manifest ? engine::RunPlan::again(*manifest, connection)
                               : tl::unexpected(QList<engine::PlanProblem>());
    if (!plan)
        return refused({ExitCode::CouldNotStart, {Text::tr("What that run did can't be read any more.")}});
    const auto tasks = tasksToRetry(*run, chosenKinds(parser));
    if (tasks.empty()) {
        complain({Text::tr("There is nothing to retry.")});
        return ExitCode::AllSucceeded;
    }
    return carryOut(*arguments, plan->restrictedTo(tasks, newIdentity(run->overview.id)), connection);
}

} // namespace regatta::cli
