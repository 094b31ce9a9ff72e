#include "app/cli/carry_out.h"

#include "app/cli/dry_run.h"
#include "app/cli/messages.h"
#include "app/cli/run_series.h"
#include "app/cli/terminal_prompter.h"
#include "app/cli/text.h"
#include "app/services.h"
#include "core/transport/libssh/libssh_transport.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <utility>

namespace regatta::cli {

namespace {

using namespace std::chrono_literals;

/// Nobody comes back after the run, but another of its tasks may be about to need the session.
constexpr auto idleLimitOfOneRun = 10s;
/// The next run needs all of them, however long this one takes.
constexpr auto idleLimitOfSeries = 24h;

/// The plan with what the ssh configuration says: users and ports stand in command lines too.
engine::RunPlan configured(const engine::RunPlan &plan)
{
    if (plan.manifest()->profile.transport == model::TransportKind::Local)
        return plan;
    return plan.withHostAnswers(transport::SshConfig().lookUpNow(plan.sshConfigFile(), plan.hostQueries()));
}

/// Production is asked about once. Without anybody to ask, only --yes will do.
tl::expected<void, Refusal> confirm(const RunArguments &arguments, const engine::RunPlan &plan)
{
    const model::Manifest &manifest = *plan.manifest();
    if (arguments.yes || manifest.profile.environment != model::Environment::Production)
        return {};
    const auto terminal = Terminal::open();
    if (!terminal) {
        return tl::unexpected(Refusal{ExitCode::CouldNotStart,
                                      {Text::tr("This profile is for production: say --yes to run it "
                                                "where nobody can be asked.")}});
    }
    const QString count = QString::number(manifest.targets.size());
    const model::Step &first = manifest.profile.steps.first();
    terminal->write(Text::tr("PRODUCTION: %1 on %n target(s), %2 to %3.", nullptr, count.toInt())
                        .arg(text::neutralised(first.copy ? plan.shownLine(model::TaskId{0}, 0) : first.run),
                             text::neutralised(manifest.targets.first().name),
                             text::neutralised(manifest.targets.last().name)) +
                    u'\n' + wavesSentence(plan) + Text::tr("Type the number of targets to run it: "));
    if (terminal->readLine().value_or(QString()).trimmed() == count)
        return {};
    return tl::unexpected(Refusal{ExitCode::CouldNotStart, {Text::tr("Not confirmed; nothing was run.")}});
}

/// What the system keeps from being as parallel as the person wants it; nothing is lost by that but time.
void noteDescriptors(const model::Manifest &manifest)
{
    const int wanted = int(manifest.targets.size());
    const int parallel = manifest.profile.parallel;
    const int possible = transport::mostOpenSessions();
    if (manifest.profile.transport != model::TransportKind::LibSsh ||
        std::min(wanted, parallel == 0 ? wanted : parallel) <= possible)
        return;
    complain(
        {Text::tr(
             "Only %1 hosts at a time can be connected here, for want of descriptors (see \"ulimit -n\") "
             "or memory: the others wait for their turn.")
             .arg(possible)});
}

std::unique_ptr<trust::Prompter> makePrompter(const std::shared_ptr<Conversation> &conversation, int hosts)
{
    auto terminal = Terminal::open(conversation);
    return terminal ? std::make_unique<TerminalPrompter>(std::move(terminal), hosts) : nullptr;
}

} // namespace

ExitCode carryOut(const RunArguments &arguments, const engine::RunPlan &plan,
                  const engine::ConnectionSettings &connection)
{
    if (arguments.dryRun) {
        showPlan(configured(plan), arguments.format);
        return ExitCode::AllSucceeded;
    }
    if (const auto checked = checkSources(plan, arguments); !checked)
        return refused(checked.error());
    if (const auto confirmed = confirm(arguments, plan); !confirmed)
        return refused(confirmed.error());
    noteDescriptors(*plan.manifest());
    app::ServiceSettings settings;
    settings.libSsh.idle.longest = arguments.repeat == 1 ? idleLimitOfOneRun : idleLimitOfSeries;
    const auto conversation = std::make_shared<Conversation>();
    const int hosts = int(plan.manifest()->targets.size());
    app::Services services(makePrompter(conversation, hosts), std::move(settings));
    return runSeries(arguments, plan, connection, services, conversation);
}

ExitCode refused(const Refusal &refusal)
{
    complain(refusal.sentences);
    return refusal.exitCode;
}

} // namespace regatta::cli
