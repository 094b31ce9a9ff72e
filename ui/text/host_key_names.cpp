#include "ui/text/host_key_names.h"

#include "core/model/target.h"
#include "core/targets/folding.h"
#include "core/targets/node_order.h"
#include "ui/text/sentences.h"

#include <algorithm>

namespace regatta::text {

namespace {

constexpr quint16 usualSshPort = 22;

/// Longer ones would push out of sight what is trusted.
constexpr qsizetype longestNames = 80;

/// Not folded: a whole pattern has no place among its hosts.
QString nameToSortBy(const trust::UnknownHost &host)
{
    const auto first = std::min_element(host.names.begin(), host.names.end(), targets::nodeLess);
    return first == host.names.end() ? host.host : *first;
}

} // namespace

QString hostKeyOwner(const trust::UnknownHost &host)
{
    const quint16 unusualPort = host.port == usualSshPort ? quint16{0} : host.port;
    const QString filed = neutralised(model::address({host.host, {}, unusualPort, {}}));
    if (host.names.isEmpty())
        return filed;
    return QStringLiteral("%1 (%2)").arg(neutralised(targets::fold(host.names), longestNames), filed);
}

bool hostKeyLess(const trust::UnknownHost &left, const trust::UnknownHost &right)
{
    const QString leftName = nameToSortBy(left);
    const QString rightName = nameToSortBy(right);
    return leftName == rightName ? targets::nodeLess(left.host, right.host)
                                 : targets::nodeLess(leftName, rightName);
}

} // namespace regatta::text
