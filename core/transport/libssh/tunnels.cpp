#include "core/transport/libssh/tunnels.h"

#include <utility>

namespace regatta::transport::libssh {

std::shared_ptr<Tunnel> Tunnels::to(const Endpoint &jumpHost, const OpeningLimits &limits)
{
    const auto known = m_tunnels.constFind(jumpHost);
    if (known != m_tunnels.cend()) {
        (*known)->allowHandshakes(limits.throughJumpHost);
        return *known;
    }
    auto tunnel = std::make_shared<Tunnel>(m_surroundings, *this, jumpHost, limits);
    m_tunnels.insert(jumpHost, tunnel);
    return tunnel;
}

void Tunnels::closeIdle()
{
    // A tunnel that goes through another keeps that one busy until it is closed itself.
    bool hasClosed = true;
    while (hasClosed) {
        hasClosed = false;
        const auto tunnels = m_tunnels.values(); // those that close are taken out
        for (const auto &tunnel : tunnels)
            hasClosed |= tunnel->closeIdle();
    }
}

void Tunnels::idleLimitsChanged()
{
    for (const auto &tunnel : std::as_const(m_tunnels))
        tunnel->idleLimitChanged();
}

void Tunnels::shutDown()
{
    const auto tunnels = std::exchange(m_tunnels, {});
    for (const auto &tunnel : tunnels)
        tunnel->close();
}

void Tunnels::tunnelClosed(const Tunnel &tunnel)
{
    const auto known = m_tunnels.constFind(tunnel.jumpHost());
    if (known != m_tunnels.cend() && known->get() == &tunnel)
        m_tunnels.erase(known);
}

} // namespace regatta::transport::libssh
