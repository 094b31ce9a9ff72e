#pragma once

#include "core/model/manifest.h"

#include <memory>

namespace regatta::text {

/// The manifest as people are shown it, never as it is run: targets that share a name are called by their
/// addresses, which tell them apart. The same one where no two share a name; null stays null.
std::shared_ptr<const model::Manifest> withDistinctNames(std::shared_ptr<const model::Manifest> manifest);

/// "web1", with a matrix "web1 app-3": what stands before a task's lines on the command line.
QString taskName(const model::Manifest &shown, model::TaskId task);

} // namespace regatta::text
