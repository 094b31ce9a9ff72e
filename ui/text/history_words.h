#pragma once

#include "core/history/error.h"
#include "core/history/records.h"
#include "core/report/comparison.h"
#include "core/report/report.h"

#include <QString>

namespace regatta::text {

/// What happened, and what the person can do next.
QString sentence(const history::Error &error);

QString runStateName(history::RunState state);

/// "12 succeeded, 3 failed": what a run came to, with its state where that isn't just finished.
QString resultOf(const history::RunOverview &run);

QString statusName(const history::TaskRecord &task);
QString shortReason(const history::TaskRecord &task);

/// Some of the output that was to be exported is spoilt on the disk.
QString exportIsIncomplete();

/// What a comparison of two runs could not take in; empty: nothing.
QString comparisonGaps(const report::Comparison &comparison);

/// The words of a report about this run. Any thread.
report::Words reportWords(const history::RunOverview &run);

} // namespace regatta::text
