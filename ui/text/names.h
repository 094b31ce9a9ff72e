#pragma once

#include "core/model/profile.h"
#include "core/model/task.h"

#include <QString>

namespace regatta::text {

/// One or two words, capitalised, as a table and a button show them.
QString stateName(model::TaskState state);
QString outcomeName(model::Outcome outcome);
QString transportName(model::TransportKind kind);
QString environmentName(model::Environment environment); ///< empty for None

/// The outcome if there is one, else the state.
QString statusName(model::TaskState state, std::optional<model::Outcome> outcome);

} // namespace regatta::text
