#include "core/transport/libssh/route.h"

#include "core/transport/libssh/jump_route.h"
#include "core/transport/libssh/tcp_route.h"

namespace regatta::transport::libssh {

std::unique_ptr<Route> makeRoute(Surroundings &surroundings, const Endpoint &endpoint,
                                 std::chrono::milliseconds connectLimit)
{
    if (endpoint.jump)
        return std::make_unique<JumpRoute>(surroundings, endpoint, connectLimit);
    return std::make_unique<TcpRoute>(surroundings, endpoint);
}

} // namespace regatta::transport::libssh
