#include "core/transport/libssh/tcp_route.h"

#include "core/transport/libssh/resolver.h"

#include <utility>

namespace regatta::transport::libssh {

TcpRoute::TcpRoute(Surroundings &surroundings, const Endpoint &endpoint)
    : m_surroundings(surroundings)
    , m_endpoint(endpoint)
    , m_receiver(surroundings.reactor)
{}

void TcpRoute::open(Opened opened)
{
    m_opened = std::move(opened);
    if (!m_addresses.empty())
        return connect(m_addresses);
    m_surroundings.resolver.resolve(
        m_endpoint.dialled(), m_endpoint.port,
        m_receiver.posted([this](const base::Expected<Addresses> &addresses) { connect(addresses); }));
}

void TcpRoute::connect(const base::Expected<Addresses> &addresses)
{
    if (!addresses)
        return finish(tl::unexpected(Failure{model::Outcome::Unreachable, addresses.error()}));
    m_addresses = *addresses;
    m_connector = std::make_unique<Connector>(
        m_surroundings.reactor, m_addresses, [this](base::Expected<Descriptor> socket) {
            m_connector.reset();
            if (socket)
                finish(Socket{std::move(*socket), nullptr});
            else
                finish(tl::unexpected(Failure{model::Outcome::Unreachable, socket.error()}));
        });
    m_connector->start();
}

void TcpRoute::finish(tl::expected<Socket, Failure> result)
{
    const Opened opened = std::exchange(m_opened, nullptr);
    opened(std::move(result));
}

} // namespace regatta::transport::libssh
