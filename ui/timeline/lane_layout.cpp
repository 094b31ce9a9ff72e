#include "ui/timeline/lane_layout.h"

#include <algorithm>

namespace regatta::ui {

namespace {

std::optional<LaneBar> barOf(const TaskRow &row, model::TaskId task, base::Instant start, base::Instant now)
{
    // On a session that is open already the command runs at once; then that is the beginning.
    auto begun = row.times.started ? row.times.started : row.times.running;
    if (row.times.resumed)
        begun = row.times.resumed; // before that others had the slot
    if (!row.slot || !begun)
        return std::nullopt;
    LaneBar bar;
    bar.task = task;
    bar.from = *begun - start;
    bar.until = std::max(row.times.finished.value_or(now) - start, bar.from);
    bar.running = row.times.running ? *row.times.running - start : bar.until;
    bar.state = row.state;
    bar.outcome = row.outcome;
    return bar;
}

std::vector<BusyStep> busySteps(const std::vector<std::vector<LaneBar>> &lanes)
{
    std::vector<std::pair<base::Duration, int>> edges;
    for (const auto &lane : lanes) {
        for (const LaneBar &bar : lane) {
            edges.emplace_back(bar.from, +1);
            edges.emplace_back(bar.until, -1);
        }
    }
    std::sort(edges.begin(), edges.end());
    std::vector<BusyStep> steps = {{}};
    for (const auto &[time, change] : edges) {
        const int tasks = steps.back().tasks + change;
        if (steps.back().at == time)
            steps.back().tasks = tasks; // what happens at the same moment is one step
        else
            steps.push_back({time, tasks});
    }
    return steps;
}

} // namespace

LaneLayout LaneLayout::of(const std::vector<TaskRow> &rows, base::Instant start, base::Instant now)
{
    LaneLayout layout;
    layout.length = std::max(now - start, base::Duration{});
    base::Duration busy{};
    base::Duration longest{-1};
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const auto bar = barOf(rows[i], {i}, start, now);
        if (!bar)
            continue;
        const size_t slot = rows[i].slot->value;
        if (layout.lanes.size() <= slot)
            layout.lanes.resize(slot + 1);
        layout.lanes[slot].push_back(*bar);
        const base::Duration took = bar->until - bar->from;
        busy += took;
        if (took > longest) {
            longest = took;
            layout.longest = bar->task;
        }
    }
    for (auto &lane : layout.lanes)
        std::sort(lane.begin(), lane.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
    layout.busy = busySteps(layout.lanes);
    for (const BusyStep &step : layout.busy)
        layout.peak = std::max(layout.peak, step.tasks);
    if (layout.length.count() > 0)
        layout.effectiveParallel = double(busy.count()) / double(layout.length.count());
    return layout;
}

} // namespace regatta::ui
