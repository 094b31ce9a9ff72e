#pragma once

#include "core/model/manifest.h"

#include <vector>

namespace regatta::ui {

/// The run's profile with the targets of these tasks alone, each with the user, port and variables that it
/// had.
model::Profile profileOfTasks(const model::Manifest &manifest, const std::vector<model::TaskId> &tasks);

} // namespace regatta::ui
