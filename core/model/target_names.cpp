#include "core/model/target_names.h"

namespace regatta::model {

void TargetNames::add(const Target &target)
{
    const QString its = address(target);
    const auto first = m_addresses.constFind(target.name);
    if (first == m_addresses.constEnd())
        m_addresses.insert(target.name, its);
    else if (*first != its)
        m_shared.insert(target.name);
}

QString TargetNames::of(const Target &target) const
{
    return m_shared.contains(target.name) ? address(target) : target.name;
}

std::shared_ptr<const Manifest> withDistinctNames(std::shared_ptr<const Manifest> manifest)
{
    if (!manifest)
        return manifest;
    TargetNames names;
    for (const Target &target : manifest->targets)
        names.add(target);
    if (!names.areShared())
        return manifest;
    auto shown = std::make_shared<Manifest>(*manifest);
    for (Target &target : shown->targets)
        target.name = names.of(target);
    return shown;
}

QString taskName(const Manifest &shown, TaskId task)
{
    const QString item = shown.item(task).label();
    const QString &name = shown.target(task).name;
    return item.isEmpty() ? name : name + u' ' + item;
}

} // namespace regatta::model
