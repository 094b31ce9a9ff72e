#include "core/transport/process/child_process.h"

#include <QAbstractEventDispatcher>
#include <QStandardPaths>

#include <csignal>
#include <fcntl.h>
#include <pty.h>
#include <set>
#include <sys/ioctl.h>
#include <unistd.h>

namespace regatta::transport::process {

namespace {

/// A process group that no terminal belongs to. In a session of its own it would have an autogroup of its own
/// as well (sched(7)), between which the kernel shares the processors whatever their processes' niceness.
void leaveTerminal()
{
    ::setpgid(0, 0);
    const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return;
    ::ioctl(terminal, TIOCNOTTY);
    ::close(terminal);
}

/// Runs in the child between fork and exec: system calls only.
void prepareChild(int input, int output, int errors, bool hasPty, int niceness)
{
    if (hasPty || niceness == 0)
        ::setsid();
    else
        leaveTerminal();
    if (niceness != 0)
        (void)::nice(niceness);
    if (input >= 0)
        ::dup2(input, STDIN_FILENO);
    if (hasPty)
        ::ioctl(STDIN_FILENO, TIOCSCTTY, 0);
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

ChildProcess::~ChildProcess()
{
    if (m_logEnd >= 0)
        ::close(m_logEnd);
}

/// What the child gets; one descriptor may stand for several.
struct ChildProcess::Ends
{
    int input = -1;
    int output = -1;
    int errors = -1;
};

bool ChildProcess::openPty(Ends &ends)
{
    int ours = -1;
    int terminal = -1;
    const winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
    if (::openpty(&ours, &terminal, nullptr, nullptr, &size) != 0)
        return false;
    ::fcntl(ours, F_SETFD, FD_CLOEXEC);
    ::fcntl(terminal, F_SETFD, FD_CLOEXEC);
    ends = {terminal, terminal, terminal};
    m_input.adoptTerminal(::fcntl(ours, F_DUPFD_CLOEXEC, 0));
    m_output.adopt(ours);
    return true;
}

bool ChildProcess::open(const Command &command, Ends &ends)
{
    if (command.hasLog && (m_logEnd = m_log.open()) < 0)
        return false;
    if (command.terminal == Terminal::Own)
        return openPty(ends);
    ends.output = m_output.open();
    ends.errors = m_errors.open();
    ends.input = command.hasInput ? m_input.open(command.terminal == Terminal::Remote) : -1;
    return ends.output >= 0 && ends.errors >= 0 && (ends.input >= 0 || !command.hasInput);
}

void ChildProcess::leaveIfRunning(std::unique_ptr<ChildProcess> &process)
{
    if (!process->isRunning())
        return;
    connect(process.get(), &ChildProcess::exited, process.get(), &QObject::deleteLater);
    process.release()->setParent(QAbstractEventDispatcher::instance()); // which ends with its thread
}

void ChildProcess::start(const Command &command)
{
    Ends ends;
    if (open(command, ends)) {
        QStringList arguments = command.arguments;
        // By its path: the ssh program closes at start what it doesn't know.
        arguments.replaceInStrings(logPath(), QStringLiteral("/proc/%1/fd/%2").arg(::getpid()).arg(m_logEnd));
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.setStandardInputFile(QProcess::nullDevice());
        if (command.terminal != Terminal::None) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
            m_process.setProcessEnvironment(environment);
        }
        m_process.setChildProcessModifier(
            [ends, hasPty = command.terminal == Terminal::Own, niceness = command.niceness] {
                prepareChild(ends.input, ends.output, ends.errors, hasPty, niceness);
            });
        m_process.start(command.program, arguments, QIODevice::ReadOnly);
        m_group = static_cast<pid_t>(m_process.processId());
    } else {
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT failed({base::ErrorCode::DescriptorsExhausted, {}});
            },
            Qt::QueuedConnection);
    }
    for (const int end : std::set{ends.input, ends.output, ends.errors}) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace regatta::transport::process
