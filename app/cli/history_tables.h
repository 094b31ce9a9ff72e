#pragma once

#include "core/history/records.h"
#include "core/report/comparison.h"
#include "core/report/report.h"

#include <QStringList>

namespace regatta::cli {

// What `regatta history` writes for people, line by line. What came from hosts is neutralised.

QStringList linesOf(const QList<history::RunOverview> &runs);
QStringList linesOf(const history::RunRecord &run);
/// Only what has changed.
QStringList linesOf(const report::Comparison &comparison, const history::RunRecord &before,
                    const history::RunRecord &after);

} // namespace regatta::cli
