#include "core/transport/routing_transport.h"

#include <utility>

namespace regatta::transport {

RoutingTransport::RoutingTransport(std::unique_ptr<Transport> libSsh,
                                   std::function<std::unique_ptr<Transport>()> makeOpenSsh)
    : m_libSsh(std::move(libSsh))
    , m_makeOpenSsh(std::move(makeOpenSsh))
{}

void RoutingTransport::start(Execution execution)
{
    if (execution.endpoint.onlyOpenSsh.isEmpty())
        m_libSsh->start(std::move(execution));
    else
        openSsh().start(std::move(execution));
}

void RoutingTransport::stop(ExecutionId id)
{
    // Who doesn't know the id ignores it.
    m_libSsh->stop(id);
    if (Transport *openSsh = openSshIfUsed())
        openSsh->stop(id);
}

void RoutingTransport::goOn(ExecutionId id, QByteArray command)
{
    if (Transport *openSsh = openSshIfUsed())
        openSsh->goOn(id, command);
    m_libSsh->goOn(id, std::move(command));
}

void RoutingTransport::closeIdleSessions()
{
    m_libSsh->closeIdleSessions();
    if (Transport *openSsh = openSshIfUsed())
        openSsh->closeIdleSessions();
}

/// The ssh program keeps none.
void RoutingTransport::setIdleLimits(const IdleLimits &limits)
{
    m_libSsh->setIdleLimits(limits);
}

Transport &RoutingTransport::openSsh()
{
    const std::lock_guard lock(m_mutex);
    if (!m_openSsh)
        m_openSsh = m_makeOpenSsh();
    return *m_openSsh;
}

Transport *RoutingTransport::openSshIfUsed()
{
    const std::lock_guard lock(m_mutex);
    return m_openSsh.get();
}

} // namespace regatta::transport
