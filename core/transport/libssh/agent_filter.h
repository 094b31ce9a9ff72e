#pragma once

#include "core/transport/libssh/descriptor.h"

#include <QByteArray>
#include <QList>

#include <thread>

namespace regatta::transport::libssh {

/// Stands between a session and ssh-agent, and hides all of the agent's keys but a few: libssh would offer
/// each of them, and a server counts that (MaxAuthTries). Has a thread, because libssh waits for answers: as
/// many as there are log-ins with the agent under way, which are few.
class AgentFilter
{
public:
    /// `agent` is a connected socket that blocks, borrowed; `keys` are public ones, as known_hosts and
    /// authorized_keys hold them, decoded.
    AgentFilter(int agent, QList<QByteArray> keys);
    /// The session must be done with the socket. Waits for an answer of the agent that is under way.
    ~AgentFilter();
    AgentFilter(const AgentFilter &) = delete;
    AgentFilter &operator=(const AgentFilter &) = delete;

    /// In place of the agent's; -1 if there was no descriptor left.
    int socket() const { return m_theirs.get(); }

private:
    void serve();

    const int m_agent;
    const QList<QByteArray> m_keys;
    Descriptor m_theirs;
    Descriptor m_ours;
    std::thread m_thread;
};

/// An answer to "which keys do you have" with the other keys left out; anything else as it is.
QByteArray withKeysOnly(const QByteArray &answer, const QList<QByteArray> &keys);

} // namespace regatta::transport::libssh
