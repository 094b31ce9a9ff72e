#pragma once

#include "app/demo/command.h"
#include "app/demo/event_loop.h"

#include <libssh/libssh.h>

#include <QByteArray>
#include <QList>

#include <array>
#include <memory>
#include <optional>

namespace regatta::demo {

class Connection;

/// One session channel: a command and the bytes between it and the client. libssh's callbacks only note what
/// came; service() acts on it. Of the server's thread.
class Channel
{
public:
    Channel(ssh_channel channel, Connection &connection);
    ~Channel();
    Q_DISABLE_COPY_MOVE(Channel)

    ssh_channel handle() const { return m_channel; }
    bool isDone() const { return m_done; }

    void noteCommand(const QByteArray &commandLine) { m_commandLine = commandLine; }
    void noteInput() { m_inputWaits = true; }
    void noteInputEnd() { m_inputEnded = true; }
    void noteSignal(const QByteArray &name);
    void noteClosed() { m_closedByClient = true; }

    /// Moves what can be moved without blocking.
    void service();

    /// The command is left alone from here on: its output stays in the pipe.
    void forgetWatches();

private:
    /// One of the command's two output streams on its way to the client.
    struct Stream
    {
        bool isError = false;
        bool readable = false;
        bool ended = true;
        QByteArray pending; ///< read and not yet taken by libssh
        std::optional<WatchId> watch;
    };

    void start();
    void startCanned();
    void watchCommand();
    Descriptor &descriptorOf(const Stream &stream) const;
    void forward(Stream &stream);
    void readFrom(Stream &stream);
    void send(Stream &stream);
    void updateWatch(Stream &stream);
    void forwardInput();
    bool readInput();
    void writeInput();
    void closeInput();
    void watchInput(bool wanted);
    void reportExit();
    void closeIfFinished();
    void closeChannel();
    bool mayWrite() const;
    void sendSignals();

    Connection &m_connection;
    ssh_channel m_channel;
    std::unique_ptr<Command> m_command;
    std::optional<QByteArray> m_commandLine; // until it is started
    std::array<Stream, 2> m_streams;
    QList<int> m_signals;      // asked for by the client, not yet sent
    QByteArray m_pendingInput; // taken from the client, not yet by the command
    std::optional<WatchId> m_inputWatch;
    std::optional<WatchId> m_processWatch;
    std::optional<ExitState> m_exit; // until it is reported
    bool m_started = false;
    bool m_exitReported = false;
    bool m_inputWaits = false;
    bool m_inputPauses = false;
    bool m_inputEnded = false;
    bool m_closedByClient = false;
    bool m_done = false;
};

} // namespace regatta::demo
