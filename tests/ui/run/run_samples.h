#pragma once

#include "core/engine/update_hub.h"
#include "core/model/manifest.h"
#include "tests/support/manual_clock.h"

namespace regatta::tests {

/// Targets 10.0.0.0 ... with the items app-0 ... and one step.
inline std::shared_ptr<const model::Manifest> manifestOf(int targets, int items)
{
    model::Manifest manifest;
    manifest.profile.steps = {{.name = QStringLiteral("restart"), .run = QStringLiteral("restart {{app}}")}};
    manifest.profile.matrix = {{QStringLiteral("app"), {QStringLiteral("app-[0-9]")}}};
    for (int i = 0; i < items; ++i)
        manifest.items.append({{{QStringLiteral("app"), QStringLiteral("app-%1").arg(i)}}});
    for (int t = 0; t < targets; ++t) {
        manifest.targets.append({.name = QStringLiteral("10.0.0.%1").arg(t)});
        for (int i = 0; i < items; ++i)
            manifest.tasks.push_back({{std::uint32_t(t)}, {std::uint32_t(i)}});
    }
    return std::make_shared<const model::Manifest>(std::move(manifest));
}

inline engine::TaskUpdate stateUpdate(std::uint32_t task, model::TaskState state, base::Instant time)
{
    engine::TaskUpdate update;
    update.task = {task};
    update.stateIsNews = true;
    update.state = state;
    update.slot = model::Slot{0};
    update.times.started = time;
    return update;
}

/// It took three seconds.
inline engine::TaskUpdate finishedUpdate(std::uint32_t task, model::Outcome outcome, base::Instant time)
{
    engine::TaskUpdate update = stateUpdate(task, model::TaskState::Finished, time - std::chrono::seconds(3));
    model::TaskFinished finished;
    finished.task = {task};
    finished.result.outcome = outcome;
    finished.firstStarted = time - std::chrono::seconds(3);
    finished.time = time;
    update.times.finished = time;
    update.finished = finished;
    return update;
}

} // namespace regatta::tests
