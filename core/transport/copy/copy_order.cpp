#include "core/transport/copy/copy_order.h"

#include "core/transport/copy/paths.h"

namespace regatta::transport {

QByteArray destinationOf(const CopyOrder &order)
{
    if (!order.to.endsWith('/'))
        return order.to;
    return order.to + copy::splitPath(copy::withoutSlash(order.from)).second;
}

} // namespace regatta::transport
