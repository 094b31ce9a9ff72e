#include "app/demo/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <utility>

namespace regatta::demo {

EventLoop::EventLoop()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    watch(m_bell.get(), EPOLLIN, [this](std::uint32_t) { callPosted(); });
}

WatchId EventLoop::watch(int fd, std::uint32_t events, Watcher watcher)
{
    const WatchId id{++m_lastId};
    m_watches.emplace(id.value, Watch{fd, events, std::make_shared<Watcher>(std::move(watcher))});
    m_ownerOfDescriptor[fd] = id.value;
    epoll_event event{};
    event.events = events;
    event.data.u64 = id.value;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
    return id;
}

bool EventLoop::owns(const Watch &watch, WatchId id) const
{
    const auto owner = m_ownerOfDescriptor.find(watch.fd);
    return owner != m_ownerOfDescriptor.end() && owner->second == id.value;
}

void EventLoop::change(WatchId id, std::uint32_t events)
{
    const auto found = m_watches.find(id.value);
    if (found == m_watches.end() || found->second.events == events || !owns(found->second, id))
        return;
    found->second.events = events;
    epoll_event event{};
    event.events = events;
    event.data.u64 = id.value;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, found->second.fd, &event);
}

void EventLoop::forget(WatchId id)
{
    const auto found = m_watches.find(id.value);
    if (found == m_watches.end())
        return;
    if (owns(found->second, id)) {
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, found->second.fd, nullptr);
        m_ownerOfDescriptor.erase(found->second.fd);
    }
    m_watches.erase(found);
}

void EventLoop::callAfter(std::chrono::milliseconds delay, std::function<void()> function)
{
    m_timers.emplace(Clock::now() + delay, std::move(function));
}

void EventLoop::defer(std::function<void()> function)
{
    m_deferred.push_back(std::move(function));
}

void EventLoop::run()
{
    std::array<epoll_event, 64> events;
    while (!m_quit) {
        const int count =
            ::epoll_wait(m_epoll.get(), events.data(), int(events.size()), millisecondsToNextTimer());
        for (int i = 0; i < count; ++i) {
            const auto found = m_watches.find(events[i].data.u64);
            if (found == m_watches.end())
                continue; // forgotten by a watcher that came before it
            const std::shared_ptr<Watcher> watcher = found->second.watcher;
            (*watcher)(events[i].events);
        }
        callDueTimers();
        callDeferred();
    }
}

int EventLoop::millisecondsToNextTimer() const
{
    if (m_timers.empty())
        return -1;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_timers.begin()->first - Clock::now());
    return int(std::max<std::chrono::milliseconds::rep>(0, wait.count()));
}

void EventLoop::callDueTimers()
{
    while (!m_timers.empty() && m_timers.begin()->first <= Clock::now()) {
        const auto due = m_timers.extract(m_timers.begin());
        due.mapped()();
    }
}

void EventLoop::callDeferred()
{
    while (!m_deferred.empty()) {
        for (const auto &function : std::exchange(m_deferred, {}))
            function();
    }
}

void EventLoop::callPosted()
{
    eventfd_t rings = 0;
    ::eventfd_read(m_bell.get(), &rings);
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_mutex);
        posted.swap(m_posted);
    }
    for (const auto &function : posted)
        function();
}

void EventLoop::post(std::function<void()> function)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(function));
    }
    ::eventfd_write(m_bell.get(), 1);
}

void EventLoop::quit()
{
    post([this] { m_quit = true; });
}

} // namespace regatta::demo
