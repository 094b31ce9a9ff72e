#pragma once

#include "core/model/profile.h"
#include "core/model/task.h"

#include <QStringView>

#include <optional>

namespace regatta::model {

/// The names that files and JSON lines use, in snake case. What a person reads is made in ui/text.
QStringView name(TaskState state);
QStringView name(Outcome outcome);
QStringView name(OutputStream stream);
QStringView name(TransportKind kind);
QStringView name(Environment environment);
QStringView name(StepCondition condition);

std::optional<Outcome> outcomeFromName(QStringView name);
std::optional<TransportKind> transportFromName(QStringView name);
std::optional<Environment> environmentFromName(QStringView name);
std::optional<StepCondition> stepConditionFromName(QStringView name);

} // namespace regatta::model
