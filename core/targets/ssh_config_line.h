#pragma once

#include <QString>
#include <QStringList>

namespace regatta::targets {

/// The words of a line of ssh_config(5): separated by blanks, or by one "=" after the first one; quoted by
/// double quotes; "#" at the beginning of a word ends the line.
QStringList wordsOfConfigLine(const QString &line);

/// As OpenSSH's match_pattern(): "*" and "?", nothing else. Takes no exponential time.
bool matchesPattern(QStringView name, QStringView pattern, Qt::CaseSensitivity sensitivity);

} // namespace regatta::targets
