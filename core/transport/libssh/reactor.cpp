#include "core/transport/libssh/reactor.h"

#include <QtGlobal>

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace regatta::transport::libssh {

namespace {

constexpr std::uint64_t mailboxToken = std::numeric_limits<std::uint64_t>::max();

std::uint64_t tokenOf(int descriptor, std::uint32_t generation)
{
    return (std::uint64_t{generation} << 32) | std::uint32_t(descriptor);
}

} // namespace

Reactor::Reactor()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (!m_epoll.isOpen())
        qFatal("No descriptor is left for a reactor");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = mailboxToken;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_mailbox->descriptor(), &event);
}

Reactor::~Reactor() = default;

void Reactor::run()
{
    while (!m_quit) {
        serveTimers();
        if (!m_quit)
            serveDescriptors();
    }
    m_mailbox->close();
}

void Reactor::watch(int descriptor, std::uint32_t epollEvents, Watcher *watcher)
{
    if (epollEvents == 0)
        return forget(descriptor, watcher);

    Watched &watched = m_watched[descriptor];
    const bool isNew = watched.watcher != watcher;
    if (!isNew && watched.events == epollEvents)
        return;
    if (isNew)
        watched.generation = ++m_nextGeneration;
    watched.watcher = watcher;
    watched.events = epollEvents;
    epoll_event event{};
    event.events = epollEvents;
    event.data.u64 = tokenOf(descriptor, watched.generation);
    ::epoll_ctl(m_epoll.get(), isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}

void Reactor::forget(int descriptor, const Watcher *watcher)
{
    const auto place = m_watched.find(descriptor);
    if (place == m_watched.end() || place->second.watcher != watcher)
        return;
    m_watched.erase(place);
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, descriptor, nullptr);
}

Reactor::TimerId Reactor::callAt(base::Instant time, std::function<void()> function)
{
    const TimerId id{time, ++m_nextTimer};
    m_timers.emplace(id, std::move(function));
    return id;
}

int Reactor::millisecondsToNextTimer() const
{
    if (m_timers.empty())
        return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(m_timers.begin()->first.first - now());
    return int(std::clamp<std::int64_t>(rest.count(), 0, std::numeric_limits<int>::max()));
}

void Reactor::serveTimers()
{
    const base::Instant time = now();
    while (!m_timers.empty() && m_timers.begin()->first.first <= time) {
        const auto due = m_timers.extract(m_timers.begin());
        due.mapped()();
    }
}

void Reactor::serveDescriptors()
{
    std::array<epoll_event, 128> events{};
    const int count =
        ::epoll_wait(m_epoll.get(), events.data(), int(events.size()), millisecondsToNextTimer());
    if (count < 0 && errno != EINTR)
        qFatal("epoll_wait failed");
    for (int i = 0; i < count && !m_quit; ++i) {
        const epoll_event &event = events[size_t(i)];
        if (event.data.u64 == mailboxToken) {
            serveMailbox();
            continue;
        }
        const auto place = m_watched.find(int(event.data.u64 & 0xffffffffU));
        // An earlier event of this round may have made this one stale.
        if (place != m_watched.end() && place->second.generation == event.data.u64 >> 32)
            place->second.watcher->descriptorReady(event.events);
    }
}

void Reactor::serveMailbox()
{
    for (const Mailbox::Message &message : m_mailbox->take())
        message();
}

void Timer::start(base::Instant time, std::function<void()> function)
{
    stop();
    m_id = m_reactor.callAt(time, [this, function = std::move(function)] {
        // A copy, because the call may destroy or restart this timer, and this closure with it.
        const auto call = function;
        m_id.reset();
        call();
    });
}

void Timer::stop()
{
    if (m_id)
        m_reactor.cancel(*std::exchange(m_id, std::nullopt));
}

} // namespace regatta::transport::libssh
