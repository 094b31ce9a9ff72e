#pragma once

#include "core/base/error.h"
#include "core/engine/run_plan.h"
#include "core/model/task.h"

#include <QString>

namespace regatta::text {

/// What happened, in one sentence, with the detail in it. Details may come from a host: they are neutralised.
QString whatHappened(const base::Error &error);

/// What the person can do next, in one sentence; empty where there is nothing to be done.
QString whatToDo(const base::Error &error);

/// Both.
QString sentence(const base::Error &error);

/// For a narrow column: "refused", "exit 1", "signal KILL", "no route"; empty for success.
QString shortReason(const model::AttemptResult &result);

/// "targets[2]: ..." for people: the key first, then the sentence.
QString sentence(const engine::PlanProblem &problem);

/// Untrusted text in one line: control characters become "·" or a space, long text is cut with an ellipsis.
/// Bidirectional overrides are taken out too, as they can make a line read as another.
QString neutralised(QString text, qsizetype limit = 500);

/// The same for text of several lines, which stay lines: commands that a person is to judge.
QString neutralisedLines(const QString &text, qsizetype limitOfLine = 10'000);

} // namespace regatta::text
