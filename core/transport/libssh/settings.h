#pragma once

#include "core/transport/idle_limits.h"

#include <QDir>
#include <QString>

#include <chrono>
#include <functional>

namespace regatta::transport {

/// What can be chosen about the libssh transport as a whole; what differs between executions is in Execution.
struct LibSshSettings
{
    int reactors = 0;             ///< threads that own sessions; 0: as many as cores, at most 8
    int handshakesInFlight = 128; ///< to begin with: more at once to one machine are slower and get reset
    int mostHandshakesInFlight = 1'024; ///< where all of them wait for the network, see HandshakeGate
    /// Through one jump host, whose own way to its targets is the narrow place; the others wait in order.
    int handshakesPerJumpHost = 8;
    /// 0: as many as there are descriptors and memory for, less a reserve. Behind a jump host each counts
    /// twice, and the session with the jump host not at all.
    int openSessions = 0;

    std::chrono::milliseconds channelLimit{30'000}; ///< for a session that is open to take one more command
    std::chrono::milliseconds stopGrace{5'000};     ///< between TERM and KILL
    std::chrono::milliseconds killGrace{1'000};     ///< between KILL and giving up
    std::chrono::milliseconds receiptGrace{
        3'000}; ///< for the host's word that the processes are gone, beyond both
    /// How long output may keep silent after the command's exit before whoever still holds it is left alone.
    std::chrono::milliseconds lingerGrace{2'000};
    /// A server that isn't read from may lose patience, and so may what stands between: while a session is
    /// paused it sends a message without effect this often.
    std::chrono::milliseconds pauseTick{10'000};
    IdleLimits idle = {}; ///< to begin with, see Transport::setIdleLimits()
    /// What is beyond them is kept for so long all the same: between two steps of a task its session has
    /// nothing to do either.
    std::chrono::milliseconds idleGrace{1'000};
    /// Told how many there are, from any thread, whenever that changes; must be quick. May be empty.
    std::function<void(int)> idleSessionsChanged = {};

    QString sshDirectory = QDir::homePath() + QStringLiteral("/.ssh"); ///< where default identity files are
    QString agentSocket = qEnvironmentVariable("SSH_AUTH_SOCK");       ///< empty: no agent
};

} // namespace regatta::transport
