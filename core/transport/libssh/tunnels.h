#pragma once

#include "core/transport/libssh/tunnel.h"

#include <QHash>

#include <memory>

namespace regatta::transport::libssh {

/// The sessions with jump hosts of one reactor, one for each. All targets behind a jump host are served by
/// the same reactor, so that there is one in all. Of the reactor's thread.
class Tunnels
{
public:
    explicit Tunnels(Surroundings &surroundings)
        : m_surroundings(surroundings)
    {}

    /// The one that there is, or a new one; see Tunnel's constructor for `limits`. The last one's
    /// number of handshakes at once counts for all.
    std::shared_ptr<Tunnel> to(const Endpoint &jumpHost, const OpeningLimits &limits);

    void closeIdle();
    void idleLimitsChanged();
    /// After all sessions that go through them.
    void shutDown();

    /// From tunnels.
    void tunnelClosed(const Tunnel &tunnel);

private:
    Surroundings &m_surroundings;
    QHash<Endpoint, std::shared_ptr<Tunnel>> m_tunnels;
};

} // namespace regatta::transport::libssh
