#pragma once

#include "core/transport/libssh/handshake_gate.h"
#include "core/transport/libssh/idle_count.h"
#include "core/transport/libssh/reactor.h"
#include "core/transport/libssh/settings.h"

namespace regatta::trust {
class Credentials;
class HostKeyVerifier;
} // namespace regatta::trust

namespace regatta::transport::libssh {

class AgentPool;
class KeyStore;
class ProxyProcesses;
class Resolver;
class Tunnels;

/// What sessions work with: one reactor's own, and what all reactors share. Outlives them.
struct Surroundings
{
    Reactor &reactor;
    const LibSshSettings &settings;
    Resolver &resolver;
    std::shared_ptr<KeyStore> keys;
    AgentPool &agents;
    trust::HostKeyVerifier &verifier;
    trust::Credentials &credentials;
    HandshakeGate &handshakes;
    PlaceGate &descriptors;
    PlaceGate &copiedFiles; ///< of this machine, open at once
    IdleCount &idleSessions;
    Tunnels &tunnels;
    ProxyProcesses &proxies;
    /// Asks all reactors to close sessions without work, because someone waits for a descriptor. Any thread.
    std::function<void()> makeRoom;
};

/// Turns a call into a message for a reactor that is dropped if its receiver is gone by then. The token is a
/// member of the receiver; only the reactor's thread looks at whether it still lives.
class Receiver
{
public:
    explicit Receiver(Reactor &reactor)
        : m_mailbox(reactor.mailbox())
    {}

    /// A function that may be called from any thread, at any time.
    template <typename Function>
    auto posted(Function function) const
    {
        return [mailbox = m_mailbox, token = std::weak_ptr<int>(m_token), function](auto... values) {
            mailbox->post([token, function, ... values = std::move(values)]() mutable {
                if (!token.expired())
                    function(std::move(values)...);
            });
        };
    }

private:
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<int> m_token = std::make_shared<int>(0);
};

} // namespace regatta::transport::libssh
