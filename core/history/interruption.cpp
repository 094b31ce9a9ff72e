#include "core/history/interruption.h"

#include "core/history/database.h"
#include "core/model/names.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace regatta::history {

namespace {

/// How much of a lane each task had when its run was interrupted, as the timeline draws it: its last attempt.
Expected<void> addLanes(const Database &database, qint64 key, model::RunSummary &summary)
{
    // No run has more slots than tasks: a spoilt file must not ask for gigabytes.
    auto bars = database.run(
        QStringLiteral("SELECT slot, COALESCE(started, running), finished FROM attempts AS bar WHERE run = ? "
                       "AND slot BETWEEN 0 AND (SELECT tasks FROM runs WHERE key = bar.run) - 1 "
                       "AND COALESCE(started, running) IS NOT NULL AND attempt = "
                       "(SELECT max(attempt) FROM attempts WHERE run = bar.run AND task = bar.task)"),
        {key});
    if (!bars)
        return tl::unexpected(bars.error());
    std::vector<std::pair<base::Duration, int>> edges;
    while (bars->next()) {
        const size_t slot = bars->value(0).toUInt();
        const base::Duration from{bars->value(1).toLongLong()};
        const base::Duration until =
            bars->value(2).isNull() ? summary.wall : base::Duration(bars->value(2).toLongLong());
        summary.busy.resize(std::max(summary.busy.size(), slot + 1));
        summary.busy[slot] += until - from;
        edges.emplace_back(from, +1);
        edges.emplace_back(until, -1);
    }
    std::sort(edges.begin(), edges.end());
    int tasks = 0;
    for (const auto &[time, change] : edges)
        summary.peakParallel = std::max(summary.peakParallel, tasks += change);
    const auto busy = std::accumulate(summary.busy.begin(), summary.busy.end(), base::Duration{});
    if (summary.wall.count() > 0)
        summary.effectiveParallel = double(busy.count()) / double(summary.wall.count());
    return {};
}

bool hasBegun(const TaskRecord &task)
{
    return task.state != model::TaskState::Queued || !task.attempts.empty();
}

bool isLeftOpen(const TaskRecord &task)
{
    return !task.result || task.result->outcome == model::Outcome::Interrupted;
}

} // namespace

Expected<model::RunSummary> summaryFromTasks(const Database &database, qint64 key)
{
    model::RunSummary summary;
    auto tasks = database.run(QStringLiteral("SELECT outcome, count(*), sum(bytes), max(finished) FROM tasks "
                                             "WHERE run = ? AND outcome IS NOT NULL GROUP BY outcome"),
                              {key});
    if (!tasks)
        return tl::unexpected(tasks.error());
    qint64 latest = 0;
    while (tasks->next()) {
        if (const auto outcome = model::outcomeFromName(tasks->value(0).toString()))
            summary.outcomes[size_t(*outcome)] = tasks->value(1).toInt();
        summary.outputBytes += tasks->value(2).toLongLong();
        latest = std::max(latest, tasks->value(3).toLongLong());
    }
    const auto reached = database.value(
        QStringLiteral("SELECT max(max(COALESCE(started, 0), COALESCE(authenticating, 0), "
                       "COALESCE(running, 0), COALESCE(finished, 0))) FROM attempts WHERE run = ?"),
        {key});
    if (!reached)
        return tl::unexpected(reached.error());
    summary.wall = base::Duration(std::max(latest, reached->toLongLong()));
    return summary;
}

Expected<model::RunSummary> summaryOfInterrupted(const Database &database, qint64 key,
                                                 const std::optional<Printed> &printed)
{
    auto summary = summaryFromTasks(database, key);
    if (!summary)
        return summary;
    auto open = database.run(
        QStringLiteral("SELECT count(*), COALESCE(sum(state <> ? OR EXISTS (SELECT 1 FROM attempts WHERE "
                       "attempts.run = tasks.run AND attempts.task = tasks.task)), 0) FROM tasks WHERE "
                       "run = ? AND outcome IS NULL"),
        {model::name(model::TaskState::Queued).toString(), key});
    if (!open)
        return tl::unexpected(open.error());
    if (open->next()) {
        const int begun = open->value(1).toInt();
        summary->outcomes[size_t(model::Outcome::Interrupted)] += begun;
        summary->outcomes[size_t(model::Outcome::Skipped)] += open->value(0).toInt() - begun;
    }
    if (printed) {
        summary->wall = std::max(summary->wall, printed->last);
        summary->outputBytes = std::max(summary->outputBytes, printed->total);
    }
    if (const auto added = addLanes(database, key, *summary); !added)
        return tl::unexpected(added.error());
    return summary;
}

void endInterrupted(RunRecord &run)
{
    const base::Instant end(run.overview.summary.wall);
    for (TaskRecord &task : run.tasks) {
        if (task.result)
            continue;
        const bool begun = hasBegun(task);
        task.result = model::AttemptResult{};
        task.result->outcome = begun ? model::Outcome::Interrupted : model::Outcome::Skipped;
        if (!task.attempts.empty())
            task.result->times = task.attempts.back().times;
        if (begun && !task.firstStarted && !task.attempts.empty())
            task.firstStarted = task.attempts.front().times.running; // on a session that was open already
        task.state = model::TaskState::Finished;
        task.finished = end;
    }
}

void addPrinted(RunRecord &run, const Printed &printed)
{
    for (size_t id = 0; id < std::min(run.tasks.size(), printed.bytes.size()); ++id) {
        TaskRecord &task = run.tasks[id];
        if (isLeftOpen(task))
            task.bytes = std::max(task.bytes, printed.bytes[id]);
    }
    run.overview.summary.outputBytes =
        printed.bytes.empty()
            ? std::max(run.overview.summary.outputBytes, printed.total)
            : std::accumulate(run.tasks.begin(), run.tasks.end(), qint64(0),
                              [](qint64 sum, const auto &task) { return sum + task.bytes; });
}

bool isOutputUnknown(const RunRecord &run)
{
    const auto isSilent = [](const TaskRecord &task) { return !isLeftOpen(task) || task.bytes == 0; };
    return !run.overview.spool.isEmpty() && std::any_of(run.tasks.begin(), run.tasks.end(), isLeftOpen) &&
           std::all_of(run.tasks.begin(), run.tasks.end(), isSilent);
}

} // namespace regatta::history
