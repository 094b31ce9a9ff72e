#pragma once

#include "core/transport/transport.h"
#include "core/trust/host_key.h"

#include <QStringList>
#include <QTemporaryDir>

#include <sys/types.h>

namespace regatta::tests {

/// A new ed25519 key pair: `path` and `path`.pub.
bool makeKey(const QString &path, const QString &passphrase = {});

/// A real sshd of its own: keys, folder and port made for the occasion, reached on loopback, gone with the
/// object. Works as root and as an ordinary user; whoever runs the test is who logs in. Of one thread: the
/// server dies with the thread that started it, so that a crashed test leaves none behind.
class SshdFixture
{
public:
    struct Options
    {
        QString listenAddress =
            QStringLiteral("127.0.0.1"); ///< "0.0.0.0": any 127.x.y.z is a host of its own
        QStringList configLines;         ///< sshd_config; they win over the fixture's own lines
    };

    SshdFixture();
    explicit SshdFixture(Options options);
    ~SshdFixture();
    Q_DISABLE_COPY_MOVE(SshdFixture)

    /// False if sshd could not be started; problem() then says why, with sshd's own words.
    bool isRunning() const { return m_process > 0; }
    QString problem() const { return m_problem; }

    quint16 port() const { return m_port; }
    QString user() const;
    QString folder() const { return m_folder.path(); }
    QString identityFile() const;   ///< unencrypted ed25519, the one key that sshd accepts
    QString knownHostsFile() const; ///< holds the host key for localhost and each 127.x.y.z
    QString sshConfigFile() const;  ///< empty: keeps the person's own configuration out of the test
    trust::HostKey hostKey() const;
    transport::Endpoint endpoint(const QString &host = QStringLiteral("127.0.0.1")) const; ///< Strict

    /// What sshd wrote so far; LogLevel is ERROR unless a config line says otherwise.
    QByteArray log() const;

    /// Whether anybody has asked to log in: waits until all who have come are gone. For "LogLevel DEBUG3".
    bool hasHeardOfAuthentication() const;

    /// Ends every connection without a word, as a lost network does; sshd goes on listening.
    void killConnections();

    /// Stops the processes of every connection, as on a host that hangs: the kernel still answers, nobody
    /// else does. New connections are served.
    void freezeConnections();

    /// Ends sshd, its connections and whatever the commands left running.
    void kill();

private:
    bool makeKeys();
    bool writeConfig(const Options &options);
    bool start(const QString &listenAddress);
    bool waitUntilListening(int folderEvents);
    QString pathOf(const char *name) const;

    QTemporaryDir m_folder;
    QString m_problem;
    pid_t m_process = -1;
    quint16 m_port = 0;
};

} // namespace regatta::tests
