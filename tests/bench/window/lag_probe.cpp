#include "tests/bench/window/lag_probe.h"

#include <algorithm>
#include <utility>

namespace regatta::bench {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration interval = 2ms;

} // namespace

LagProbe::LagProbe()
    : m_thread([this] { ring(); })
{}

LagProbe::~LagProbe()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::vector<double> LagProbe::takeDelays()
{
    std::vector<double> delays = std::exchange(m_delays, {});
    std::sort(delays.begin(), delays.end());
    return delays;
}

void LagProbe::ring()
{
    base::Instant next = m_clock.now();
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_until(lock, next, [this] { return m_ends; })) {
        // Late by itself on a busy machine: that is not the window's delay.
        const base::Instant sent = m_clock.now();
        QMetaObject::invokeMethod(
            this, [this, sent] { m_delays.push_back(base::toMilliseconds(m_clock.now() - sent)); },
            Qt::QueuedConnection);
        next = sent + interval;
    }
}

} // namespace regatta::bench
