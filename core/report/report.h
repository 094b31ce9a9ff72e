#pragma once

#include "core/base/error.h"
#include "core/base/json_line.h"
#include "core/history/records.h"
#include "core/report/comparison.h"
#include "core/report/run_output.h"

#include <QIODevice>
#include <QString>

#include <functional>

namespace regatta::report {

/// The words of a report that people read. Core has none of its own.
struct Words
{
    QString title;    ///< of the whole report
    QString subtitle; ///< state, start, duration, in one line
    QString command;
    QString noOutput;
    std::function<QString(const history::TaskRecord &)> statusOf;
    std::function<QString(const history::TaskRecord &)> reasonOf;
    std::function<QString(base::Duration)> durationOf;
};

// A report of one run, written piece by piece: never more than a record of the spool is in memory. What hosts
// wrote is data in each of them, and never markup, formula or path. Error: FileUnwritable with the device's
// words. They block; any thread.

/// One JSON object: "run" as in overviewJson(), the "manifest", and "tasks" as in taskJson() with "stdout"
/// and "stderr", or "stdout_base64" and "stderr_base64" where they aren't UTF-8.
base::Expected<void> writeJson(const history::RunRecord &run, const RunOutput &output, QIODevice &device);

/// RFC 4180, UTF-8, a line a task. Cells that a spreadsheet would take for a formula begin with "'".
base::Expected<void> writeCsv(const history::RunRecord &run, const RunOutput &output, QIODevice &device);

/// A test suite with a case for each task: what the command got wrong is a failure, what kept it from being
/// run an error, what a person stopped is skipped. Its class is its host, as SubjectNames calls it.
base::Expected<void> writeJUnit(const history::RunRecord &run, const RunOutput &output, QIODevice &device);

/// One page that needs nothing else: no script, no picture, no font from anywhere.
base::Expected<void> writeHtml(const history::RunRecord &run, const RunOutput &output, const Words &words,
                               QIODevice &device);

/// Files in `folder`, which is made if it isn't there: one for each task and stream that has output, named
/// after the host (see SubjectNames) and the item, such as "web01.stdout.txt". What is there already is never
/// touched. Gives the number of files. Error: FileUnwritable with the path.
base::Expected<int> writeFiles(const history::RunRecord &run, const RunOutput &output, const QString &folder);

/// A run as one JSON object: run, parent, name, command, profile, environment, transport, version, state,
/// started_at, tasks, outcomes, wall_ms, peak_parallel, effective_parallel, output_bytes.
base::JsonLine overviewJson(const history::RunOverview &run);

/// A task as one: task, host, user, port, item, state, outcome, exit_code, signal, error, attempts, slot,
/// bytes, ms {started, running, finished}, counted from the run's start.
base::JsonLine taskJson(const history::TaskRecord &task, model::TaskId id);

/// Two runs' word on a task: host, user, port, item, before and after (state, outcome, exit_code; null where
/// it isn't there), outcome_changed, output_changed.
base::JsonLine comparisonJson(const TaskComparison &task, const history::RunRecord &before,
                              const history::RunRecord &after);

/// A name that is safe for a file in any folder: letters, digits, "-", "_" and "." that doesn't begin it, at
/// most 150 characters.
QString safeFileName(const QString &name);

/// From the first attempt's start to the end, without the time that a person took to answer; unset if it
/// never started or never ended.
std::optional<base::Duration> elapsed(const history::TaskRecord &task);

} // namespace regatta::report
