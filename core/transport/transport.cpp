#include "core/transport/transport.h"

#include <tuple>

namespace regatta::transport {

namespace {

auto values(const Endpoint &endpoint)
{
    return std::tie(endpoint.host, endpoint.hostName, endpoint.port, endpoint.user, endpoint.identityFiles,
                    endpoint.hostKeyName, endpoint.hostKeyPolicy, endpoint.knownHostsFiles,
                    endpoint.sshConfigFile, endpoint.proxyJump, endpoint.proxyCommand, endpoint.onlyOpenSsh);
}

template <typename Value>
bool areEqual(const std::shared_ptr<Value> &one, const std::shared_ptr<Value> &other)
{
    return one == other || (one && other && *one == *other);
}

} // namespace

bool Endpoint::operator==(const Endpoint &other) const
{
    return values(*this) == values(other) && areEqual(options, other.options) && areEqual(jump, other.jump);
}

size_t qHash(const Endpoint &endpoint, size_t seed) noexcept
{
    // Whatever differs between endpoints differs in these three nearly always; equality looks at the rest.
    return qHashMulti(seed, endpoint.host, endpoint.port, endpoint.user);
}

} // namespace regatta::transport
