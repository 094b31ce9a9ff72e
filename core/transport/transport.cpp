#include "core/transport/transport.h"

namespace regatta::transport {

size_t qHash(const Endpoint &endpoint, size_t seed) noexcept
{
    // Whatever differs between endpoints differs in these three nearly always; equality looks at the rest.
    return qHashMulti(seed, endpoint.host, endpoint.port, endpoint.user);
}

} // namespace regatta::transport
