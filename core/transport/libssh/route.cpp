#include "core/transport/libssh/route.h"

#include "core/transport/libssh/jump_route.h"
#include "core/transport/libssh/proxy_route.h"
#include "core/transport/libssh/tcp_route.h"

namespace regatta::transport::libssh {

std::unique_ptr<Route> makeRoute(Surroundings &surroundings, const Endpoint &endpoint,
                                 const OpeningLimits &limits)
{
    if (endpoint.jump)
        return std::make_unique<JumpRoute>(surroundings, endpoint, limits);
    if (!endpoint.proxyCommand.isEmpty())
        return std::make_unique<ProxyRoute>(surroundings, endpoint);
    return std::make_unique<TcpRoute>(surroundings, endpoint);
}

} // namespace regatta::transport::libssh
