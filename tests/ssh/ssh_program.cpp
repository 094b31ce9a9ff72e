#include "tests/ssh/ssh_program.h"

#include "app/demo/descriptor.h"

#include <QFileInfo>

#include <gtest/gtest.h>

#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>

#include <array>

namespace regatta::tests {

namespace {

constexpr int patience = 60'000; // ms; for machines that do much else

bool becomesReadable(const demo::Descriptor &descriptor)
{
    pollfd events{descriptor.get(), POLLIN, 0};
    return ::poll(&events, 1, patience) == 1;
}

bool waitForExistence(const QString &path, bool wanted)
{
    const demo::Descriptor changes(::inotify_init1(IN_CLOEXEC));
    const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
    ::inotify_add_watch(changes.get(), folder.constData(),
                        IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM);
    std::array<char, 4096> ignored;
    while (QFileInfo::exists(path) != wanted) {
        if (!becomesReadable(changes) || ::read(changes.get(), ignored.data(), ignored.size()) <= 0)
            return false;
    }
    return true;
}

} // namespace

QStringList SshCall::arguments(const QString &command) const
{
    QStringList list{QStringLiteral("-F"), QStringLiteral("/dev/null"), QStringLiteral("-T")};
    const auto option = [&list](const QString &text) { list << QStringLiteral("-o") << text; };
    list += options; // the first value of an option counts
    option(QStringLiteral("BatchMode=yes"));
    option(QStringLiteral("IdentitiesOnly=yes"));
    option(QStringLiteral("IdentityAgent=none"));
    option(QStringLiteral("GlobalKnownHostsFile=/dev/null"));
    option(QStringLiteral("UserKnownHostsFile=") + knownHostsFile);
    option(QStringLiteral("StrictHostKeyChecking=yes"));
    option(QStringLiteral("KexAlgorithms=curve25519-sha256"));
    if (!identityFile.isEmpty())
        list << QStringLiteral("-i") << identityFile;
    list << QStringLiteral("-p") << QString::number(port) << QStringLiteral("-l") << user
         << QStringLiteral("--") << address;
    if (!command.isEmpty())
        list << command;
    return list;
}

std::unique_ptr<QProcess> startSsh(const SshCall &call, const QString &command)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(call.environment);
    process->start(QStringLiteral("ssh"), call.arguments(command));
    process->waitForStarted(patience);
    return process;
}

SshResult waitForSsh(QProcess &process)
{
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished(patience);
        ADD_FAILURE() << "ssh did not end: " << process.readAllStandardError().toStdString();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

SshResult runSsh(const SshCall &call, const QString &command, const QByteArray &input)
{
    const auto process = startSsh(call, command);
    process->write(input);
    process->closeWriteChannel();
    return waitForSsh(*process);
}

bool waitForText(QProcess &process, QProcess::ProcessChannel channel, const QByteArray &text,
                 QByteArray &seen)
{
    process.setReadChannel(channel);
    seen += process.readAll();
    while (!seen.contains(text) && process.waitForReadyRead(patience))
        seen += process.readAll();
    return seen.contains(text);
}

bool waitForFile(const QString &path)
{
    return waitForExistence(path, true);
}

bool waitForNoFile(const QString &path)
{
    return waitForExistence(path, false);
}

bool waitForEnd(pid_t process)
{
    const demo::Descriptor handle(int(::syscall(SYS_pidfd_open, process, 0)));
    return !handle.isOpen() || becomesReadable(handle);
}

void waitForConnections(const demo::Counters &counters, int count)
{
    for (int now = counters.connectedNow; now != count; now = counters.connectedNow)
        counters.connectedNow.wait(now);
}

SshCall callOf(const demo::DemoFleet &fleet, int host)
{
    SshCall call;
    call.address = fleet.hosts().at(host).address;
    call.port = fleet.hosts().at(host).port;
    call.user = fleet.user();
    call.identityFile = fleet.identityFile();
    call.knownHostsFile = fleet.knownHostsFile();
    return call;
}

ServerUnderTest::ServerUnderTest(demo::ServerSettings settings)
{
    m_key = demo::generateKeyPair().value();
    settings.logIn.authorizedKeys << m_key.publicKey;
    if (settings.home.isEmpty())
        settings.home = m_folder.path();
    m_server = demo::SshServer::start(std::move(settings)).value();
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    writeFile(m_folder.filePath(QStringLiteral("id")), m_key.privateKey, ownerOnly);
    writeFile(m_folder.filePath(QStringLiteral("known_hosts")), m_server->knownHosts(), ownerOnly);
}

SshCall ServerUnderTest::call() const
{
    SshCall call;
    call.port = m_server->port();
    call.identityFile = m_folder.filePath(QStringLiteral("id"));
    call.knownHostsFile = m_folder.filePath(QStringLiteral("known_hosts"));
    return call;
}

void writeFile(const QString &path, const QByteArray &bytes, QFile::Permissions permissions)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_TRUE(file.setPermissions(permissions));
    ASSERT_EQ(file.write(bytes), bytes.size());
}

} // namespace regatta::tests
