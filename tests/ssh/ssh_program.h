#pragma once

#include "app/demo/demo_fleet.h"
#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

#include <sys/types.h>

namespace regatta::tests {

/// What became of one run of OpenSSH's ssh.
struct SshResult
{
    int exitCode = -1;
    QByteArray output;
    QByteArray error;
};

/// How the real ssh program is called: nothing of the person's own configuration, keys or agent counts.
struct SshCall
{
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 0;
    QString user = QStringLiteral("demo");
    QString identityFile;
    QString knownHostsFile;
    QStringList options; ///< further arguments before the host
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();

    QStringList arguments(const QString &command) const;
};

std::unique_ptr<QProcess> startSsh(const SshCall &call, const QString &command);
SshResult waitForSsh(QProcess &process);
SshResult runSsh(const SshCall &call, const QString &command, const QByteArray &input = {});

/// Waits until the process has written the text to the channel, and returns all that came on it so far.
bool waitForText(QProcess &process, QProcess::ProcessChannel channel, const QByteArray &text,
                 QByteArray &seen);

/// Waits until there is, or is no, file (or folder, or socket) of that name; its folder must be there.
bool waitForFile(const QString &path);
bool waitForNoFile(const QString &path);

/// Waits until a process has ended, whoever's child it is.
bool waitForEnd(pid_t process);

/// Waits for it without a limit but ctest's.
void waitForConnections(const demo::Counters &counters, int count);

SshCall callOf(const demo::DemoFleet &fleet, int host);

/// One server with a key that it accepts, and what a client needs to know.
class ServerUnderTest
{
public:
    explicit ServerUnderTest(demo::ServerSettings settings = {});

    demo::SshServer &server() { return *m_server; }
    SshCall call() const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    demo::KeyPair m_key;
    std::unique_ptr<demo::SshServer> m_server;
};

void writeFile(const QString &path, const QByteArray &bytes, QFile::Permissions permissions);

} // namespace regatta::tests
