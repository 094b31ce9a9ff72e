#include "ui/history/past_run.h"

#include "core/engine/connection_format.h"
#include "core/profile/manifest_format.h"

namespace regatta::ui {

namespace {

engine::TaskUpdate updateFrom(const history::TaskRecord &task, model::TaskId id)
{
    engine::TaskUpdate update;
    update.task = id;
    update.state = task.state;
    update.stateIsNews = true;
    update.slot = task.slot;
    update.step = task.step;
    update.bytes = task.bytes;
    if (!task.attempts.empty()) {
        update.attempt = task.attempts.back().attempt;
        update.times = task.attempts.back().times;
    }
    if (!task.result)
        return update;
    update.times.finished = task.finished;
    model::TaskFinished finished;
    finished.task = id;
    finished.slot = task.slot;
    finished.attempts = int(task.attempts.size());
    finished.step = task.step;
    finished.result = *task.result;
    finished.firstStarted = task.firstStarted;
    finished.time = task.finished.value_or(base::Instant());
    update.finished = finished;
    return update;
}

} // namespace

history::Expected<PastRun> pastRunFrom(const history::RunRecord &record)
{
    const auto manifest = profile::manifestFrom(record.manifest);
    if (!manifest)
        return history::failure(history::ErrorCode::Unreadable, record.overview.id);
    const engine::ConnectionSettings connection = engine::connectionFrom(record.connection);
    auto plan = engine::RunPlan::again(*manifest, connection);
    if (!plan)
        return history::failure(history::ErrorCode::Unreadable, record.overview.id);
    PastRun run{record.overview, *std::move(plan), connection, {}};
    run.tasks.reserve(record.tasks.size());
    for (std::uint32_t id = 0; id < record.tasks.size(); ++id)
        run.tasks.push_back(updateFrom(record.tasks[id], {id}));
    return run;
}

} // namespace regatta::ui
