#include "app/cli/job.h"
#include "app/cli/messages.h"
#include "app/cli/text.h"
#include "app/cli/verbs.h"
#include "core/profile/questions.h"
#include "core/targets/node_set.h"
#include "ui/text/problem_sentences.h"

namespace regatta::cli {

namespace {

/// How to call a verb that has no options: an answer to --help, else a complaint.
ExitCode howToCall(const QString &sentence, const QStringList &arguments)
{
    if (arguments != QStringList{QStringLiteral("--help")} && arguments != QStringList{QStringLiteral("-h")})
        return usage(sentence);
    print(sentence);
    return ExitCode::AllSucceeded;
}

} // namespace

ExitCode checkVerb(const QStringList &arguments)
{
    if (arguments.size() != 1 || arguments.first().startsWith(u'-'))
        return howToCall(Text::tr("Usage: regatta check FILE"), arguments);
    RunArguments run;
    run.profileFile = arguments.first();
    const auto file = profileFor(run);
    if (!file) {
        complain(file.error().sentences);
        return file.error().exitCode;
    }
    complain(file->warnings);
    const auto job = planFor(profile::withStandIns(file->profile), connectionFor(run, file->folder));
    if (!job) {
        complain(job.error().sentences);
        return job.error().exitCode;
    }
    complain(job->warnings);
    const model::Manifest &manifest = *job->plan.manifest();
    print(Text::tr("%1 is sound: %2, %3, %4")
              .arg(run.profileFile, Text::tr("%Ln target(s)", nullptr, int(manifest.targets.size())),
                   Text::tr("%Ln item(s)", nullptr, int(manifest.items.size())),
                   Text::tr("%Ln task(s)", nullptr, int(manifest.taskCount()))));
    return ExitCode::AllSucceeded;
}

ExitCode expandVerb(const QStringList &arguments)
{
    if (arguments.isEmpty() || arguments.first().startsWith(u'-'))
        return howToCall(Text::tr("Usage: regatta expand NODESET..."), arguments);
    const auto expansion = targets::expand(arguments.join(u','));
    if (!expansion)
        return usage(text::sentence(expansion.error()));
    for (const model::Target &target : expansion->targets)
        print(model::address(target));
    return ExitCode::AllSucceeded;
}

} // namespace regatta::cli
