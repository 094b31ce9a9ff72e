#include "tests/support/sshd_fixture.h"

#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace regatta::tests {

namespace {

constexpr auto sshdPath = "/usr/sbin/sshd";

/// What a person's ~/.bashrc starts is slow, and a killed connection leaves its locks behind. bash reads it
/// for commands that come by ssh, but only in a shell of the first level.
constexpr int nestedShell = 9;

constexpr int startTimeoutMs = 20'000;

/// A free port may be taken by someone else before sshd has it.
constexpr int portAttempts = 10;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint16 freePort(const QString &address)
{
    QTcpServer server;
    return server.listen(QHostAddress(address)) ? server.serverPort() : quint16(0);
}

/// Marks all that sshd's commands start, also what has left its session.
QByteArray environmentMark(const QString &folder)
{
    return "REGATTA_TEST_SSHD=" + folder.toUtf8();
}

pid_t spawn(const std::vector<QByteArray> &words, const QByteArray &errorFile)
{
    std::vector<char *> arguments;
    for (const QByteArray &word : words)
        arguments.push_back(const_cast<char *>(word.constData()));
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errorFile.constData(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);

    pid_t process = -1;
    if (posix_spawnp(&process, arguments[0], &files, &attributes, arguments.data(), environ) != 0)
        process = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return process;
}

} // namespace

bool makeKey(const QString &path, const QString &passphrase)
{
    return runProgram({QStringLiteral("ssh-keygen"), QStringLiteral("-q"), QStringLiteral("-t"),
                       QStringLiteral("ed25519"), QStringLiteral("-N"), passphrase, QStringLiteral("-C"),
                       QStringLiteral("test"), QStringLiteral("-f"), path}) == 0;
}

SshdFixture::SshdFixture()
    : SshdFixture(Options{})
{}

SshdFixture::SshdFixture(Options options)
{
    // sshd insists on this folder when it is root; the package's service makes it, and we don't need the
    // service.
    if (geteuid() == 0)
        QDir().mkpath(QStringLiteral("/run/sshd"));
    if (!makeKeys() || !writeConfig(options))
        return;
    for (int attempt = 0; attempt < portAttempts && !isRunning(); ++attempt) {
        m_port = freePort(options.listenAddress);
        if (start(options.listenAddress))
            m_problem.clear();
    }
    const QByteArray portText = QByteArray::number(m_port);
    write(knownHostsFile(), "[127.0.0.1]:" + portText + ",[localhost]:" + portText + ",[127.*]:" + portText +
                                ' ' + read(pathOf("host_key.pub")));
}

SshdFixture::~SshdFixture()
{
    kill();
}

QString SshdFixture::pathOf(const char *name) const
{
    return m_folder.filePath(QLatin1String(name));
}

QString SshdFixture::user() const
{
    const passwd *entry = getpwuid(geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

QString SshdFixture::identityFile() const
{
    return pathOf("user_key");
}

QString SshdFixture::knownHostsFile() const
{
    return pathOf("known_hosts");
}

QString SshdFixture::sshConfigFile() const
{
    return pathOf("ssh_config");
}

trust::HostKey SshdFixture::hostKey() const
{
    const QList<QByteArray> words = read(pathOf("host_key.pub")).split(' ');
    return words.size() < 2 ? trust::HostKey{} : trust::HostKey{words[0], QByteArray::fromBase64(words[1])};
}

transport::Endpoint SshdFixture::endpoint(const QString &host) const
{
    transport::Endpoint endpoint;
    endpoint.host = host;
    endpoint.port = m_port;
    endpoint.user = user();
    endpoint.identityFiles = {identityFile()};
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
    endpoint.knownHostsFiles = {knownHostsFile()};
    endpoint.sshConfigFile = sshConfigFile();
    return endpoint;
}

QByteArray SshdFixture::log() const
{
    return read(pathOf("sshd.log"));
}

bool SshdFixture::hasHeardOfAuthentication() const
{
    const auto allAreGone = [this] {
        const QByteArray said = log();
        const auto gone = said.count("Connection closed by") + said.count("Connection reset by") +
                          said.count("Disconnected from");
        const auto come = said.count("Connection from");
        return come > 0 && gone >= come;
    };
    EXPECT_TRUE(QTest::qWaitFor(allAreGone, 60'000)) << log().constData();
    // The first message of authentication is the request for its service (RFC 4253, 10).
    const QByteArray said = log();
    return said.contains("userauth-request") || said.contains("receive packet: type 5 ");
}

void SshdFixture::killConnections()
{
    // Each connection is a session of its own below sshd. Parents first: the process that holds the
    // connection must not live to report how its command died.
    if (isRunning())
        killAll(descendantsOf(m_process));
}

void SshdFixture::freezeConnections()
{
    if (!isRunning())
        return;
    const QList<pid_t> processes = descendantsOf(m_process);
    for (const pid_t process : processes)
        ::kill(process, SIGSTOP);
}

void SshdFixture::kill()
{
    if (isRunning()) {
        // Stopped, it accepts nobody while its connections are being counted.
        ::kill(m_process, SIGSTOP);
        killConnections();
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        m_process = -1;
    }
    killAll(processesWithEnvironment(environmentMark(folder())));
}

bool SshdFixture::makeKeys()
{
    for (const char *name : {"host_key", "user_key"}) {
        if (!makeKey(pathOf(name))) {
            m_problem = QStringLiteral("ssh-keygen failed");
            return false;
        }
    }
    return write(pathOf("authorized_keys"), read(pathOf("user_key.pub"))) && write(sshConfigFile(), {});
}

bool SshdFixture::writeConfig(const Options &options)
{
    // The first value of a keyword counts.
    QStringList lines = options.configLines;
    lines << QStringLiteral("HostKey ") + pathOf("host_key")
          << QStringLiteral("AuthorizedKeysFile ") + pathOf("authorized_keys")
          << QStringLiteral("PidFile ") + pathOf("sshd.pid")
          << QStringLiteral("SetEnv SHLVL=%1 ").arg(nestedShell) +
                 QString::fromUtf8(environmentMark(folder()))
          << QStringLiteral("PermitRootLogin prohibit-password")
          << QStringLiteral("PasswordAuthentication no") << QStringLiteral("KbdInteractiveAuthentication no")
          << QStringLiteral("StrictModes no") << QStringLiteral("UsePAM no") << QStringLiteral("UseDNS no")
          << QStringLiteral("PrintMotd no") << QStringLiteral("PrintLastLog no")
          << QStringLiteral("LogLevel ERROR") << QStringLiteral("MaxSessions 100");
    // As MaxStartups below, but a second one is an error.
    if (options.configLines.filter(QStringLiteral("Subsystem")).isEmpty())
        lines << QStringLiteral("Subsystem sftp internal-sftp");
    // Of this one the last value counts (sshd 9.2).
    if (options.configLines.filter(QStringLiteral("MaxStartups")).isEmpty())
        lines << QStringLiteral("MaxStartups 20000");
    const bool written = write(pathOf("sshd_config"), lines.join(u'\n').toUtf8() + '\n');
    if (!written)
        m_problem = QStringLiteral("sshd_config can't be written");
    return written;
}

bool SshdFixture::start(const QString &listenAddress)
{
    const int folderEvents = inotify_init1(IN_CLOEXEC);
    inotify_add_watch(folderEvents, folder().toLocal8Bit().constData(), IN_CLOSE_WRITE);
    const QByteArray address = listenAddress.toUtf8() + ':' + QByteArray::number(m_port);
    // -r: connections are served by a fork alone, which takes two thirds of the time. OpenSSH 9.8 and later
    // do without the option, and take no notice of it.
    m_process = spawn({"setpriv", "--pdeathsig", "KILL", sshdPath, "-D", "-e", "-r", "-f",
                       pathOf("sshd_config").toLocal8Bit(), "-o", "ListenAddress " + address},
                      pathOf("sshd.log").toLocal8Bit());
    const bool listening = m_process > 0 && waitUntilListening(folderEvents);
    ::close(folderEvents);
    if (!listening) {
        kill();
        m_problem = QStringLiteral("sshd: ") + QString::fromLocal8Bit(log());
    }
    return listening;
}

bool SshdFixture::waitUntilListening(int folderEvents)
{
    // sshd writes its process id once it listens.
    // The system call itself: the wrapper of glibc 2.36 can't be linked from C++.
    const int process = static_cast<int>(syscall(SYS_pidfd_open, m_process, 0));
    std::array<pollfd, 2> watched = {pollfd{folderEvents, POLLIN, 0}, pollfd{process, POLLIN, 0}};
    bool listening = false;
    while (!listening && ::poll(watched.data(), watched.size(), startTimeoutMs) > 0 &&
           watched[1].revents == 0) {
        std::array<char, 4096> events;
        if (::read(folderEvents, events.data(), events.size()) < 0)
            break;
        listening = read(pathOf("sshd.pid")).trimmed() == QByteArray::number(m_process);
    }
    ::close(process);
    return listening;
}

} // namespace regatta::tests
