#pragma once

#include "core/engine/run_listener.h"
#include "core/engine/run_plan.h"

#include <variant>
#include <vector>

namespace regatta::cli {

/// How the tasks of each wave have ended so far, for whoever is asked whether the next one may begin. Counts
/// and answers on the controller's thread: tasks end nowhere else.
class WaveCounts final : public engine::RunListener
{
public:
    explicit WaveCounts(const engine::RunPlan &plan)
        : m_waves(plan.waveOfTasks())
        , m_counts(plan.waveSizes().size())
    {}

    struct Counts
    {
        int succeeded = 0;
        int others = 0;
    };
    /// Of a wave, from 1.
    Counts of(int wave) const { return m_counts[size_t(wave) - 1]; }

    void runStarted(const std::shared_ptr<const model::Manifest> &, base::Instant) override {}
    void taskEvent(const model::TaskEvent &event) override
    {
        const auto *end = std::get_if<model::TaskFinished>(&event);
        if (!end)
            return;
        Counts &counts = m_counts[m_waves[end->task.value]];
        ++(end->result.outcome == model::Outcome::Succeeded ? counts.succeeded : counts.others);
    }
    void runFinished(const model::RunSummary &, base::Instant) override {}

private:
    const std::vector<std::uint32_t> m_waves; // by task
    std::vector<Counts> m_counts;             // by wave
};

} // namespace regatta::cli
