#pragma once

#include "core/transport/libssh/ssh_connection.h"

#include <QThreadPool>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace regatta::transport::libssh {

/// Logs in with the keys of ssh-agent, on threads of its own, because libssh waits for the agent's answer,
/// and the agent perhaps for a person. Each thread keeps one connection to the agent and lends it to one
/// session after the other: ssh-agent runs out of descriptors long before we do.
class AgentPool
{
public:
    /// `socketPath` as in SSH_AUTH_SOCK; empty: there is no agent.
    AgentPool(QString socketPath, int threads);
    /// Breaks off what is under way.
    ~AgentPool();

    bool isConfigured() const { return !m_socketPath.isEmpty(); }

    /// Lends the connection to a thread of the pool until `done` gives it back, from that thread. Not called
    /// any more if the pool is destroyed before its turn came.
    using Done = std::function<void(std::shared_ptr<SshConnection>, AuthProgress)>;
    void logIn(std::shared_ptr<SshConnection> connection, std::chrono::milliseconds timeout, Done done);

private:
    AuthProgress logInOver(SshConnection &connection, std::chrono::milliseconds timeout);
    Descriptor takeAgent();
    void keepAgent(Descriptor agent);

    const QString m_socketPath;
    const Descriptor m_abort; ///< eventfd, readable once the pool is being destroyed
    std::mutex m_mutex;
    std::vector<Descriptor> m_idleAgents; // guarded by m_mutex
    std::vector<int> m_busyAgents;        // guarded by m_mutex
    bool m_aborted = false;               // guarded by m_mutex
    QThreadPool m_pool;
};

} // namespace regatta::transport::libssh
