#pragma once

#include "app/demo/descriptor.h"
#include "core/base/strong_id.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace regatta::demo {

using WatchId = base::StrongId<struct WatchTag, std::uint64_t>;

/// A level-triggered epoll loop. One thread runs it and calls everything but post() and quit(), which any
/// thread may.
class EventLoop
{
public:
    using Watcher = std::function<void(std::uint32_t events)>; ///< EPOLLIN, EPOLLOUT, EPOLLHUP ...

    EventLoop();

    WatchId watch(int fd, std::uint32_t events, Watcher watcher);
    void change(WatchId id, std::uint32_t events);
    /// Takes a descriptor that has been closed in the meantime, even if its number is in use again.
    void forget(WatchId id);

    void callAfter(std::chrono::milliseconds delay, std::function<void()> function);
    /// Called once nothing of this loop is on the stack: the place to destroy a watcher's owner.
    void defer(std::function<void()> function);

    void run();

    void post(std::function<void()> function);
    void quit();

private:
    using Clock = std::chrono::steady_clock;

    struct Watch
    {
        int fd;
        std::uint32_t events;
        std::shared_ptr<Watcher> watcher; // shared: a watcher may forget itself while it runs
    };

    int millisecondsToNextTimer() const;
    void callDueTimers();
    void callDeferred();
    void callPosted();
    bool owns(const Watch &watch, WatchId id) const;

    Descriptor m_epoll;
    Descriptor m_bell; // eventfd: rings for post() and quit()
    std::uint64_t m_lastId = 0;
    std::unordered_map<std::uint64_t, Watch> m_watches;
    std::unordered_map<int, std::uint64_t> m_ownerOfDescriptor;
    std::multimap<Clock::time_point, std::function<void()>> m_timers;
    std::vector<std::function<void()>> m_deferred;
    bool m_quit = false;

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted; // guarded by m_mutex
};

} // namespace regatta::demo
