#pragma once

class QCommandLineParser;

namespace regatta::cli {

/// All that `regatta run` takes, in the order of its help text.
void addRunOptions(QCommandLineParser &parser);

/// What every verb that runs something takes: --format, --gather, --yes, --dry-run, --no-history.
void addRunningOptions(QCommandLineParser &parser);

} // namespace regatta::cli
