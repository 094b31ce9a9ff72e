#pragma once

#include "core/base/error.h"
#include "core/transport/libssh/reactor.h"
#include "core/transport/libssh/resolver.h"

#include <functional>

namespace regatta::transport::libssh {

/// Connects to the first of several addresses that answers. The next address is tried as soon as one fails,
/// or while it keeps silent for a moment ("happy eyeballs", RFC 8305, without its sorting). Never blocks and
/// knows no deadline: whoever owns it destroys it. Of the reactor's thread.
class Connector final : Reactor::Watcher
{
public:
    /// A connected, non-blocking socket set up for SSH, or why there is none: ConnectionRefused,
    /// NetworkUnreachable, ConnectTimedOut, DescriptorsExhausted. May destroy the connector.
    using Done = std::function<void(base::Expected<Descriptor>)>;

    Connector(Reactor &reactor, Addresses addresses, Done done);
    ~Connector() override;

    void start() { tryNextAddress(); }

private:
    void descriptorReady(std::uint32_t epollEvents) override;
    void tryNextAddress();
    /// The error number of an attempt that failed at once, or 0.
    int attempt(const SocketAddress &address);
    void dropAttempts();
    void finish(base::Expected<Descriptor> result);

    Reactor &m_reactor;
    const Addresses m_addresses;
    Done m_done;
    size_t m_next = 0;
    int m_lastError = 0;
    std::vector<Descriptor> m_attempts; ///< under way, oldest first
    Timer m_patience;
};

} // namespace regatta::transport::libssh
