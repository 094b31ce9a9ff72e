#pragma once

#include "core/engine/run_plan.h"
#include "core/profile/problem.h"

#include <QString>

namespace regatta::text {

/// What the window's form calls the place of this key: "Step 2, Command" for "steps[1].run", `Variables, a b`
/// for `variables["a b"]`. What has no field there keeps its key: it is to be looked for in the file.
QString fieldName(const QString &key);

/// The field and what is wrong with it, for somebody who fills in a form and has seen no file.
QString formSentence(const profile::Problem &problem);
QString formSentence(const engine::PlanProblem &problem);

} // namespace regatta::text
