#include "app/cli/carry_out.h"
#include "app/cli/job.h"
#include "app/cli/messages.h"
#include "app/cli/standard_input.h"
#include "app/cli/terminal_prompter.h"
#include "app/cli/text.h"
#include "app/cli/verbs.h"
#include "app/demo/demo_fleet.h"
#include "core/profile/questions.h"
#include "ui/text/sentences.h"

#include <QCommandLineParser>

#include <utility>

namespace regatta::cli {

namespace {

/// Asks what the profile wants to be asked and --set has not answered.
tl::expected<void, Refusal> answerQuestions(model::Profile &profile)
{
    std::unique_ptr<Terminal> terminal;
    for (const model::Question &question : profile::openQuestions(profile)) {
        if (!terminal)
            terminal = Terminal::open();
        std::optional<QString> answer;
        if (terminal) {
            const QString prompt = question.prompt.isEmpty() ? question.name : question.prompt;
            terminal->write(text::neutralised(prompt) + QStringLiteral(": "));
            answer = terminal->readLine();
        }
        if (!answer) {
            return tl::unexpected(
                Refusal{ExitCode::CouldNotStart,
                        {Text::tr("The profile asks for \"%1\", and nobody can be asked: use "
                                  "--set %1=VALUE.")
                             .arg(text::neutralised(question.name))}});
        }
        profile.variables[question.name] = *answer;
    }
    return {};
}

/// The demo's fleet, if it was asked for, and what it changes: its profile, its key, its known hosts.
struct Prepared
{
    std::unique_ptr<demo::DemoFleet> fleet;
    ProfileAndWarnings profile;
    engine::ConnectionSettings connection;
};

tl::expected<Prepared, Refusal> prepare(const RunArguments &arguments)
{
    Prepared prepared;
    if (arguments.demo) {
        auto fleet = demo::DemoFleet::start({});
        if (!fleet)
            return tl::unexpected(Refusal{ExitCode::CouldNotStart, {text::sentence(fleet.error())}});
        prepared.fleet = *std::move(fleet);
        prepared.profile.profile = prepared.fleet->exampleProfile();
    } else {
        auto profile = profileFor(arguments);
        if (!profile)
            return tl::unexpected(profile.error());
        prepared.profile = *std::move(profile);
    }
    if (const auto applied = applyArguments(arguments, prepared.profile.profile); !applied)
        return tl::unexpected(applied.error());
    if (const auto answered = answerQuestions(prepared.profile.profile); !answered)
        return tl::unexpected(answered.error());
    prepared.connection = connectionFor(arguments, prepared.profile.folder);
    if (prepared.fleet) {
        prepared.connection.knownHostsFiles = {prepared.fleet->knownHostsFile()};
        prepared.connection.sshConfigFile = QStringLiteral("none"); // whatever the person has configured
    }
    return prepared;
}

} // namespace

ExitCode runVerb(const QStringList &words)
{
    QCommandLineParser parser;
    auto arguments = parseRunArguments(words, parser);
    if (!arguments)
        return refused({ExitCode::Usage, {arguments.error()}});
    if (parser.isSet(QStringLiteral("help")))
        return help(parser, QStringLiteral("run"));

    InputCopy input; // for as long as anything may read it
    if (isStandardInput(arguments->inputFile) && !arguments->dryRun) {
        auto copied = copyStandardInput();
        if (!copied)
            return refused(copied.error());
        input = *std::move(copied);
        arguments->inputFile = input.path;
    }
    const auto prepared = prepare(*arguments);
    if (!prepared)
        return refused(prepared.error());
    complain(prepared->profile.warnings);
    const auto job = planFor(prepared->profile.profile, prepared->connection, *arguments);
    if (!job)
        return refused(job.error());
    complain(job->warnings);
    return carryOut(*arguments, job->plan, prepared->connection);
}

} // namespace regatta::cli
