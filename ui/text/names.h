#pragma once

#include "core/engine/stragglers.h"
#include "core/model/profile.h"
#include "core/model/task.h"

#include <QString>

namespace regatta::text {

/// One or two words, capitalised, as a table and a button show them.
QString stateName(model::TaskState state);
QString outcomeName(model::Outcome outcome);
QString transportName(model::TransportKind kind);
QString environmentName(model::Environment environment); ///< empty for None

/// So many tasks ended like this: "3 failed", "2 host keys refused".
QString countOf(model::Outcome outcome, int tasks);

/// The outcome if there is one, else the state.
QString statusName(model::TaskState state, std::optional<model::Outcome> outcome);

/// What a job is called: its name, else its file's; empty if it has neither. Fit to be shown.
QString jobName(const QString &name, const QString &profilePath);

/// What such a task's state is called, and a sentence about it; empty for No.
QString stragglingName(engine::Straggling straggling);
QString explanation(engine::Straggling straggling);

} // namespace regatta::text
