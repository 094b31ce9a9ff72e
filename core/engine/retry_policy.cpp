#include "core/engine/retry_policy.h"

#include "core/model/names.h"

#include <algorithm>
#include <cmath>

namespace regatta::engine {

namespace {

constexpr std::chrono::hours longestDelay{1};
constexpr double spread = 0.1;

} // namespace

RetryPolicy::RetryPolicy(const model::RetrySettings &settings)
    : m_settings(settings)
{
    for (const QString &name : settings.on) {
        if (const auto outcome = model::outcomeFromName(name))
            m_outcomes.insert(*outcome);
    }
}

std::optional<base::Duration> RetryPolicy::delayAfter(int attempt, model::Outcome outcome,
                                                      double chance) const
{
    if (attempt >= m_settings.attempts || !m_outcomes.contains(outcome))
        return std::nullopt;
    const std::chrono::duration<double> first = m_settings.delay;
    const double factor = std::pow(m_settings.backoff, attempt - 1) * (1 + spread * (2 * chance - 1));
    const auto delay = std::min<std::chrono::duration<double>>(first * factor, longestDelay);
    return std::chrono::duration_cast<base::Duration>(delay);
}

} // namespace regatta::engine
