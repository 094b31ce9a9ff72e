#pragma once

#include "core/base/error.h"
#include "core/transport/process/pipe_reader.h"
#include "core/transport/process/pipe_writer.h"

#include <QProcess>
#include <QStringList>

#include <memory>
#include <optional>
#include <sys/types.h>

namespace regatta::transport::process {

/// One program in a process group of its own, without our terminal, so that it can be stopped with all that
/// it started. Reads nothing until its readers are resumed. Of the transport's thread.
class ChildProcess final : public QObject
{
    Q_OBJECT

public:
    enum class Terminal {
        None,
        Own,    ///< its input, output and errors are one
        Remote, ///< the program asks for one elsewhere: what it reads is typed there
    };

    struct Command
    {
        QString program;
        QStringList arguments; ///< logPath() stands for where log() is written to
        bool hasLog = false;
        bool hasInput = false; ///< else its standard input is empty
        Terminal terminal = Terminal::None;
        /// How much it steps back behind other processes; see nice(2).
        int niceness = 0;
    };

    /// A path that is not known before start().
    static QString logPath() { return QStringLiteral("\x01log"); }

    /// Either is set: the code it exited with, or the signal that ended it.
    struct Exit
    {
        std::optional<int> code;
        int signal = 0;
    };

    explicit ChildProcess(QObject *parent = nullptr);
    ~ChildProcess() override;

    void start(const Command &command);

    /// One that still runs waits for its end by itself, which it may not come to even by KILL: no longer than
    /// this thread lives, though.
    static void leaveIfRunning(std::unique_ptr<ChildProcess> &process);

    PipeReader &output() { return m_output; }
    PipeReader &errors() { return m_errors; }
    PipeReader &log() { return m_log; }
    PipeWriter &input() { return m_input; }

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    /// Its process group, also after its end; 0 before start().
    pid_t group() const { return m_group; }

Q_SIGNALS:
    /// Exactly one of these, once, after start() has returned.
    void exited(const Exit &exit);
    void failed(const base::Error &error);

private:
    struct Ends;
    bool open(const Command &command, Ends &ends);
    bool openPty(Ends &ends);

    QProcess m_process;
    PipeReader m_output;
    PipeReader m_errors;
    PipeReader m_log;
    PipeWriter m_input;
    int m_logEnd = -1; ///< to be opened by the child: until its end
    pid_t m_group = 0;
};

} // namespace regatta::transport::process
