#pragma once

#include "app/cli/exit_codes.h"

#include <QStringList>

namespace regatta::cli {

/// Lines on stdout.
void print(const QString &line);
void print(const QByteArray &line); ///< UTF-8
void print(const QStringList &lines);

/// Sentences on stderr, each on a line of its own after the program's name.
void complain(const QStringList &sentences);
/// One of them, and what the program ends with after it.
ExitCode usage(const QString &sentence);

} // namespace regatta::cli
