#pragma once

#include "core/engine/run_plan.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace regatta::ui {

/// What a person is shown before anything runs. A value, so that the rules can be tested without a dialog.
struct Confirmation
{
    QString title;             ///< what the job is called; empty: it has neither a name nor a file
    QStringList commands;      ///< of the first task, resolved, step by step
    int differentCommands = 0; ///< among all tasks
    QStringList afterFailure;  ///< what people call those steps that run only after a failed one
    int targets = 0;
    int tasks = 0;
    int parallel = 0;      ///< 0: all at once
    int mostConnected = 0; ///< hosts that this machine can hold connections with at a time; 0: any number
    QString firstTarget;
    QString lastTarget;
    bool isRetry = false;             ///< of some tasks of the run that is shown
    bool isAgain = false;             ///< exactly what a past run was
    std::optional<QStringList> added; ///< addresses; unset: no earlier run is known
    std::optional<QStringList> removed;
    model::Environment environment = model::Environment::None;
    std::vector<int> waves; ///< targets of each; empty: all in one
    bool approvesWaves = false;
    QString stopAfterFailures;    ///< as the profile says it
    QString stopAfterUnreachable; ///< the same; empty: they count as failures
    bool failuresPerWave = false;
    bool asksForNumber = false; ///< the number of targets must be typed
    bool needsReview = false;   ///< the file is from elsewhere: a person must say that they have looked at it

    /// Whether what was typed and said is enough.
    bool isSatisfiedBy(const QString &typed, bool isReviewed) const;

    /// Whether some wait although they may run.
    bool isShortOfConnections() const;

    bool operator==(const Confirmation &) const = default;
};

/// `lastTargets`: addresses of the last run of the same profile, if one is known. From `numberFrom` targets
/// on their number is to be typed, whatever the environment.
Confirmation confirmationFor(const engine::RunPlan &plan, const std::optional<QStringList> &lastTargets,
                             int numberFrom);

/// The addresses of a plan's targets that have tasks, in order.
QStringList targetAddresses(const model::Manifest &manifest);

} // namespace regatta::ui
