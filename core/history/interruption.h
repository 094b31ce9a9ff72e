#pragma once

#include "core/history/error.h"
#include "core/history/records.h"

#include <functional>
#include <optional>
#include <vector>

namespace regatta::history {

class Database;

/// What the spool of an interrupted run tells of it: the file of the history knows of output only what tasks
/// that have ended had.
struct Printed
{
    std::vector<qint64> bytes; ///< by task; empty: not known
    qint64 total = 0;          ///< of all tasks; without `bytes` about so much
    base::Duration last{};     ///< when the last of it came, since the run's start
};

/// Quick: in a moment, without the bytes of each task if need be. Whole: it takes as long as an export.
enum class Depth { Quick, Whole };

/// Reads the spool at a path, of a run with so many tasks; nothing if it can't. The history knows no spools:
/// report::spoolMeasure() does it.
using SpoolMeasure = std::function<std::optional<Printed>(const QString &spool, size_t tasks, Depth depth)>;

/// What a run that never ended has come to: counted from its tasks.
Expected<model::RunSummary> summaryFromTasks(const Database &database, qint64 key);

/// The same of one that was interrupted: until when anything is known of it, with its tasks as
/// endInterrupted() ends them.
Expected<model::RunSummary> summaryOfInterrupted(const Database &database, qint64 key,
                                                 const std::optional<Printed> &printed);

/// Of an interrupted run, tasks that had begun are Interrupted, when the last was heard of the run, and those
/// that had not are Skipped.
void endInterrupted(RunRecord &run);

/// Takes in what was printed by tasks whose end nobody saw.
void addPrinted(RunRecord &run, const Printed &printed);

/// Whether what such tasks printed is not known.
bool isOutputUnknown(const RunRecord &run);

} // namespace regatta::history
