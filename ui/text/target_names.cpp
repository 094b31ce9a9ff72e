#include "ui/text/target_names.h"

#include <QHash>

namespace regatta::text {

std::shared_ptr<const model::Manifest> withDistinctNames(std::shared_ptr<const model::Manifest> manifest)
{
    if (!manifest)
        return manifest;
    QHash<QString, int> uses;
    for (const model::Target &target : manifest->targets)
        ++uses[target.name];
    if (uses.size() == manifest->targets.size())
        return manifest;
    auto shown = std::make_shared<model::Manifest>(*manifest);
    for (model::Target &target : shown->targets) {
        if (uses.value(target.name) > 1)
            target.name = model::address(target);
    }
    return shown;
}

QString taskName(const model::Manifest &shown, model::TaskId task)
{
    const QString item = shown.item(task).label();
    const QString &name = shown.target(task).name;
    return item.isEmpty() ? name : name + u' ' + item;
}

} // namespace regatta::text
