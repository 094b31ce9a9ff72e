#include "tests/support/relay/relay.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <deque>
#include <functional>
#include <optional>

namespace regatta::tests {

namespace {

using Clock = std::chrono::steady_clock;

constexpr qsizetype chunk = 64 * 1024;
// What a direction holds at most before it stops reading: far above rate times delay of any test.
constexpr qsizetype mostInFlight = 16 * 1024 * 1024;

void sendAtOnce(const demo::Descriptor &socket)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

/// One client and its connection to the target.
class RelayedConnection
{
public:
    RelayedConnection(demo::EventLoop &loop, std::chrono::milliseconds delay, demo::Descriptor client,
                      demo::Descriptor target, std::function<void()> ended)
        : m_loop(loop)
        , m_delay(delay)
        , m_ended(std::move(ended))
    {
        m_ends[0].socket = std::move(client);
        m_ends[1].socket = std::move(target);
        for (size_t i = 0; i < 2; ++i) {
            m_ends[i].watch = m_loop.watch(m_ends[i].socket.get(), EPOLLIN,
                                           [this, i](std::uint32_t events) { ready(i, events); });
        }
    }

    ~RelayedConnection()
    {
        *m_alive = false;
        for (const End &end : m_ends)
            m_loop.forget(end.watch);
    }

    Q_DISABLE_COPY_MOVE(RelayedConnection)

private:
    /// Bytes on their way; none: the end of the stream.
    struct Parcel
    {
        Clock::time_point due;
        QByteArray bytes;
    };

    struct End
    {
        demo::Descriptor socket;
        demo::WatchId watch;
        std::deque<Parcel> parcels; ///< to be written to this end
        qsizetype bytes = 0;        ///< in the parcels
        bool readEnded = false;
        bool writeEnded = false;
        bool isFull = false; ///< the socket takes no more for now
    };

    void ready(size_t index, std::uint32_t events)
    {
        if (events & EPOLLERR)
            return end();
        if (events & (EPOLLIN | EPOLLHUP))
            read(index);
        if (events & EPOLLOUT) {
            m_ends[index].isFull = false;
            deliver(index);
        }
    }

    void read(size_t index)
    {
        End &from = m_ends[index];
        End &to = m_ends[1 - index];
        if (from.readEnded || to.bytes >= mostInFlight)
            return;
        QByteArray bytes(chunk, Qt::Uninitialized);
        const ssize_t count = ::recv(from.socket.get(), bytes.data(), size_t(bytes.size()), 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count < 0)
            return end();
        bytes.truncate(count);
        bytes.squeeze();
        from.readEnded = count == 0;
        to.bytes += count;
        to.parcels.push_back({Clock::now() + m_delay, std::move(bytes)});
        m_loop.callAfter(m_delay, [this, alive = m_alive, index] {
            if (*alive)
                deliver(1 - index);
        });
        updateInterest();
    }

    void deliver(size_t index)
    {
        End &to = m_ends[index];
        while (!to.parcels.empty() && to.parcels.front().due <= Clock::now() && !to.isFull && !m_over)
            deliverFirst(to);
        updateInterest();
        if (m_ends[0].writeEnded && m_ends[1].writeEnded)
            end();
    }

    void deliverFirst(End &to)
    {
        QByteArray &bytes = to.parcels.front().bytes;
        if (bytes.isEmpty()) {
            ::shutdown(to.socket.get(), SHUT_WR);
            to.writeEnded = true;
            to.parcels.pop_front();
            return;
        }
        const ssize_t count = ::send(to.socket.get(), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (count < 0) {
            to.isFull = errno == EAGAIN;
            if (!to.isFull && errno != EINTR)
                end();
            return;
        }
        to.bytes -= count;
        if (count == bytes.size())
            to.parcels.pop_front();
        else
            bytes.remove(0, count);
    }

    void updateInterest()
    {
        for (size_t i = 0; i < 2 && !m_over; ++i) {
            const bool reads = !m_ends[i].readEnded && m_ends[1 - i].bytes < mostInFlight;
            m_loop.change(m_ends[i].watch, (reads ? EPOLLIN : 0U) | (m_ends[i].isFull ? EPOLLOUT : 0U));
        }
    }

    void end()
    {
        if (std::exchange(m_over, true))
            return;
        for (const End &end : m_ends)
            m_loop.forget(end.watch);
        m_loop.defer(m_ended);
    }

    demo::EventLoop &m_loop;
    const std::chrono::milliseconds m_delay;
    const std::function<void()> m_ended;
    std::array<End, 2> m_ends; // the client, the target
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_over = false;
};

Relay::Relay(const QString &targetAddress, quint16 targetPort, std::chrono::milliseconds delay,
             const QString &address)
    : m_targetAddress(targetAddress)
    , m_targetPort(targetPort)
    , m_delay(delay)
{
    listen(address);
    m_thread = std::thread([this] {
        m_loop.run();
        m_connections.clear();
    });
}

Relay::~Relay()
{
    m_loop.quit();
    m_thread.join();
}

void Relay::listen(const QString &text)
{
    m_listener.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, text.toLatin1().constData(), &address.sin_addr);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener.get(), generic, length) != 0 || ::listen(m_listener.get(), SOMAXCONN) != 0 ||
        ::getsockname(m_listener.get(), generic, &length) != 0)
        qFatal("The relay can't listen");
    m_port = ntohs(address.sin_port);
    m_loop.watch(m_listener.get(), EPOLLIN, [this](std::uint32_t) { accept(); });
}

void Relay::accept()
{
    demo::Descriptor client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    demo::Descriptor target(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_targetPort);
    ::inet_pton(AF_INET, m_targetAddress.toLatin1().constData(), &address.sin_addr);
    if (!client.isOpen() || !target.isOpen() ||
        (::connect(target.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 &&
         errno != EINPROGRESS))
        return;
    sendAtOnce(client);
    sendAtOnce(target);
    const std::uint64_t id = ++m_lastConnection;
    m_connections[id] = std::make_unique<RelayedConnection>(
        m_loop, m_delay, std::move(client), std::move(target), [this, id] { m_connections.erase(id); });
}

} // namespace regatta::tests
