#pragma once

#include "core/engine/run_plan.h"
#include "core/profile/problem.h"

#include <QStringList>

namespace regatta::ui {

/// Everything that keeps a profile from running, in the form's words: what its check found, warnings apart,
/// and what its plan did. Both look at some fields; what the check says of one is said once.
QStringList problemSentences(const QList<profile::Problem> &found,
                             const QList<engine::PlanProblem> &ofPlan = {});

/// One a line, no more than anybody reads; how many more there are stands at the end.
QString problemLines(const QStringList &sentences);

} // namespace regatta::ui
