#include "app/demo/command.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace regatta::demo {

namespace {

struct Pipe
{
    Descriptor reading;
    Descriptor writing;

    bool open()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return false;
        reading.reset(ends[0]);
        writing.reset(ends[1]);
        return true;
    }
};

void makeNonBlocking(const Descriptor &descriptor)
{
    ::fcntl(descriptor.get(), F_SETFL, ::fcntl(descriptor.get(), F_GETFL) | O_NONBLOCK);
}

/// posix_spawn's attributes and file actions, destroyed with the object.
class SpawnPlan
{
public:
    SpawnPlan()
    {
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_init(&actions);
        sigset_t none;
        sigemptyset(&none);
        sigset_t all;
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Q_DISABLE_COPY_MOVE(SpawnPlan)

    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
};

std::vector<QByteArray> environmentOf(const Shell &shell, const QByteArray &home)
{
    const QStringList path =
        shell.searchPath + QStringList{QStringLiteral("/usr/bin"), QStringLiteral("/bin")};
    return {"HOME=" + home,       "PATH=" + QFile::encodeName(path.join(u':')),
            "USER=" + shell.user, "LOGNAME=" + shell.user,
            "SHELL=/bin/sh",      "LANG=C.UTF-8"};
}

} // namespace

base::Expected<std::unique_ptr<Command>> Command::start(const QByteArray &commandLine, const Shell &shell)
{
    Pipe input, output, error;
    if (!input.open() || !output.open() || !error.open())
        return base::failure(base::ErrorCode::DescriptorsExhausted);

    SpawnPlan plan;
    const QByteArray home = shell.home.isEmpty() ? QByteArray("/") : QFile::encodeName(shell.home);
    posix_spawn_file_actions_adddup2(&plan.actions, input.reading.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&plan.actions, output.writing.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&plan.actions, error.writing.get(), STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&plan.actions, home.constData());

    std::vector<QByteArray> variables = environmentOf(shell, home);
    std::vector<char *> environment;
    for (QByteArray &variable : variables)
        environment.push_back(variable.data());
    environment.push_back(nullptr);
    QByteArray name("sh"), option("-c"), line(commandLine);
    std::array<char *, 4> arguments{name.data(), option.data(), line.data(), nullptr};

    std::unique_ptr<Command> command(new Command);
    const int problem = posix_spawn(&command->m_pid, "/bin/sh", &plan.actions, &plan.attributes,
                                    arguments.data(), environment.data());
    if (problem != 0) {
        command->m_pid = -1;
        return base::failure(base::ErrorCode::ProgramNotFound,
                             QString::fromLocal8Bit(std::strerror(problem)));
    }
    // glibc 2.36 declares pidfd_open() for C only.
    command->process.reset(int(::syscall(SYS_pidfd_open, command->m_pid, 0)));
    if (!command->process.isOpen())
        return base::failure(base::ErrorCode::DescriptorsExhausted);
    command->input = std::move(input.writing);
    command->output = std::move(output.reading);
    command->error = std::move(error.reading);
    makeNonBlocking(command->input);
    makeNonBlocking(command->output);
    makeNonBlocking(command->error);
    return command;
}

Command::~Command()
{
    if (m_pid < 0)
        return;
    if (!exitState())
        sendSignal(SIGKILL);
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
}

std::optional<ExitState> Command::exitState() const
{
    siginfo_t info{};
    if (::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return std::nullopt;
    ExitState state;
    if (info.si_code == CLD_EXITED) {
        state.code = info.si_status;
    } else {
        state.signal = info.si_status;
        state.coreDumped = info.si_code == CLD_DUMPED;
    }
    return state;
}

void Command::sendSignal(int signal) const
{
    ::kill(-m_pid, signal);
}

} // namespace regatta::demo
