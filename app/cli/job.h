#pragma once

#include "app/cli/exit_codes.h"
#include "app/cli/run_arguments.h"
#include "core/engine/endpoint_resolver.h"
#include "core/engine/run_plan.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace regatta::cli {

/// Why there is nothing to run: sentences for stderr and the program's exit code.
struct Refusal
{
    ExitCode exitCode = ExitCode::Usage;
    QStringList sentences;
};

struct Job
{
    engine::RunPlan plan;
    QStringList warnings;
};

/// The profile that the arguments name, with what the arguments say above it.
struct ProfileAndWarnings
{
    model::Profile profile;
    QString folder; ///< of the file; the working folder if there is none
    QStringList warnings;
};
tl::expected<ProfileAndWarnings, Refusal> profileFor(const RunArguments &arguments);

/// Lays the arguments over a profile: the demo's, or the one of profileFor().
tl::expected<void, Refusal> applyArguments(const RunArguments &arguments, model::Profile &profile);

/// The plan, or all that is wrong with it; what the arguments have laid over the profile is called by the
/// names of its options.
tl::expected<Job, Refusal> planFor(const model::Profile &profile,
                                   const engine::ConnectionSettings &connection,
                                   const RunArguments &arguments = {});

/// Whether any task can be done at all with what is read on this machine for it: inputs and sources of
/// copies. Blocks while it looks. `arguments` name what was said there in place of the profile.
tl::expected<void, Refusal> checkSources(const engine::RunPlan &plan, const RunArguments &arguments);

engine::ConnectionSettings connectionFor(const RunArguments &arguments, const QString &profileFolder);

/// A fresh identity for a run that starts now; `parent`: the run that it retries.
model::RunIdentity newIdentity(const QString &parent = {});

} // namespace regatta::cli
