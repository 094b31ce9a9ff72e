#pragma once

#include "core/model/task.h"
#include "core/transport/libssh/ssh_connection.h"

#include <libssh/callbacks.h>

#include <vector>

namespace regatta::transport::libssh {

/// A channel that runs one command or subsystem, and a record of what came over it. libssh calls back in the
/// middle of its own work, so callbacks only write down; whoever drives the session reads it after libssh has
/// returned. Of the reactor's thread; destroyed before its connection.
class RemoteCommand
{
public:
    struct Chunk
    {
        model::OutputStream stream = model::OutputStream::Stdout;
        QByteArray bytes;
    };

    struct Request
    {
        QByteArray commandLine;
        bool hasPty = false;
        bool hasInput = false;    ///< else it finds the end of its input at once, as with ssh -n
        bool isSubsystem = false; ///< the line is the name of one
    };

    RemoteCommand(SshConnection &connection, Request request);
    ~RemoteCommand();
    RemoteCommand(const RemoteCommand &) = delete;
    RemoteCommand &operator=(const RemoteCommand &) = delete;

    /// Repeat each until it no longer says Again. open() before execute(); close() at any time, and after it
    /// nothing else.
    Progress open();
    Progress execute();
    Progress close();

    /// What it reads. Once execute() is done, and while nothing waits for room in the socket
    /// (SshConnection::wantsToWrite): libssh would queue the whole window. Returns how much was taken; 0: the
    /// window is closed for now.
    qsizetype write(QByteArrayView bytes);
    /// The end of its input. A terminal has none but the key for it, which ends a line that was begun first.
    void endInput(bool isAtLineStart);

    /// "TERM", "KILL": without an answer. Only once execute() is done.
    void sendSignal(const char *name);

    /// From now on output stays with libssh, which then opens the window no further: however much is still
    /// read, it is no more than the window that the server has (1.28 MB a stream at most).
    void hold() { m_isHeld = true; }
    /// Takes what was held back, and all that comes.
    void release();

    std::vector<Chunk> takeOutput() { return std::exchange(m_output, {}); }
    bool hasExited() const { return m_exitStatus || m_exitSignal; }
    std::optional<int> exitStatus() const { return m_exitStatus; }
    const std::optional<QByteArray> &exitSignal() const { return m_exitSignal; }
    /// The server has closed the channel: nothing more will come.
    bool isClosed() const { return m_closed; }

private:
    static int dataCame(ssh_session, ssh_channel, void *data, std::uint32_t length, int isStderr, void *self);
    static void exitStatusCame(ssh_session, ssh_channel, int status, void *self);
    static void exitSignalCame(ssh_session, ssh_channel, const char *signal, int, const char *, const char *,
                               void *self);
    static void closeCame(ssh_session, ssh_channel, void *self);
    void keep(model::OutputStream stream, const char *bytes, qsizetype length);
    void takeHeldBack(model::OutputStream stream, std::uint32_t &length);
    void letGo();

    const Request m_request;
    ssh_channel m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    Progress m_opened = Progress::Again;
    bool m_hasPty = false; ///< the server has given it one
    bool m_isHeld = false;
    std::uint32_t m_heldStdout = 0; ///< bytes that libssh has for us
    std::uint32_t m_heldStderr = 0;
    std::vector<Chunk> m_output;
    std::optional<int> m_exitStatus;
    std::optional<QByteArray> m_exitSignal;
    bool m_closed = false;
};

} // namespace regatta::transport::libssh
