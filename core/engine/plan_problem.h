#pragma once

#include "core/base/error.h"

#include <QString>

namespace regatta::engine {

/// Why no plan could be made: `where` names the key of the profile ("targets[2]", "steps[0].run").
struct PlanProblem
{
    base::Error error;
    QString where;

    bool operator==(const PlanProblem &) const = default;
};

} // namespace regatta::engine
