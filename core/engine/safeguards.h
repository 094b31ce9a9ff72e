#pragma once

#include "core/engine/failure_limit.h"
#include "core/engine/waves.h"

#include <optional>
#include <vector>

namespace regatta::engine {

/// Where a run waits for a person: when too many tasks have failed, and between waves that are to be
/// approved. One question at a time, that about failures first. Pure; the controller's thread owns it.
class Safeguards
{
public:
    Safeguards(const model::Profile &profile, std::vector<std::uint32_t> waveOfTask);

    void taskEnded(model::TaskId task, model::Outcome outcome);

    std::uint32_t openWave() const { return m_waves.open(); }
    std::uint32_t waveCount() const { return m_waves.count(); }

    /// Nothing is to be admitted until a person has decided.
    bool isLimitReached() const { return m_limitReached.has_value(); }
    bool wasAskedAboutLimit() const { return m_wasAskedAboutLimit; }

    /// What is to be asked now, each only once: about the limit, and about the next wave after one (from 0)
    /// that has ended.
    std::optional<LimitReached> takeLimit();
    std::optional<std::uint32_t> takeEndedWave();

    /// The answer about the limit: to go on. Counts begin anew, or there is no limit any more.
    void goOn(bool isOff);

    /// The run is ending: nothing is counted or asked any more.
    void retire() { m_isRetired = true; }

private:
    void countFailure(model::TaskId task, model::Outcome outcome);

    const bool m_approvesWaves;
    WaveProgress m_waves;
    std::optional<std::uint32_t> m_waveToApprove; // has ended, and nobody was asked yet
    FailureLimit m_failureLimit;
    std::optional<LimitReached> m_limitReached;
    bool m_wasAskedAboutLimit = false;
    bool m_limitIsOff = false;
    bool m_isRetired = false;
};

} // namespace regatta::engine
