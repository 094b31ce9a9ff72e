#include "core/history/history_file.h"

#include "core/history/schema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

namespace regatta::history {

namespace {

constexpr int lockPatienceMs = 10'000;

/// Reading all pages of a larger file would keep the writer waiting for seconds.
constexpr qint64 largestToCheck = 256 * 1024 * 1024;

Expected<void> checkPages(const Database &database, const QString &path)
{
    if (QFileInfo(path).size() > largestToCheck)
        return {};
    const auto verdict = database.value(QStringLiteral("PRAGMA quick_check(1)"));
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (verdict->toString() != u"ok")
        return failure(ErrorCode::Corrupt, verdict->toString());
    return {};
}

Expected<HistoryFile> openSound(const QString &path, std::chrono::milliseconds patience)
{
    auto database = Database::open(path, Database::Access::ReadWrite, patience);
    if (!database)
        return tl::unexpected(database.error());
    const auto version = versionOf(**database);
    if (!version)
        return tl::unexpected(version.error());
    if (*version > schemaVersion) {
        database->reset();
        auto readOnly = Database::open(path, Database::Access::ReadOnly);
        if (!readOnly)
            return tl::unexpected(readOnly.error());
        return HistoryFile{*std::move(readOnly), true, Error{ErrorCode::Newer, path}};
    }
    if (const auto checked = checkPages(**database, path); !checked)
        return tl::unexpected(checked.error());
    if (const auto wal = (*database)->run(QStringLiteral("PRAGMA journal_mode = WAL")); !wal)
        return tl::unexpected(wal.error());
    if (const auto upgraded = upgrade(**database); !upgraded)
        return tl::unexpected(upgraded.error());
    return HistoryFile{*std::move(database), false, std::nullopt};
}

bool makeFolder(const QString &folder)
{
    if (QDir(folder).exists())
        return true;
    // What was run where is nobody else's business.
    return QDir().mkpath(folder) &&
           QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

Expected<QString> setAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    for (int number = 1; number <= 1000; ++number) {
        QString aside = path + QStringLiteral(".corrupt-") + stamp;
        if (number > 1)
            aside += QStringLiteral("-%1").arg(number);
        if (QFile::exists(aside))
            continue;
        if (!QFile::rename(path, aside))
            break;
        // Read with the next file, an old log would spoil it.
        QFile::rename(path + QStringLiteral("-wal"), aside + QStringLiteral("-wal"));
        QFile::remove(path + QStringLiteral("-shm"));
        return aside;
    }
    return failure(ErrorCode::Unwritable, path);
}

Expected<HistoryFile> openForWriting(const QString &path, std::chrono::milliseconds patience)
{
    if (!makeFolder(QFileInfo(path).absolutePath()))
        return failure(ErrorCode::Unwritable, path);
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(lockPatienceMs)) {
        const bool isHeld = lock.error() == QLockFile::LockFailedError;
        return failure(isHeld ? ErrorCode::Locked : ErrorCode::Unwritable, path);
    }
    auto file = openSound(path, patience);
    if (file || file.error().code != ErrorCode::Corrupt)
        return file;
    const auto aside = setAside(path);
    if (!aside)
        return tl::unexpected(aside.error());
    file = openSound(path, patience);
    if (file)
        file->notice = Error{ErrorCode::SetAside, *aside};
    return file;
}

Expected<std::unique_ptr<Database>> openForReading(const QString &path)
{
    auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        return database;
    const auto version = versionOf(**database);
    if (!version)
        return tl::unexpected(version.error());
    if (*version >= schemaVersion)
        return database;
    database->reset();
    auto file = openForWriting(path);
    if (!file)
        return tl::unexpected(file.error());
    return std::move(file->database);
}

} // namespace regatta::history
