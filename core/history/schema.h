#pragma once

#include "core/history/database.h"

namespace regatta::history {

/// The version of the tables that this program writes; PRAGMA user_version of the file.
constexpr int schemaVersion = 2;

/// Errors: as errorFrom().
Expected<int> versionOf(const Database &database);

/// Brings the tables from whatever version they have (0: none yet) to `target`, step by step, all in one
/// transaction. Does nothing to a file that is newer.
Expected<void> upgrade(const Database &database, int target = schemaVersion);

} // namespace regatta::history
