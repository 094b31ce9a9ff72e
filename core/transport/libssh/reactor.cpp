#include "core/transport/libssh/reactor.h"

#include <QtGlobal>

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
    m_mailbox->setReader();
    while (!m_quit) {
        serveTimers();
        if (!m_quit)
            serveDescriptors();
        if (!m_quit)
            serveMailbox();
    }
    m_mailbox->close();
}

void Reactor::watch(int descriptor, std::uint32_t epollEvents, Watcher *watcher)
{
    if (epollEvents == 0)
        return forget(descriptor, watcher);

    const auto [place, isNew] = m_watched.try_emplace(descriptor);
    Watched &watched = place->second;
    const bool isTheirs = watched.watcher == watcher;
    if (isTheirs && watched.events == epollEvents)
        return;
    if (!isTheirs)
        watched.generation = ++m_nextGeneration;
    watched.watcher = watcher;
    watched.events = epollEvents;
    registerWith(descriptor, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, watched);
}

void Reactor::registerWith(int descriptor, int operation, const Watched &watched) const
{
    epoll_event event{};
    event.events = watched.events;
    event.data.u64 = tokenOf(descriptor, watched.generation);
    // The one that we knew by this number was closed, and the kernel has forgotten it by itself.
    if (::epoll_ctl(m_epoll.get(), operation, descriptor, &event) != 0 && errno == ENOENT)
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, descriptor, &event);
}

void Reactor::handOver(int descriptor, const Watcher *watcher)
{
    const auto place = m_watched.find(descriptor);
    if (place != m_watched.end() && place->second.watcher == watcher)
        place->second.watcher = nullptr;
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
    const int patience = m_mailbox->isEmpty() ? millisecondsToNextTimer() : 0;
    const int count = ::epoll_wait(m_epoll.get(), events.data(), int(events.size()), patience);
    if (count < 0 && errno != EINTR)
        qFatal("epoll_wait failed");
    for (int i = 0; i < count && !m_quit; ++i)
        serve(events[size_t(i)]);
}

void Reactor::serve(const epoll_event &event)
{
    if (event.data.u64 == mailboxToken)
        return m_mailbox->acknowledge();
    const int descriptor = int(event.data.u64 & 0xffffffffU);
    const auto place = m_watched.find(descriptor);
    // An earlier event of this round may have made this one stale.
    if (place == m_watched.end() || place->second.generation != event.data.u64 >> 32)
        return;
    if (place->second.watcher)
        place->second.watcher->descriptorReady(event.events);
    else
        forget(descriptor, nullptr); // whoever should have taken it over did not
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
