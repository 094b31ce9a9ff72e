#pragma once

#include "core/model/profile.h"
#include "core/model/target.h"
#include "core/model/task.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <utility>
#include <vector>

namespace regatta::model {

/// One combination of the matrix: a value for each axis, in the order of the axes. A profile without a matrix
/// has one item without values.
struct Item
{
    QList<std::pair<QString, QString>> values;

    /// The values, joined by ", ": what a table shows.
    QString label() const;
    bool operator==(const Item &) const = default;
};

/// One target with one item: a row of the table. Its TaskId is its place in Manifest::tasks.
struct Task
{
    TargetIndex target;
    ItemIndex item;

    bool operator==(const Task &) const = default;
};

/// Which run it is. Left empty in a plan that is only looked at.
struct RunIdentity
{
    QString run;         ///< a UUID without braces
    QString parent;      ///< the run that this one retries, or empty
    QString version;     ///< of Regatta
    QDateTime startedAt; ///< for people; everything else is monotonic

    bool operator==(const RunIdentity &) const = default;
};

/// What exactly a run does; it never changes once the run has started. Command lines follow from it: see
/// engine::RunPlan::commandLine.
struct Manifest
{
    RunIdentity identity;
    Profile profile;
    QList<Target> targets;
    QList<Item> items;
    std::vector<Task> tasks; ///< target by target, its items in order

    const Target &target(TaskId id) const { return targets[tasks[id.value].target.value]; }
    const Item &item(TaskId id) const { return items[tasks[id.value].item.value]; }
    size_t taskCount() const { return tasks.size(); }

    bool operator==(const Manifest &) const = default;
};

} // namespace regatta::model
