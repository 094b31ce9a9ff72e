#pragma once

#include "core/base/error.h"
#include "core/transport/process/pipe_reader.h"
#include "core/transport/process/pipe_writer.h"

#include <QProcess>
#include <QStringList>

#include <optional>
#include <sys/types.h>

namespace regatta::transport::process {

/// One program in a session of its own, so that it can be stopped with all that it started. Reads nothing
/// until its readers are resumed. Of the transport's thread.
class ChildProcess final : public QObject
{
    Q_OBJECT

public:
    struct Command
    {
        QString program;
        QStringList arguments;
        /// The child gets the writing end of log() as its standard input, the one descriptor beside output
        /// and errors that the ssh program doesn't close at start.
        bool logOnStandardInput = false;
        /// How much it steps back behind other processes; see nice(2).
        int niceness = 0;
        bool hasInput = false; ///< it reads what is written to input(); otherwise nothing
    };

    /// Either is set: the code it exited with, or the signal that ended it.
    struct Exit
    {
        std::optional<int> code;
        int signal = 0;
    };

    explicit ChildProcess(QObject *parent = nullptr);

    void start(const Command &command);

    PipeWriter &input() { return m_input; }
    PipeReader &output() { return m_output; }
    PipeReader &errors() { return m_errors; }
    PipeReader &log() { return m_log; }

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    /// Its process group, also after its end; 0 before start().
    pid_t group() const { return m_group; }

Q_SIGNALS:
    /// Exactly one of these, once, after start() has returned.
    void exited(const Exit &exit);
    void failed(const base::Error &error);

private:
    QProcess m_process;
    PipeWriter m_input;
    PipeReader m_output;
    PipeReader m_errors;
    PipeReader m_log;
    pid_t m_group = 0;
};

} // namespace regatta::transport::process
