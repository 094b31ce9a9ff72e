#pragma once

#include "core/transport/libssh/remote_command.h"

#include <chrono>

namespace regatta::transport::libssh {

/// Ends the processes of a command that runs on the same connection, and looks afterwards whether they are
/// gone: TERM to the command's process group and to all below it, after a grace period KILL. A small shell
/// script does it on a channel of its own, so that it works where the server refuses signal requests (root,
/// forced commands) and says what became of it, which those never do. It needs Linux's /proc on the host;
/// elsewhere the answer is Unknown. Of the reactor's thread; destroyed before its connection.
class GroupStop
{
public:
    enum class Answer {
        Pending,
        Gone,    ///< none of them lives
        Remains, ///< some survived KILL, or may not be killed: see remaining()
        Unknown, ///< the command's processes could not be told from others: nothing was done
        Refused, ///< the server had no channel left (MaxSessions): nothing was done
    };

    /// What it knows the command by.
    struct Command
    {
        QByteArray line;
        bool isAlone = false;      ///< no other runs on the connection; else it is told from them by its text
        QByteArray sudoToken = {}; ///< of SudoDialogue: it may be of a process that we can't look into
    };
    GroupStop(SshConnection &connection, const Command &command, std::chrono::milliseconds termGrace);

    /// To be repeated whenever the session has read something, until it is no longer Pending.
    Answer advance();

    /// Ids of processes that are left, for Remains.
    const QString &remaining() const { return m_remaining; }

    std::unique_ptr<RemoteCommand> takeCommand() { return std::move(m_command); }

private:
    enum class Stage { Opening, Sending, Reading };

    Answer read();

    std::unique_ptr<RemoteCommand> m_command;
    Stage m_stage = Stage::Opening;
    QByteArray m_output;
    QString m_remaining;
};

/// What the log-in shell is given to run, in one line that any shell takes.
QByteArray groupStopCommand(const GroupStop::Command &command, std::chrono::milliseconds termGrace);

} // namespace regatta::transport::libssh
