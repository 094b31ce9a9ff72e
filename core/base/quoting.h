#pragma once

#include <QString>
#include <QStringList>

namespace regatta::base {

/// One word for a POSIX shell: whatever it holds, the shell reads it back as exactly these characters.
/// Words of harmless characters stay as they are. NUL can't be passed to a shell and is left out.
/// The only place where text is quoted for a shell.
QString quotedForPosixShell(const QString &word);

/// The same, with quotes around harmless words too.
QString alwaysQuotedForPosixShell(const QString &word);

/// True for characters that no POSIX shell gives a meaning of its own: ASCII letters, digits and _-./:@%+,
/// An empty word isn't harmless: without quotes it would be no word.
bool isHarmlessForPosixShell(const QString &word);

/// Words quoted and joined by spaces.
QString posixCommandLine(const QStringList &words);

/// The same, also for a line that ssh_config(5) hands to a shell (ProxyCommand). ssh first looks whether all
/// quotes in it are closed, and to its eyes a backslash within single quotes shields the next one: so none is
/// within them.
QString posixCommandLineForSsh(const QStringList &words);

} // namespace regatta::base
