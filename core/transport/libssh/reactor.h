#pragma once

#include "core/base/clock.h"
#include "core/transport/libssh/mailbox.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include <sys/epoll.h>

namespace regatta::transport::libssh {

/// A poll loop: level-triggered epoll, timers, a mailbox. It sleeps until one of them has something to do,
/// and has no tick of its own. Belongs to the thread that calls run(); before that, to the one that made it.
/// Only post() may be called from anywhere.
///
/// Fairness comes from level triggering: whoever was served goes to the back of the kernel's ready list, and
/// a watcher takes no more than one turn's worth (see Session) before it returns.
class Reactor
{
public:
    /// Told that a descriptor is ready; may forget itself and others and be destroyed while it is called.
    class Watcher
    {
    public:
        virtual ~Watcher() = default;
        virtual void descriptorReady(std::uint32_t epollEvents) = 0;
    };

    Reactor();
    ~Reactor();
    Reactor(const Reactor &) = delete;
    Reactor &operator=(const Reactor &) = delete;

    /// Serves until quit(), then closes the mailbox.
    void run();
    void quit() { m_quit = true; }

    void post(Mailbox::Message message) { m_mailbox->post(std::move(message)); }
    const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }

    /// EPOLLIN and EPOLLOUT as wanted; 0 watches nothing, not even the hang-up that epoll would report for
    /// ever.
    void watch(int descriptor, std::uint32_t epollEvents, Watcher *watcher);
    /// Harmless if the descriptor belongs to another watcher by now: libssh closes sockets by itself, and
    /// their numbers come back.
    void forget(int descriptor, const Watcher *watcher);
    /// Instead, where another is about to watch the same descriptor: cheaper for the kernel. Until then what
    /// happens to it is nobody's.
    void handOver(int descriptor, const Watcher *watcher);

    base::Instant now() const { return std::chrono::steady_clock::now(); }

    using TimerId = std::pair<base::Instant, std::uint64_t>;
    TimerId callAt(base::Instant time, std::function<void()> function);
    void cancel(TimerId id) { m_timers.erase(id); }

private:
    struct Watched
    {
        Watcher *watcher = nullptr; ///< null: handed over, and not yet taken
        std::uint32_t events = 0;
        std::uint32_t generation =
            0; ///< tells a descriptor's new owner from the one that events were meant for
    };

    void serveDescriptors();
    void serve(const epoll_event &event);
    void registerWith(int descriptor, int operation, const Watched &watched) const;
    void serveTimers();
    void serveMailbox();
    int millisecondsToNextTimer() const;

    const Descriptor m_epoll;
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    std::unordered_map<int, Watched> m_watched;
    std::map<TimerId, std::function<void()>> m_timers;
    std::uint64_t m_nextTimer = 0;
    std::uint32_t m_nextGeneration = 0;
    bool m_quit = false;
};

/// One call in the future, taken back when the timer is stopped, started again or destroyed.
class Timer
{
public:
    explicit Timer(Reactor &reactor)
        : m_reactor(reactor)
    {}
    ~Timer() { stop(); }
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    void start(base::Instant time, std::function<void()> function);
    void startIn(base::Duration duration, std::function<void()> function)
    {
        start(m_reactor.now() + duration, std::move(function));
    }
    void stop();
    bool isActive() const { return m_id.has_value(); }

private:
    Reactor &m_reactor;
    std::optional<Reactor::TimerId> m_id;
};

} // namespace regatta::transport::libssh
