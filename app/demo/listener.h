#pragma once

#include "app/demo/descriptor.h"
#include "app/demo/event_loop.h"
#include "app/demo/key_pair.h"
#include "app/demo/peer.h"
#include "app/demo/server_settings.h"
#include "core/base/error.h"

#include <libssh/libssh.h>
#include <libssh/server.h>

#include <memory>
#include <optional>
#include <unordered_map>

namespace regatta::demo {

/// One host: its listening socket, its keys and who is connected to it. Made by anyone, then of the server's
/// thread; what is const may be read from any.
class Listener
{
public:
    /// Listens when it returns, and accepts once serve() has been called.
    static base::Expected<std::unique_ptr<Listener>> open(EventLoop &loop, ServerSettings settings);
    ~Listener();
    Q_DISABLE_COPY_MOVE(Listener)

    quint16 port() const { return m_port; }
    const ServerSettings &settings() const { return m_settings; }
    const Counters &counters() const { return m_counters; }
    QByteArray hostKey() const { return m_hostKey.publicKey; }
    QByteArray changedHostKey() const { return m_changedKey.publicKey; }

    void serve();
    void dropPeers();

private:
    struct BindDeleter
    {
        void operator()(ssh_bind bind) const { ssh_bind_free(bind); }
    };
    using Bind = std::unique_ptr<ssh_bind_struct, BindDeleter>;

    Listener(EventLoop &loop, ServerSettings settings);
    base::Expected<void> makeKeys();
    base::Expected<void> listen();
    static Bind bindWith(const KeyPair &key);
    void accept();
    void welcome(Descriptor socket);
    void pauseAccepting();
    void countPeers();

    EventLoop &m_loop;
    const ServerSettings m_settings;
    Counters m_counters;
    KeyPair m_hostKey;
    KeyPair m_changedKey;
    Bind m_bind;
    Bind m_changedBind;
    Descriptor m_socket;
    quint16 m_port = 0;
    std::optional<WatchId> m_watch;
    std::uint64_t m_lastPeer = 0;
    std::unordered_map<std::uint64_t, std::unique_ptr<Peer>> m_peers;
};

} // namespace regatta::demo
