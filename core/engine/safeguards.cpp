#include "core/engine/safeguards.h"

#include <utility>

namespace regatta::engine {

Safeguards::Safeguards(const model::Profile &profile, std::vector<std::uint32_t> waveOfTask)
    : m_approvesWaves(profile.approveWaves)
    , m_waves(std::move(waveOfTask))
    , m_failureLimit(profile, m_waves.taskCounts())
{}

void Safeguards::taskEnded(model::TaskId task, model::Outcome outcome)
{
    countFailure(task, outcome);
    const auto ended = m_waves.end(task);
    if (ended && m_waves.hasWork() && m_approvesWaves)
        m_waveToApprove = ended;
}

void Safeguards::countFailure(model::TaskId task, model::Outcome outcome)
{
    if (m_limitIsOff || m_isRetired)
        return;
    const auto reached = m_failureLimit.add(m_waves.waveOf(task), outcome);
    if (reached && !m_limitReached)
        m_limitReached = reached;
}

std::optional<LimitReached> Safeguards::takeLimit()
{
    if (m_wasAskedAboutLimit || m_isRetired || !m_limitReached)
        return std::nullopt;
    m_wasAskedAboutLimit = true;
    return m_limitReached;
}

std::optional<std::uint32_t> Safeguards::takeEndedWave()
{
    if (m_limitReached || m_isRetired)
        return std::nullopt;
    return std::exchange(m_waveToApprove, std::nullopt);
}

void Safeguards::goOn(bool isOff)
{
    m_limitIsOff = isOff;
    m_failureLimit.countAnew();
    m_limitReached.reset();
    m_wasAskedAboutLimit = false;
}

} // namespace regatta::engine
