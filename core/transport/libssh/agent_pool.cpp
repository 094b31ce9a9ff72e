#include "core/transport/libssh/agent_pool.h"

#include "core/base/broken_pipes.h"

#include <QFile>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace regatta::transport::libssh {

namespace {

Descriptor connectedTo(const QString &path)
{
    sockaddr_un address{};
    const QByteArray name = QFile::encodeName(path);
    if (size_t(name.size()) >= sizeof address.sun_path)
        return {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.isOpen() ||
        ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {}; // also if it takes nobody in for now: an agent that hangs
    ::fcntl(socket.get(), F_SETFL, 0);
    return socket;
}

/// False if there is nothing to wait for any more.
bool waitUntilReady(const SshConnection &connection, int abort,
                    std::chrono::steady_clock::time_point deadline)
{
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (rest.count() <= 0)
        return false;
    std::array<pollfd, 2> descriptors{};
    descriptors[0].fd = connection.descriptor();
    descriptors[0].events = short(POLLIN | (connection.wantsToWrite() ? POLLOUT : 0));
    descriptors[1].fd = abort;
    descriptors[1].events = POLLIN;
    ::poll(descriptors.data(), descriptors.size(), int(rest.count()));
    return descriptors[1].revents == 0;
}

} // namespace

AgentPool::AgentPool(int threads)
    : m_abort(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    m_pool.setMaxThreadCount(threads);
}

AgentPool::~AgentPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_aborted = true;
        for (const int agent : m_busyAgents)
            ::shutdown(agent, SHUT_RDWR); // wakes who waits for its answer
    }
    ::eventfd_write(m_abort.get(), 1);
    m_pool.clear();
    m_pool.waitForDone();
}

void AgentPool::Visit::end()
{
    const auto state = std::exchange(m_state, nullptr);
    if (!state)
        return;
    const std::lock_guard lock(state->mutex);
    state->isOver = true;
    if (state->agent >= 0)
        ::shutdown(state->agent, SHUT_RDWR); // wakes who waits for its answer
}

/// False if nobody wants it any more. An agent of -1 ends what was begun.
bool AgentPool::begin(Visit::State &visit, int agent)
{
    const std::lock_guard lock(visit.mutex);
    visit.agent = agent;
    return !visit.isOver;
}

AgentPool::Visit AgentPool::logIn(const QString &socketPath, std::shared_ptr<SshConnection> connection,
                                  std::chrono::milliseconds timeout, AgentKeys keys, Done done)
{
    Visit visit;
    visit.m_state = std::make_shared<Visit::State>();
    m_pool.start([this, socketPath, connection = std::move(connection), timeout, keys = std::move(keys),
                  done = std::move(done), state = visit.m_state]() mutable {
        base::blockBrokenPipes(); // libssh writes to the agent, which may hang up at any time
        const Answer answer = logInOver(socketPath, *connection, timeout, keys, *state);
        done(std::move(connection), answer);
    });
    return visit;
}

AgentPool::Answer AgentPool::logInOver(const QString &socketPath, SshConnection &connection,
                                       std::chrono::milliseconds timeout, const AgentKeys &keys,
                                       Visit::State &visit)
{
    Descriptor agent = takeAgent(socketPath);
    if (!agent.isOpen())
        return {};
    const bool isWanted = begin(visit, agent.get());
    std::optional<AgentFilter> filter;
    if (!keys.areAll())
        filter.emplace(agent.get(), keys);
    const int socket = filter ? filter->socket() : agent.get();
    const auto deadline =
        std::chrono::steady_clock::now() + (timeout.count() > 0 ? timeout : std::chrono::hours(24));
    AuthProgress progress =
        socket < 0 || !isWanted ? AuthProgress::Denied : connection.authenticateWithAgent(socket);
    while (progress == AuthProgress::Again && waitUntilReady(connection, m_abort.get(), deadline))
        progress = connection.authenticateWithAgent(socket);
    Answer answer{progress == AuthProgress::Again ? AuthProgress::Failed : progress};
    if (filter)
        answer.offered = filter->end();
    begin(visit, -1);
    keepAgent(socketPath, std::move(agent));
    return answer;
}

Descriptor AgentPool::takeAgent(const QString &socketPath)
{
    Descriptor agent;
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Descriptor> &idle = m_idleAgents[socketPath];
        while (!idle.empty() && !agent.isOpen()) {
            agent = std::move(idle.back());
            idle.pop_back();
            char byte = 0; // an idle agent says nothing; one that hung up says so with 0
            if (::recv(agent.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0)
                agent = Descriptor();
        }
    }
    if (!agent.isOpen())
        agent = connectedTo(socketPath);
    const std::lock_guard lock(m_mutex);
    if (m_aborted)
        return {};
    if (agent.isOpen())
        m_busyAgents.push_back(agent.get());
    return agent;
}

void AgentPool::keepAgent(const QString &socketPath, Descriptor agent)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_busyAgents, agent.get());
    if (!m_aborted)
        m_idleAgents[socketPath].push_back(std::move(agent));
}

} // namespace regatta::transport::libssh
