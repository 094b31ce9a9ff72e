#pragma once

#include "core/model/manifest.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace regatta::model {

/// What targets that stand together are called where they have to be told apart: by their names, and those
/// that share a name by their addresses. A value.
class TargetNames
{
public:
    void add(const Target &target);

    /// Of one that was added.
    QString of(const Target &target) const;
    bool areShared() const { return !m_shared.isEmpty(); }

private:
    QHash<QString, QString> m_addresses; // by name: of the first target that has it
    QSet<QString> m_shared;              // names that do not tell which target is meant
};

/// The manifest as people are shown it, never as it is run: with the names that TargetNames gives its
/// targets. The same one where no two share a name; null stays null.
std::shared_ptr<const Manifest> withDistinctNames(std::shared_ptr<const Manifest> manifest);

/// "web1", with a matrix "web1 app-3": what stands before a task's lines on the command line.
QString taskName(const Manifest &shown, TaskId task);

} // namespace regatta::model
