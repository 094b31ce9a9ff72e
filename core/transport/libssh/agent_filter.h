#pragma once

#include "core/transport/libssh/descriptor.h"

#include <QByteArray>
#include <QList>

#include <thread>

namespace regatta::transport::libssh {

/// What an agent is to offer, and in which order.
struct AgentKeys
{
    QList<QByteArray> first; ///< public ones, as known_hosts and authorized_keys hold them, decoded
    bool andOthers = true;   ///< after these

    bool areAll() const { return andOthers && first.isEmpty(); } ///< as the agent has them
};

/// Stands between a session and ssh-agent, and hides or puts back keys of the agent: libssh would offer each
/// of them in turn, and a server counts that (MaxAuthTries). Has a thread, because libssh waits for answers:
/// as many as there are log-ins with the agent under way, which are few.
class AgentFilter
{
public:
    /// `agent` is a connected socket that blocks, borrowed.
    AgentFilter(int agent, AgentKeys keys);
    /// The session must be done with the socket. Waits for an answer of the agent that is under way.
    ~AgentFilter();
    AgentFilter(const AgentFilter &) = delete;
    AgentFilter &operator=(const AgentFilter &) = delete;

    /// In place of the agent's; -1 if there was no descriptor left.
    int socket() const { return m_theirs.get(); }

    /// Ends it, as destroying it does. The keys that the session was told of.
    QList<QByteArray> end();

private:
    void serve();

    const int m_agent;
    const AgentKeys m_keys;
    QList<QByteArray> m_told; ///< the thread's until it has ended
    Descriptor m_theirs;
    Descriptor m_ours;
    std::thread m_thread;
};

/// An answer to "which keys do you have" with these keys only, or these before the others; anything else as
/// it is. `told`: the keys in it are added.
QByteArray arranged(const QByteArray &answer, const AgentKeys &keys, QList<QByteArray> *told = nullptr);

} // namespace regatta::transport::libssh
