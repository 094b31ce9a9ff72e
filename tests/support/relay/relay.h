#pragma once

#include "app/demo/descriptor.h"
#include "app/demo/event_loop.h"

#include <QString>

#include <chrono>
#include <memory>
#include <thread>
#include <unordered_map>

namespace regatta::tests {

class RelayedConnection;

/// Stands on a port of its own and passes on what comes, in both directions, each byte `delay`
/// after it came: a network whose round trip takes twice as long. The rate has no limit. TCP's own handshake
/// is answered at once. One thread serves all connections.
class Relay
{
public:
    /// "0.0.0.0" as `address`: every 127.x.y.z leads to the target.
    Relay(const QString &targetAddress, quint16 targetPort, std::chrono::milliseconds delay,
          const QString &address = QStringLiteral("127.0.0.1"));
    ~Relay();
    Q_DISABLE_COPY_MOVE(Relay)

    quint16 port() const { return m_port; }

private:
    void listen(const QString &address);
    void accept();

    const QString m_targetAddress;
    const quint16 m_targetPort;
    const std::chrono::milliseconds m_delay;
    quint16 m_port = 0;
    demo::Descriptor m_listener;
    demo::EventLoop m_loop;
    std::uint64_t m_lastConnection = 0;
    std::unordered_map<std::uint64_t, std::unique_ptr<RelayedConnection>> m_connections; // of m_thread
    std::thread m_thread;
};

} // namespace regatta::tests
