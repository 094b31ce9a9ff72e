#pragma once

#include "core/engine/run_plan.h"
#include "core/engine/update_hub.h"
#include "core/history/error.h"
#include "core/history/records.h"

#include <vector>

namespace regatta::ui {

/// A run of the history as the window shows it: its plan, with which it can be run again, and its tasks as
/// one batch of news for RunModel, whose Instants count from the run's start.
struct PastRun
{
    history::RunOverview overview;
    engine::RunPlan plan;
    engine::ConnectionSettings connection;
    std::vector<engine::TaskUpdate> tasks;
};

/// Error: Unreadable (a manifest that can't be read, or planned any more).
history::Expected<PastRun> pastRunFrom(const history::RunRecord &record);

} // namespace regatta::ui
