#include "app/cli/folded_tasks.h"

#include "core/targets/folding.h"
#include "ui/text/sentences.h"

#include <QMap>
#include <QStringList>

#include <limits>

namespace regatta::cli {

QString foldedTasks(const model::Manifest &shown, const std::vector<model::TaskId> &tasks)
{
    QMap<QString, QStringList> hostsOfItems;
    for (const model::TaskId task : tasks)
        hostsOfItems[shown.item(task).label()] << shown.target(task).name;
    QMap<QString, QStringList> itemsOfHosts; // those that are concerned on the same hosts
    for (auto item = hostsOfItems.cbegin(); item != hostsOfItems.cend(); ++item)
        itemsOfHosts[targets::fold(item.value())] << item.key();
    QStringList parts;
    for (auto hosts = itemsOfHosts.cbegin(); hosts != itemsOfHosts.cend(); ++hosts) {
        const QString items = targets::fold(hosts.value());
        parts << (items.isEmpty() ? hosts.key() : hosts.key() + u' ' + items);
    }
    return text::neutralised(parts.join(QStringLiteral("; ")), std::numeric_limits<qsizetype>::max());
}

} // namespace regatta::cli
