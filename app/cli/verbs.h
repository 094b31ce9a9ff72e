#pragma once

#include "app/cli/exit_codes.h"

#include <QStringList>

namespace regatta::cli {

/// The verbs of the command line. `arguments` is what follows the verb. They need a QCoreApplication and no
/// display.
ExitCode runVerb(const QStringList &arguments);
ExitCode checkVerb(const QStringList &arguments);
ExitCode expandVerb(const QStringList &arguments);
ExitCode retryVerb(const QStringList &arguments);
ExitCode historyVerb(const QStringList &arguments);

} // namespace regatta::cli
