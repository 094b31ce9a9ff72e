#pragma once

#include "core/base/clock.h"
#include "core/model/profile.h"
#include "core/model/task.h"

#include <QSet>

#include <optional>

namespace regatta::engine {

/// When a task that failed is tried again. Pure.
class RetryPolicy
{
public:
    explicit RetryPolicy(const model::RetrySettings &settings);

    /// How long to wait after attempt number `attempt` (from 1) ended like this; nothing: that was the last.
    /// The delay grows with each attempt, to an hour at most. `chance`, from 0 to 1, moves it by up to a
    /// tenth either way, so that many tasks that failed together don't come back together.
    std::optional<base::Duration> delayAfter(int attempt, model::Outcome outcome, double chance) const;

private:
    model::RetrySettings m_settings;
    QSet<model::Outcome> m_outcomes;
};

} // namespace regatta::engine
