#pragma once

#include "core/transport/libssh/agent_filter.h"
#include "core/transport/libssh/ssh_connection.h"

#include <QThreadPool>

#include <chrono>
#include <functional>
#include <map>
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
    explicit AgentPool(int threads);
    /// Breaks off what is under way.
    ~AgentPool();

    /// Lends the connection to a thread of the pool until `done` gives it back, from that thread. Not called
    /// any more if the pool is destroyed before its turn came.
    /// An agent that doesn't answer keeps a thread for as long as this lives.
    class Visit
    {
    public:
        Visit() = default;
        ~Visit() { end(); }
        Visit(Visit &&other) noexcept = default;
        Visit &operator=(Visit &&other) noexcept
        {
            end();
            m_state = std::move(other.m_state);
            return *this;
        }

    private:
        friend class AgentPool;

        struct State
        {
            std::mutex mutex;
            int agent = -1; // guarded by mutex, as all below
            bool isOver = false;
        };
        void end();

        std::shared_ptr<State> m_state;
    };

    struct Answer
    {
        AuthProgress progress = AuthProgress::Denied;
        QList<QByteArray> offered = {}; ///< public keys, if the agent's were arranged
    };
    using Done = std::function<void(std::shared_ptr<SshConnection>, const Answer &)>;
    /// `socketPath` as in SSH_AUTH_SOCK.
    [[nodiscard]] Visit logIn(const QString &socketPath, std::shared_ptr<SshConnection> connection,
                              std::chrono::milliseconds timeout, AgentKeys keys, Done done);

private:
    Answer logInOver(const QString &socketPath, SshConnection &connection, std::chrono::milliseconds timeout,
                     const AgentKeys &keys, Visit::State &visit);
    static bool begin(Visit::State &visit, int agent);
    Descriptor takeAgent(const QString &socketPath);
    void keepAgent(const QString &socketPath, Descriptor agent);

    const Descriptor m_abort; ///< eventfd, readable once the pool is being destroyed
    std::mutex m_mutex;
    // Guarded by m_mutex:
    std::map<QString, std::vector<Descriptor>> m_idleAgents; // by socket path
    std::vector<int> m_busyAgents;
    bool m_aborted = false;
    QThreadPool m_pool;
};

} // namespace regatta::transport::libssh
