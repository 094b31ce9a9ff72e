#include "core/engine/run_statistics.h"

#include <algorithm>
#include <numeric>

namespace regatta::engine {

void RunStatistics::addBusy(model::Slot slot, base::Instant from, base::Instant until)
{
    if (m_sums.busy.size() <= slot.value)
        m_sums.busy.resize(slot.value + 1);
    m_sums.busy[slot.value] += until - from;
    m_intervals.push_back({from, until});
}

void RunStatistics::addOutcome(model::Outcome outcome)
{
    ++m_sums.outcomes[static_cast<size_t>(outcome)];
}

model::RunSummary RunStatistics::summary(base::Instant start, base::Instant end) const
{
    model::RunSummary summary = m_sums;
    summary.wall = end - start;
    summary.peakParallel = peak();
    const base::Duration busy = std::accumulate(summary.busy.begin(), summary.busy.end(), base::Duration{});
    if (summary.wall.count() > 0)
        summary.effectiveParallel = double(busy.count()) / double(summary.wall.count());
    return summary;
}

int RunStatistics::peak() const
{
    // Walk all beginnings and ends in order of time; an end comes before a beginning of the same instant.
    std::vector<std::pair<base::Instant, int>> edges;
    edges.reserve(m_intervals.size() * 2);
    for (const Interval &interval : m_intervals) {
        edges.emplace_back(interval.from, +1);
        edges.emplace_back(interval.until, -1);
    }
    std::sort(edges.begin(), edges.end());
    int now = 0;
    int most = 0;
    for (const auto &[time, change] : edges) {
        now += change;
        most = std::max(most, now);
    }
    return most;
}

} // namespace regatta::engine
