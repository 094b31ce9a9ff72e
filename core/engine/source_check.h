#pragma once

#include "core/engine/run_plan.h"

#include <QByteArray>
#include <QHash>

#include <optional>

namespace regatta::engine {

/// Whether what is to be copied to the hosts can be read here, so that nobody finds out on the last of them.
/// Looks at each path once. Of one thread, which it blocks for as long as a look at all files of a folder
/// takes.
class SourceCheck
{
public:
    /// What keeps one of the task's steps from being copied.
    std::optional<base::Error> problemOf(const RunPlan &plan, model::TaskId task, int attempt,
                                         model::Slot slot);

private:
    QHash<QByteArray, std::optional<base::Error>> m_known; ///< by path
};

} // namespace regatta::engine
