#pragma once

#include <QString>

namespace regatta::app {

// Where this user's runs are kept: below $XDG_DATA_HOME.
QString historyFile();
/// What hosts print; below the history's folder.
QString spoolFolder();
/// A run's spool as the history names it: relative to its own folder.
QString spoolName(const QString &run);

} // namespace regatta::app
