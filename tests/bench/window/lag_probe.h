#pragma once

#include "core/base/clock.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace regatta::bench {

/// Rings at the GUI thread's door every two milliseconds, whether or not it has opened for the last ring, and
/// notes how long each took: what clicks at any moment would have felt.
class LagProbe : public QObject
{
public:
    LagProbe();
    ~LagProbe() override;

    /// In milliseconds, sorted.
    std::vector<double> takeDelays();

private:
    void ring();

    const base::SteadyClock m_clock;
    std::vector<double> m_delays; // GUI thread
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_ends = false; // guarded by m_mutex
    std::thread m_thread;
};

} // namespace regatta::bench
