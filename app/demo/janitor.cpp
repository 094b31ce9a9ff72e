#include "app/demo/janitor.h"

#include <QFile>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>

namespace regatta::demo {

namespace {

// grep's own environment names the folder nowhere: the folder is an argument. A process may end between being
// found and being killed, and a process that is killed may have just started another one: hence the second
// look.
constexpr char janitorScript[] = R"SH(
trap '' HUP INT TERM
read -r line
for look in 1 2; do
    for file in $(grep -lsF "HOME=$1/" /proc/[0-9]*/environ 2>/dev/null); do
        process=${file#/proc/}
        kill -KILL "${process%/environ}" 2>/dev/null
    done
done
rm -rf -- "$1"
)SH";

} // namespace

base::Expected<std::unique_ptr<Janitor>> Janitor::start(const QString &folder)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return base::failure(base::ErrorCode::DescriptorsExhausted);
    Descriptor reading(ends[0]);
    std::unique_ptr<Janitor> janitor(new Janitor);
    janitor->m_leash.reset(ends[1]);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, reading.get(), STDIN_FILENO);
    // A reader of our output must not wait for the janitor.
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);

    QByteArray shell("sh"), option("-c"), text(janitorScript), name("regatta-demo-janitor");
    QByteArray argument = QFile::encodeName(folder), path("PATH=/usr/bin:/bin");
    const std::array<char *, 6> arguments{shell.data(), option.data(),   text.data(),
                                          name.data(),  argument.data(), nullptr};
    const std::array<char *, 2> environment{path.data(), nullptr};
    const int problem =
        posix_spawn(&janitor->m_pid, "/bin/sh", &actions, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) {
        janitor->m_pid = -1;
        return base::failure(base::ErrorCode::ProgramNotFound, QStringLiteral("/bin/sh"));
    }
    return janitor;
}

Janitor::~Janitor()
{
    m_leash.reset();
    int status = 0;
    while (m_pid > 0 && ::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
}

} // namespace regatta::demo
