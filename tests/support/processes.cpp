#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QMultiHash>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

constexpr int killTimeoutMs = 10'000;

struct Status
{
    char state = 0;
    pid_t parent = 0;
};

QByteArray procFile(pid_t process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<Status> statusOf(pid_t process)
{
    // "pid (name) state parent ...": the name may hold anything, so read from its end.
    const QByteArray line = procFile(process, "stat");
    const qsizetype end = line.lastIndexOf(')');
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> words = line.mid(end + 2).split(' ');
    if (words.size() < 2)
        return std::nullopt;
    return Status{words[0].at(0), static_cast<pid_t>(words[1].toInt())};
}

QList<pid_t> allProcesses()
{
    QList<pid_t> processes;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names) {
        bool isNumber = false;
        const pid_t process = name.toInt(&isNumber);
        if (isNumber)
            processes << process;
    }
    return processes;
}

} // namespace

int runProgram(const QStringList &words)
{
    QList<QByteArray> bytes;
    std::vector<char *> arguments;
    for (const QString &word : words)
        bytes << word.toLocal8Bit();
    for (QByteArray &word : bytes)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0);
    pid_t process = -1;
    const bool started =
        posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    int status = 0;
    if (!started || ::waitpid(process, &status, 0) != process || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

QList<pid_t> descendantsOf(pid_t process)
{
    QMultiHash<pid_t, pid_t> children;
    const QList<pid_t> all = allProcesses();
    for (const pid_t candidate : all) {
        if (const auto status = statusOf(candidate))
            children.insert(status->parent, candidate);
    }
    QList<pid_t> found = children.values(process);
    for (qsizetype i = 0; i < found.size(); ++i)
        found += children.values(found[i]);
    return found;
}

QList<pid_t> processesWithEnvironment(const QByteArray &nameAndValue)
{
    QList<pid_t> found;
    const QList<pid_t> all = allProcesses();
    for (const pid_t candidate : all) {
        if (procFile(candidate, "environ").split('\0').contains(nameAndValue))
            found << candidate;
    }
    return found;
}

void killAll(const QList<pid_t> &processes)
{
    QList<int> handles;
    for (const pid_t process : processes) {
        // The system call itself: the wrapper of glibc 2.36 can't be linked from C++.
        const int handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
        if (handle < 0)
            continue;
        handles << handle;
        ::kill(process, SIGKILL);
    }
    for (const int handle : handles) {
        pollfd gone = {handle, POLLIN, 0};
        ::poll(&gone, 1, killTimeoutMs);
        ::close(handle);
    }
}

bool areGoneUntil(std::chrono::steady_clock::time_point deadline, const QByteArray &nameAndValue)
{
    using std::chrono::milliseconds;
    const auto left = [deadline] {
        return std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    };
    for (;;) {
        const QList<pid_t> alive = processesWithEnvironment(nameAndValue);
        if (alive.isEmpty() || left() <= 0)
            return alive.isEmpty() && left() > 0;
        // One after the other: all at once would take as many descriptors.
        for (const pid_t process : alive) {
            const int handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
            if (handle < 0)
                continue; // gone already
            pollfd gone = {handle, POLLIN, 0};
            ::poll(&gone, 1, std::max(0, int(left())));
            ::close(handle);
        }
    }
}

bool isAlive(pid_t process)
{
    const auto status = statusOf(process);
    return status && status->state != 'Z' && status->state != 'X';
}

} // namespace regatta::tests
