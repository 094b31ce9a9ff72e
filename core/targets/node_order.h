#pragma once

#include <QStringList>
#include <QStringView>

namespace regatta::targets {

/// Whether `a` comes before `b` in ClusterShell's order: names are sorted by what they are without their
/// numbers, names of the same kind by their numbers from left to right (shorter ones first: 9, 09, 10), so
/// that web10 follows web9. A strict total order.
bool nodeLess(QStringView a, QStringView b);

void sortNodes(QStringList &names);

/// Where the run of digits that starts at `from` ends; `from` if there is none.
qsizetype endOfDigits(QStringView text, qsizetype from);

} // namespace regatta::targets
