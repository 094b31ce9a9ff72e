#include "core/transport/libssh/proxy_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
// Debian 12's C library leaves this out of its own header.
extern "C" {
#include <sys/pidfd.h>
}
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace regatta::transport::libssh {

using base::ErrorCode;

namespace {

using namespace std::chrono_literals;

/// Of what it writes to standard error no more is kept, and of that no more is told.
constexpr qsizetype mostKept = 4'096;
constexpr qsizetype mostTold = 500;
constexpr int readsPerTurn = 16;

constexpr auto grace = 2s;            // between HUP and KILL
constexpr auto shutDownGrace = 500ms; // likewise, with everything else gone

/// What ssh says if the server before it has too many log-ins, see Handshake::wasRefused().
constexpr char hungUpOnSsh[] = "kex_exchange_identification";

base::Error errorFrom(int number)
{
    const bool isShort = number == EMFILE || number == ENFILE;
    return {isShort ? ErrorCode::DescriptorsExhausted : ErrorCode::ProxyCommandFailed,
            QString::fromLocal8Bit(std::strerror(number))};
}

/// As OpenSSH chooses it.
QByteArray shell()
{
    const QByteArray chosen = qgetenv("SHELL");
    return chosen.isEmpty() ? QByteArrayLiteral("/bin/sh") : chosen;
}

/// How the child begins: a session of its own, so that it can't ask at our terminal and Ctrl-C there isn't
/// meant for it; the usual signals; three descriptors and none of ours.
class Beginning
{
public:
    Beginning(int inputAndOutput, int errors)
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, inputAndOutput, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, inputAndOutput, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);

        sigset_t signals;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes, &signals);
        for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD})
            sigaddset(&signals, number);
        posix_spawnattr_setsigdefault(&attributes, &signals);
    }
    ~Beginning()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Q_DISABLE_COPY_MOVE(Beginning)

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

} // namespace

ProxyProcess::ProxyProcess(Reactor &reactor, ProxyProcesses &owner)
    : m_reactor(reactor)
    , m_owner(owner)
    , m_patience(reactor)
{}

ProxyProcess::~ProxyProcess()
{
    m_reactor.forget(m_handle.get(), this);
    m_reactor.forget(m_errors.get(), this);
}

base::Expected<Descriptor> ProxyProcess::start(const QString &command)
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return tl::unexpected(errorFrom(errno));
    Descriptor ours(ends[0]);
    const Descriptor its(ends[1]); // blocks, as programs expect it
    ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return tl::unexpected(errorFrom(errno));
    Descriptor errors(ends[0]);
    const Descriptor itsErrors(ends[1]);
    ::fcntl(errors.get(), F_SETFL, O_NONBLOCK);

    QByteArray program = shell();
    QByteArray line = command.toLocal8Bit();
    std::array<char *, 4> arguments{program.data(), const_cast<char *>("-c"), line.data(), nullptr};
    const Beginning beginning(its.get(), itsErrors.get());
    const int error = ::posix_spawn(&m_process, program.constData(), &beginning.actions,
                                    &beginning.attributes, arguments.data(), environ);
    if (error != 0)
        return tl::unexpected(errorFrom(error));
    m_handle = Descriptor(::pidfd_open(m_process, 0));
    if (!m_handle.isOpen()) {
        const int number = errno;
        signal(SIGKILL);
        ::waitpid(m_process, nullptr, 0); // killed, it doesn't take long
        return tl::unexpected(errorFrom(number));
    }
    m_errors = std::move(errors);
    m_reactor.watch(m_handle.get(), EPOLLIN, this);
    m_reactor.watch(m_errors.get(), EPOLLIN, this);
    return ours;
}

void ProxyProcess::descriptorReady(std::uint32_t)
{
    const bool wasRunning = !m_exit;
    if (wasRunning)
        lookForItsEnd();
    readErrors(); // after that, so that its last words are among them
    if (!wasRunning || !m_exit)
        return;
    m_reactor.forget(m_handle.get(), this);
    const auto ended = std::exchange(m_ended, nullptr);
    if (m_isUnwanted)
        bury();
    if (ended)
        ended();
}

void ProxyProcess::lookForItsEnd()
{
    siginfo_t info{};
    const bool isKnown = ::waitid(P_PIDFD, id_t(m_handle.get()), &info, WEXITED | WNOHANG | WNOWAIT) == 0;
    if (!isKnown && errno != EINTR)
        m_exit = Exit{}; // whoever ignores SIGCHLD learns no more
    else if (isKnown && info.si_pid != 0)
        m_exit = Exit{info.si_code != CLD_EXITED, info.si_status};
}

/// What it has left behind goes with it. Until it is waited for, the number of its group is its own.
void ProxyProcess::bury()
{
    signal(SIGHUP);
    siginfo_t info{};
    ::waitid(P_PIDFD, id_t(m_handle.get()), &info, WEXITED | WNOHANG);
    m_patience.stop();
    m_owner.remove(*this);
}

void ProxyProcess::readErrors()
{
    std::array<char, mostKept> buffer; // NOLINT: filled before it is read
    for (int i = 0; m_errors.isOpen() && i < readsPerTurn; ++i) {
        const ssize_t count = ::read(m_errors.get(), buffer.data(), buffer.size());
        if (count > 0) {
            m_words = (m_words + QByteArray(buffer.data(), count)).right(mostKept);
            continue;
        }
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        m_reactor.forget(m_errors.get(), this);
        m_errors = Descriptor();
    }
}

bool ProxyProcess::isBlameless() const
{
    return m_exit && !m_exit->isBySignal && (m_exit->code == 0 || m_words.contains(hungUpOnSsh));
}

QString ProxyProcess::account() const
{
    QStringList parts;
    if (m_exit)
        parts << (m_exit->isBySignal ? QStringLiteral("signal %1") : QStringLiteral("exit code %1"))
                     .arg(m_exit->code);
    const QString said = QString::fromUtf8(m_words).simplified().right(mostTold);
    if (!said.isEmpty())
        parts << said;
    return parts.join(QStringLiteral(": "));
}

void ProxyProcess::end()
{
    if (std::exchange(m_isUnwanted, true))
        return;
    if (m_exit)
        return bury();
    signal(SIGHUP); // as OpenSSH does
    m_patience.startIn(grace, [this] { signal(SIGKILL); });
}

void ProxyProcess::signal(int number) const
{
    if (m_process > 1)
        ::kill(-m_process, number);
}

base::Expected<ProxyProcesses::Started> ProxyProcesses::start(const QString &command)
{
    auto process = std::make_shared<ProxyProcess>(m_reactor, *this);
    auto socket = process->start(command);
    if (!socket)
        return tl::unexpected(socket.error());
    m_processes.push_back(process);
    return Started{std::move(process), std::move(*socket)};
}

void ProxyProcesses::remove(const ProxyProcess &process)
{
    const auto found = std::find_if(m_processes.begin(), m_processes.end(),
                                    [&](const auto &one) { return one.get() == &process; });
    if (found == m_processes.end())
        return;
    m_reactor.post([removed = std::move(*found)] {}); // it is still at work
    m_processes.erase(found);
}

void ProxyProcesses::shutDown()
{
    const auto processes = m_processes; // those that have ended are taken out
    for (const auto &process : processes)
        process->end();
    waitForEnds(shutDownGrace);
    for (const auto &process : m_processes)
        process->signal(SIGKILL);
    waitForEnds(shutDownGrace);
    m_processes.clear();
}

void ProxyProcesses::waitForEnds(std::chrono::milliseconds limit)
{
    const base::Instant end = m_reactor.now() + limit;
    while (!m_processes.empty() && m_reactor.now() < end) {
        std::vector<pollfd> handles;
        for (const auto &process : m_processes)
            handles.push_back({process->m_handle.get(), POLLIN, 0});
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - m_reactor.now());
        ::poll(handles.data(), handles.size(), std::max(0, int(left.count())));
        const auto processes = m_processes; // those that have ended are taken out
        for (const auto &process : processes)
            process->descriptorReady(0);
    }
}

} // namespace regatta::transport::libssh
