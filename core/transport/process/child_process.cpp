#include "core/transport/process/child_process.h"

#include <QStandardPaths>

#include <array>
#include <csignal>
#include <unistd.h>

namespace regatta::transport::process {

namespace {

/// Runs in the child between fork and exec: system calls only.
void prepareChild(int input, int output, int errors, int niceness)
{
    ::setsid();
    if (niceness != 0)
        (void)::nice(niceness);
    if (input >= 0)
        ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(errors, STDERR_FILENO);

    // What the application blocks or ignores for itself is not the command's business.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD})
        ::signal(signal, SIG_DFL);
}

base::Error startError(const QProcess &process)
{
    const bool exists = !QStandardPaths::findExecutable(process.program()).isEmpty();
    return {exists ? base::ErrorCode::Internal : base::ErrorCode::ProgramNotFound,
            exists ? process.errorString() : process.program()};
}

} // namespace

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    // Queued, so that whoever listens may destroy this object, and start() has always returned before.
    connect(
        &m_process, &QProcess::finished, this,
        [this](int code, QProcess::ExitStatus status) {
            // For a death by a signal QProcess hands its number out as the code.
            const bool exitedByItself = status == QProcess::NormalExit;
            Q_EMIT exited({exitedByItself ? std::optional(code) : std::nullopt, exitedByItself ? 0 : code});
        },
        Qt::QueuedConnection);
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                Q_EMIT failed(startError(m_process));
        },
        Qt::QueuedConnection);
}

void ChildProcess::start(const Command &command)
{
    const int output = m_output.open();
    const int errors = m_errors.open();
    const int log = command.logOnStandardInput ? m_log.open() : -1;
    const int input = command.hasInput ? m_input.open() : log;
    const bool isComplete =
        output >= 0 && errors >= 0 && (input >= 0 || !(command.logOnStandardInput || command.hasInput));
    if (isComplete) {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setChildProcessModifier(
            [=, niceness = command.niceness] { prepareChild(input, output, errors, niceness); });
        m_process.start(command.program, command.arguments, QIODevice::ReadOnly);
        m_group = static_cast<pid_t>(m_process.processId());
    } else {
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT failed({base::ErrorCode::DescriptorsExhausted, {}});
            },
            Qt::QueuedConnection);
    }
    for (const int end : {output, errors, input}) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace regatta::transport::process
