#include "app/demo/ssh_server.h"

#include "app/demo/event_loop.h"
#include "app/demo/key_pair.h"
#include "app/demo/listener.h"

#include <signal.h>

#include <vector>

namespace regatta::demo {

namespace {

// Another program may have taken the port that the first host got on one of the other addresses.
constexpr int attemptsForCommonPort = 20;

} // namespace

class SshServer::Loop
{
public:
    base::Expected<void> open(const QList<ServerSettings> &hosts, PortChoice ports)
    {
        listeners.clear();
        for (ServerSettings settings : hosts) {
            if (ports == PortChoice::Common && !listeners.empty())
                settings.port = listeners.front()->port();
            auto listener = Listener::open(events, std::move(settings));
            if (!listener)
                return tl::unexpected(listener.error());
            listeners.push_back(std::move(*listener));
        }
        return {};
    }

    void run()
    {
        // Signals to the process are for its other threads; here a broken pipe is an error like any other.
        sigset_t all;
        sigfillset(&all);
        ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
        for (const auto &listener : listeners)
            listener->serve();
        events.run();
        for (const auto &listener : listeners)
            listener->dropPeers();
    }

    EventLoop events; // outlives the listeners
    std::vector<std::unique_ptr<Listener>> listeners;
};

SshServer::SshServer(std::unique_ptr<Loop> loop)
    : m_loop(std::move(loop))
    , m_thread([this] { m_loop->run(); })
{}

SshServer::~SshServer()
{
    m_loop->events.quit();
    m_thread.join();
}

base::Expected<std::unique_ptr<SshServer>> SshServer::start(QList<ServerSettings> hosts, PortChoice ports)
{
    auto loop = std::make_unique<Loop>();
    auto opened = loop->open(hosts, ports);
    for (int attempt = 1; !opened && ports == PortChoice::Common && attempt < attemptsForCommonPort;
         ++attempt)
        opened = loop->open(hosts, ports);
    if (!opened)
        return tl::unexpected(opened.error());
    return std::unique_ptr<SshServer>(new SshServer(std::move(loop)));
}

base::Expected<std::unique_ptr<SshServer>> SshServer::start(ServerSettings host)
{
    return start(QList<ServerSettings>{std::move(host)});
}

quint16 SshServer::port(qsizetype host) const
{
    return m_loop->listeners.at(size_t(host))->port();
}

const Counters &SshServer::counters(qsizetype host) const
{
    return m_loop->listeners.at(size_t(host))->counters();
}

QByteArray SshServer::hostKey(qsizetype host) const
{
    return m_loop->listeners.at(size_t(host))->hostKey();
}

QByteArray SshServer::changedHostKey(qsizetype host) const
{
    return m_loop->listeners.at(size_t(host))->changedHostKey();
}

QByteArray SshServer::knownHosts() const
{
    QByteArray lines;
    for (const auto &listener : m_loop->listeners)
        lines += '[' + listener->settings().address.toLatin1() + "]:" + QByteArray::number(listener->port()) +
                 ' ' + keyType + ' ' + listener->hostKey() + '\n';
    return lines;
}

void SshServer::dropConnections()
{
    m_loop->events.post([loop = m_loop.get()] {
        for (const auto &listener : loop->listeners)
            listener->dropPeers();
    });
}

} // namespace regatta::demo
