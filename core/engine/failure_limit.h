#pragma once

#include "core/model/profile.h"
#include "core/model/task.h"

#include <QMetaType>

#include <optional>
#include <vector>

namespace regatta::engine {

/// So many tasks of a run, or of one wave, have failed that a person is to look at it.
struct LimitReached
{
    enum class Of { Failures, Unreachable };

    Of of = Of::Failures;
    int count = 0;
    int tasks = 0;                     ///< of the run, or of the wave
    std::optional<std::uint32_t> wave; ///< from 0; unset: of the whole run

    bool operator==(const LimitReached &) const = default;
};

/// How far a count has got on the way to its limit.
struct LimitStanding
{
    LimitReached::Of of = LimitReached::Of::Failures;
    int count = 0;
    int most = 1; ///< with so many it is reached

    bool operator==(const LimitStanding &) const = default;
};

/// Counts tasks that failed against the limits of a profile. Pure.
class FailureLimit
{
public:
    /// `tasksOfWaves`: how many tasks there are, wave by wave.
    FailureLimit(const model::Profile &profile, const std::vector<int> &tasksOfWaves);

    /// A task of this wave has ended. Says so when a limit is reached with it.
    std::optional<LimitReached> add(std::uint32_t wave, model::Outcome outcome);

    /// Of this wave, or of the whole run; of each limit that there is.
    std::vector<LimitStanding> standings(std::uint32_t wave) const;

    /// A person goes on: the count begins anew.
    void countAnew();

private:
    struct Count
    {
        int tasks = 0;
        int failures = 0;
        int unreachable = 0;
        std::optional<int> mostFailures;
        std::optional<int> mostUnreachable;
    };

    static Count countOf(int tasks, const model::Profile &profile);

    const bool m_isPerWave;
    const bool m_countsUnreachableApart;
    std::vector<Count> m_counts; // by wave, or one
};

} // namespace regatta::engine

Q_DECLARE_METATYPE(regatta::engine::LimitReached)
