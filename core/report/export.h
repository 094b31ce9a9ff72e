#pragma once

#include "core/base/error.h"
#include "core/report/report.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace regatta::report {

/// The forms in which a run is given away.
enum class Format { Json, Csv, JUnit, Html, Files };

/// The names that the command line uses.
QStringView name(Format format);
std::optional<Format> formatFromName(QStringView name);

/// A file's ending with its dot; empty for Files, which need a folder.
QString fileEnding(Format format);

/// A name for the file or folder, without its ending, made of the run's own name and start.
QString suggestedName(const history::RunOverview &run);

struct Exported
{
    /// Not so: the disk has spoilt some of what the hosts printed, and the rest was written.
    bool isComplete = true;
};

/// Writes a run with what its hosts printed: to `path`, as a whole or not at all, or, if that is empty, to
/// standard output. Files takes a folder, see writeFiles(). Ends early, with Cancelled, when `stop` is
/// requested. Errors: FileUnwritable, and those of RunOutput::open(). Blocks; any thread.
base::Expected<Exported> exportRun(const history::RunRecord &run, Format format, const Words &words,
                                   const QString &path, const std::stop_token &stop = {});

} // namespace regatta::report
