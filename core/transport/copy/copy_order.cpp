#include "core/transport/copy/copy_order.h"

#include "core/transport/copy/file_copy.h"

namespace regatta::transport {

QByteArray withoutSlash(QByteArray path)
{
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path;
}

QByteArray destinationOf(const CopyOrder &order)
{
    if (!order.to.endsWith('/'))
        return order.to;
    return order.to + copy::splitPath(withoutSlash(order.from)).second;
}

} // namespace regatta::transport
