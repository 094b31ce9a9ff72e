#include "core/engine/failure_limit.h"

#include "core/engine/amounts.h"

#include <numeric>

namespace regatta::engine {

namespace {

bool isFailure(model::Outcome outcome)
{
    using enum model::Outcome;
    return outcome != Succeeded && outcome != Skipped && outcome != Cancelled && outcome != StopUnverified;
}

} // namespace

FailureLimit::FailureLimit(const model::Profile &profile, const std::vector<int> &tasksOfWaves)
    : m_isPerWave(profile.failuresPerWave)
    , m_countsUnreachableApart(!profile.stopAfterUnreachable.isEmpty())
{
    if (!m_isPerWave) {
        m_counts.push_back(countOf(std::accumulate(tasksOfWaves.begin(), tasksOfWaves.end(), 0), profile));
        return;
    }
    for (const int tasks : tasksOfWaves)
        m_counts.push_back(countOf(tasks, profile));
}

FailureLimit::Count FailureLimit::countOf(int tasks, const model::Profile &profile)
{
    Count count;
    count.tasks = tasks;
    count.mostFailures = amount(profile.stopAfterFailures, tasks);
    count.mostUnreachable = amount(profile.stopAfterUnreachable, tasks);
    return count;
}

std::optional<LimitReached> FailureLimit::add(std::uint32_t wave, model::Outcome outcome)
{
    if (!isFailure(outcome))
        return std::nullopt;
    Count &count = m_counts[m_isPerWave ? wave : 0];
    const bool isApart = m_countsUnreachableApart && outcome == model::Outcome::Unreachable;
    const int now = isApart ? ++count.unreachable : ++count.failures;
    const std::optional<int> most = isApart ? count.mostUnreachable : count.mostFailures;
    if (!most || now < *most)
        return std::nullopt;
    LimitReached reached;
    reached.of = isApart ? LimitReached::Of::Unreachable : LimitReached::Of::Failures;
    reached.count = now;
    reached.tasks = count.tasks;
    if (m_isPerWave)
        reached.wave = wave;
    return reached;
}

std::vector<LimitStanding> FailureLimit::standings(std::uint32_t wave) const
{
    const Count &count = m_counts[m_isPerWave ? wave : 0];
    std::vector<LimitStanding> standings;
    if (count.mostFailures)
        standings.push_back({LimitReached::Of::Failures, count.failures, *count.mostFailures});
    if (count.mostUnreachable)
        standings.push_back({LimitReached::Of::Unreachable, count.unreachable, *count.mostUnreachable});
    return standings;
}

void FailureLimit::countAnew()
{
    for (Count &count : m_counts)
        count.failures = count.unreachable = 0;
}

} // namespace regatta::engine
