#pragma once

#include "core/engine/update_hub.h"
#include "core/spool/spool_reader.h"

#include <atomic>
#include <functional>
#include <span>

namespace regatta::engine {

/// What the tasks of a run that is over printed last, as the hub says it of a run that goes on: updates with
/// nothing but the last lines of each task that printed any, a few at a time. Walks the heads of all records
/// and reads the ends of the last two of each stream; memory is bounded by the number of tasks. Blocks on
/// the disk; any thread. Stops early when `isCancelled` becomes true.
void readLastLines(const spool::SpoolReader &reader, size_t tasks, const std::atomic<bool> &isCancelled,
                   const std::function<void(const std::vector<TaskUpdate> &)> &receive);

} // namespace regatta::engine
