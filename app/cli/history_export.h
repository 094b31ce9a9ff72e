#pragma once

#include "core/base/error.h"
#include "core/history/records.h"

#include <QString>

#include <optional>

namespace regatta::cli {

enum class ExportFormat { Json, Csv, JUnit, Html, Files };

std::optional<ExportFormat> exportFormatFrom(const QString &name);

/// Writes a run with what its hosts printed: to `path`, as a whole or not at all, or to standard output if
/// that is empty. Files needs a folder. Errors: FileUnwritable, and those of RunOutput::open().
base::Expected<void> writeExport(const history::RunRecord &run, ExportFormat format, const QString &path);

} // namespace regatta::cli
