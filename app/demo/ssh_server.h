#pragma once

#include "app/demo/peer.h"
#include "app/demo/server_settings.h"
#include "core/base/error.h"

#include <QList>

#include <memory>
#include <thread>

namespace regatta::demo {

/// Whether every host gets a port of its own or all have the same one (on different addresses).
enum class PortChoice { Own, Common };

/// SSH servers inside the process: any number of hosts, on loopback only, served by one thread with one poll
/// loop. Commands run in shells with pipes (no terminal, no subsystems, and no forwarding unless the settings
/// name a program for it). Destroying it closes every connection, kills every command's process group and
/// waits for the thread.
class SshServer
{
public:
    /// Listens when it returns. Errors: DescriptorsExhausted, KeyFormatUnknown, Internal with the system's
    /// words.
    static base::Expected<std::unique_ptr<SshServer>> start(QList<ServerSettings> hosts,
                                                            PortChoice ports = PortChoice::Own);
    static base::Expected<std::unique_ptr<SshServer>> start(ServerSettings host);
    ~SshServer();
    Q_DISABLE_COPY_MOVE(SshServer)

    quint16 port(qsizetype host = 0) const;
    const Counters &counters(qsizetype host = 0) const;

    /// base64 of the host key, as known_hosts holds it, and the one of Faults::changeHostKey.
    QByteArray hostKey(qsizetype host = 0) const;
    QByteArray changedHostKey(qsizetype host = 0) const;
    /// "[address]:port ssh-ed25519 AAAA...", a line each.
    QByteArray knownHosts() const;

    /// Closes all connections, as a host that is switched off does; new ones are accepted. From any thread;
    /// returns at once.
    void dropConnections();

private:
    class Loop;

    explicit SshServer(std::unique_ptr<Loop> loop);

    std::unique_ptr<Loop> m_loop;
    std::thread m_thread;
};

} // namespace regatta::demo
