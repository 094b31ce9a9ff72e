#pragma once

#include "app/cli/exit_codes.h"

#include <QStringList>

class QCommandLineParser;

namespace regatta::cli {

/// Lines on stdout.
void print(const QString &line);
void print(const QByteArray &line); ///< UTF-8
void print(const QStringList &lines);

/// Sentences on stderr, each on a line of its own after the program's name.
void complain(const QStringList &sentences);
/// One of them, and what the program ends with after it.
ExitCode usage(const QString &sentence);

/// Says that part of what belongs on stdout is lost, to a full disk for example.
void complainAboutLostOutput();
/// What the program ends with after all that was printed has left it: `code`, unless some of it is lost.
ExitCode flushed(ExitCode code);

/// -h and --help, and no --help-all: there are no options of Qt's own.
void addHelp(QCommandLineParser &parser);
/// All that follows a verb, on stdout.
ExitCode help(const QCommandLineParser &parser, const QString &verb);

} // namespace regatta::cli
