#include "core/history/schema.h"

#include <QStringList>

#include <array>

namespace regatta::history {

namespace {

/// What leads from version i to i + 1. A step is never changed once it has been released.
const std::array<QStringList, schemaVersion> &steps()
{
    static const std::array<QStringList, schemaVersion> all = {
        // Times are in nanoseconds since the run's start; started_at in milliseconds since 1970, UTC.
        QStringList{
            QStringLiteral(
                "CREATE TABLE runs (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, parent TEXT, "
                "name TEXT NOT NULL, command TEXT NOT NULL, profile_path TEXT NOT NULL, "
                "environment TEXT NOT NULL, transport TEXT NOT NULL, version TEXT NOT NULL, "
                "started_at INTEGER NOT NULL, state TEXT NOT NULL, tasks INTEGER NOT NULL, "
                "spool TEXT NOT NULL, summary TEXT, owner_process INTEGER NOT NULL, "
                "owner_start TEXT NOT NULL)"),
            QStringLiteral(
                "CREATE TABLE manifests (run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, "
                "manifest BLOB NOT NULL, connection BLOB NOT NULL)"),
            QStringLiteral("CREATE TABLE tasks (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, "
                           "task INTEGER NOT NULL, host TEXT NOT NULL, user TEXT NOT NULL, "
                           "port INTEGER NOT NULL, item TEXT NOT NULL, state TEXT NOT NULL, slot INTEGER, "
                           "step INTEGER NOT NULL DEFAULT 0, outcome TEXT, exit_code INTEGER, signal TEXT, "
                           "error_code TEXT, error_detail TEXT, first_started INTEGER, finished INTEGER, "
                           "bytes INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (run, task)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE attempts (run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, "
                           "task INTEGER NOT NULL, attempt INTEGER NOT NULL, slot INTEGER, "
                           "started INTEGER, authenticating INTEGER, running INTEGER, finished INTEGER, "
                           "outcome TEXT, PRIMARY KEY (run, task, attempt)) WITHOUT ROWID")},
        // What the limit of size adds up, and what the list is sorted by.
        QStringList{QStringLiteral("ALTER TABLE runs ADD COLUMN spool_bytes INTEGER NOT NULL DEFAULT 0"),
                    QStringLiteral("CREATE INDEX runs_by_start ON runs (started_at)")}};
    return all;
}

Expected<void> climb(const Database &database, int target)
{
    const auto version = versionOf(database); // another process may have been here first
    if (!version)
        return tl::unexpected(version.error());
    for (int step = *version; step < target; ++step) {
        for (const QString &statement : steps()[size_t(step)]) {
            if (const auto done = database.run(statement); !done)
                return tl::unexpected(done.error());
        }
    }
    if (*version < target) {
        if (const auto done = database.run(QStringLiteral("PRAGMA user_version = %1").arg(target)); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace

Expected<int> versionOf(const Database &database)
{
    return database.value(QStringLiteral("PRAGMA user_version")).map([](const QVariant &version) {
        return version.toInt();
    });
}

Expected<void> upgrade(const Database &database, int target)
{
    const auto version = versionOf(database);
    if (!version)
        return tl::unexpected(version.error());
    if (*version >= target)
        return {};
    if (const auto begun = database.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    auto climbed = climb(database, target);
    const auto ended = database.run(climbed ? QStringLiteral("COMMIT") : QStringLiteral("ROLLBACK"));
    if (climbed && !ended)
        return tl::unexpected(ended.error());
    return climbed;
}

} // namespace regatta::history
