#pragma once

#include "core/transport/transport.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace regatta::bench {

constexpr int stateChangesPerTask = 10; ///< the end among them
constexpr int linesPerTask = 20;

/// A transport whose hosts are a script: each execution changes its state ten times, prints twenty lines and
/// succeeds. One thread of its own plays them, one after the other.
class BusyTransport final : public transport::Transport
{
public:
    /// 0: as fast as the thread can.
    explicit BusyTransport(double tasksPerSecond);
    ~BusyTransport() override;

    void start(transport::Execution execution) override;
    void stop(transport::ExecutionId) override {} // every one ends by itself, and soon
    void closeIdleSessions() override {}

private:
    void work();
    void play(const transport::Execution &execution) const;

    const base::SteadyClock m_clock;
    const base::Duration m_interval; // between two tasks
    std::mutex m_mutex;              // guards all below but the thread
    std::condition_variable m_changed;
    std::deque<transport::Execution> m_waiting;
    bool m_ends = false;
    std::thread m_thread;
};

} // namespace regatta::bench
