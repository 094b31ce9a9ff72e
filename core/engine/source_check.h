#pragma once

#include "core/engine/run_plan.h"

#include <QByteArray>
#include <QHash>

#include <optional>

namespace regatta::engine {

/// Whether what is read on this machine for the hosts, inputs of commands and sources of copies, can be read,
/// so that nobody finds out on the last of them, or at the last step. Looks at each path once. What is read
/// behind a step that brings files here is left to its own step. Of one thread, which it blocks for as long
/// as a look at all files of a folder takes.
class SourceCheck
{
public:
    /// What keeps one of the task's steps, whichever it is, from being done.
    std::optional<base::Error> problemOf(const RunPlan &plan, model::TaskId task, int attempt,
                                         model::Slot slot);

private:
    std::optional<base::Error> problemOf(const transport::Input &input);
    std::optional<base::Error> problemOf(const transport::CopyOrder &order);

    QHash<QString, std::optional<base::Error>> m_inputs;    ///< by path, as below
    QHash<QByteArray, std::optional<base::Error>> m_copied; ///< which may be folders, too
};

} // namespace regatta::engine
