#pragma once

#include "core/model/manifest.h"

#include <QString>

#include <vector>

namespace regatta::cli {

/// The hosts of these tasks as one short expression, "n[01-03,07]"; with a matrix each part with its items,
/// "n[01-03] app-[1-2]; n07 app-3". Empty for no tasks. `shown`: with the names that people see.
QString foldedTasks(const model::Manifest &shown, const std::vector<model::TaskId> &tasks);

} // namespace regatta::cli
