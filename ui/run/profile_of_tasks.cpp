#include "ui/run/profile_of_tasks.h"

#include "core/targets/folding.h"

#include <algorithm>
#include <set>

namespace regatta::ui {

namespace {

bool areGivenTheSame(const model::Target &target, const model::TargetEntry &entry)
{
    return target.user == entry.user && target.port == entry.port && target.variables == entry.variables;
}

} // namespace

model::Profile profileOfTasks(const model::Manifest &manifest, const std::vector<model::TaskId> &tasks)
{
    std::set<model::TargetIndex> chosen;
    for (const model::TaskId task : tasks)
        chosen.insert(manifest.tasks[task.value].target);

    model::Profile profile = manifest.profile;
    profile.exclude.clear();
    profile.targets.clear();
    QList<QStringList> names; // of each entry
    for (const model::TargetIndex index : chosen) {
        const model::Target &target = manifest.targets[index.value];
        auto entry = std::find_if(profile.targets.cbegin(), profile.targets.cend(),
                                  [&](const auto &known) { return areGivenTheSame(target, known); });
        const auto place = entry - profile.targets.cbegin();
        if (entry == profile.targets.cend()) {
            profile.targets.append({.user = target.user, .port = target.port, .variables = target.variables});
            names.append(QStringList());
        }
        names[place].append(target.name);
    }
    for (qsizetype i = 0; i < names.size(); ++i)
        profile.targets[i].nodeSet = targets::fold(names[i]);
    return profile;
}

} // namespace regatta::ui
