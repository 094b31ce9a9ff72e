#pragma once

#include "core/transport/libssh/connector.h"
#include "core/transport/libssh/route.h"
#include "core/transport/libssh/surroundings.h"
#include "core/transport/transport.h"

namespace regatta::transport::libssh {

/// Straight to the host, over TCP: name look-up, then the first address that answers.
class TcpRoute final : public Route
{
public:
    TcpRoute(Surroundings &surroundings, const Endpoint &endpoint);

    void prepare(Prepared prepared) override { prepared({}); }
    void open(Opened opened) override;
    void giveBackTurn() override {}
    int descriptors() const override { return 1; }

private:
    void connect(const base::Expected<Addresses> &addresses);
    void finish(tl::expected<Socket, Failure> result);

    Surroundings &m_surroundings;
    const Endpoint &m_endpoint;
    Addresses m_addresses; ///< kept for another try
    std::unique_ptr<Connector> m_connector;
    Opened m_opened;
    Receiver m_receiver; ///< last: what comes for us is dropped before anything else is gone
};

} // namespace regatta::transport::libssh
