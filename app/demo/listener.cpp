#include "app/demo/listener.h"

#include "app/demo/connection.h"
#include "app/demo/raw_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace regatta::demo {

namespace {

constexpr int backlog = 4096; // cut down by the system to what it allows
constexpr std::chrono::milliseconds pauseWithoutDescriptors{50};

base::Error systemError(int number)
{
    const bool exhausted = number == EMFILE || number == ENFILE;
    return {exhausted ? base::ErrorCode::DescriptorsExhausted : base::ErrorCode::Internal,
            QString::fromLocal8Bit(std::strerror(number))};
}

} // namespace

Listener::Listener(EventLoop &loop, ServerSettings settings)
    : m_loop(loop)
    , m_settings(std::move(settings))
{}

Listener::~Listener()
{
    dropPeers();
    if (m_watch)
        m_loop.forget(*m_watch);
}

base::Expected<std::unique_ptr<Listener>> Listener::open(EventLoop &loop, ServerSettings settings)
{
    std::unique_ptr<Listener> listener(new Listener(loop, std::move(settings)));
    if (auto made = listener->makeKeys(); !made)
        return tl::unexpected(made.error());
    if (auto listening = listener->listen(); !listening)
        return tl::unexpected(listening.error());
    return listener;
}

base::Expected<void> Listener::makeKeys()
{
    auto key = m_settings.hostKey.isEmpty() ? generateKeyPair() : keyPairOf(m_settings.hostKey);
    if (!key)
        return tl::unexpected(key.error());
    m_hostKey = *key;
    m_bind = bindWith(m_hostKey);
    if (!m_settings.faults.changeHostKey)
        return {};
    auto changed = generateKeyPair();
    if (!changed)
        return tl::unexpected(changed.error());
    m_changedKey = *changed;
    m_changedBind = bindWith(m_changedKey);
    return {};
}

Listener::Bind Listener::bindWith(const KeyPair &pair)
{
    ssh_key key = nullptr;
    ssh_pki_import_privkey_base64(pair.privateKey.constData(), nullptr, nullptr, nullptr, &key);
    Bind bind(ssh_bind_new());
    const bool readSystemConfig = false;
    ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_PROCESS_CONFIG, &readSystemConfig);
    ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_BANNER, "regatta-demo");
    ssh_bind_options_set(bind.get(), SSH_BIND_OPTIONS_IMPORT_KEY, key); // owns it from here on
    return bind;
}

base::Expected<void> Listener::listen()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_settings.port);
    const bool isLoopback =
        m_settings.address.startsWith(u"127.") &&
        ::inet_pton(AF_INET, m_settings.address.toLatin1().constData(), &address.sin_addr) == 1;
    if (!isLoopback)
        return base::failure(base::ErrorCode::Internal, m_settings.address);

    m_socket.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    ::setsockopt(m_socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (!m_socket.isOpen() || ::bind(m_socket.get(), generic, length) != 0 ||
        ::listen(m_socket.get(), backlog) != 0 || ::getsockname(m_socket.get(), generic, &length) != 0)
        return tl::unexpected(systemError(errno));
    m_port = ntohs(address.sin_port);
    return {};
}

void Listener::serve()
{
    m_watch = m_loop.watch(m_socket.get(), EPOLLIN, [this](std::uint32_t) { accept(); });
}

void Listener::accept()
{
    for (;;) {
        Descriptor socket(::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket.isOpen())
            welcome(std::move(socket));
        else if (errno == EMFILE || errno == ENFILE)
            return pauseAccepting();
        else if (errno != EINTR && errno != ECONNABORTED)
            return;
    }
}

/// The one that can't be accepted would wake the loop again and again.
void Listener::pauseAccepting()
{
    m_loop.change(*m_watch, 0);
    m_loop.callAfter(pauseWithoutDescriptors, [this] { m_loop.change(*m_watch, EPOLLIN); });
}

void Listener::welcome(Descriptor socket)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::uint64_t id = ++m_lastPeer;
    const auto ended = [this, id] {
        if (m_peers.erase(id) > 0)
            countPeers();
    };
    const bool changed = m_settings.faults.changeHostKey && m_counters.accepted > 0;
    ++m_counters.accepted;
    if (RawPeer::isWanted(m_settings.faults))
        m_peers[id] = std::make_unique<RawPeer>(m_loop, m_settings.faults, std::move(socket), ended);
    else
        m_peers[id] =
            std::make_unique<Connection>(m_loop, m_settings, m_counters,
                                         (changed ? m_changedBind : m_bind).get(), std::move(socket), ended);
    countPeers();
}

void Listener::dropPeers()
{
    m_peers.clear();
    countPeers();
}

void Listener::countPeers()
{
    m_counters.connectedNow = int(m_peers.size());
    m_counters.connectedNow.notify_all();
}

} // namespace regatta::demo
