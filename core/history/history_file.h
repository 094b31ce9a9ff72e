#pragma once

#include "core/history/database.h"

#include <optional>

namespace regatta::history {

/// The history's file, ready to be used.
struct HistoryFile
{
    std::unique_ptr<Database> database;
    bool isReadOnly = false;     ///< a newer version wrote it
    std::optional<Error> notice; ///< what happened to it: SetAside, Newer
};

/// Opens the file for writing: makes it if it isn't there, upgrades an older one, keeps a corrupt one aside
/// and begins a new one. Waits for other processes that do the same; `patience`: see Database::open().
/// Errors: Locked, DiskFull, Unwritable.
Expected<HistoryFile> openForWriting(const QString &path, std::chrono::milliseconds patience = busyPatience);

/// Opens an existing file for reading.
Expected<std::unique_ptr<Database>> openForReading(const QString &path);

/// Gives the file (and its write-ahead log) another name, which is returned.
Expected<QString> setAside(const QString &path);

} // namespace regatta::history
