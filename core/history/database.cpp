#include "core/history/database.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>
#include <utility>

namespace regatta::history {

namespace {

QString nextConnectionName()
{
    static std::atomic<quint64> last = 0;
    return QStringLiteral("regatta-history-%1").arg(++last);
}

} // namespace

Expected<std::unique_ptr<Database>> Database::open(const QString &path, Access access,
                                                   std::chrono::milliseconds patience)
{
    std::unique_ptr<Database> database(new Database(nextConnectionName()));
    {
        QSqlDatabase handle = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_connection);
        handle.setDatabaseName(path);
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(patience.count());
        if (access == Access::ReadOnly)
            options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        handle.setConnectOptions(options);
        if (!handle.open())
            return tl::unexpected(errorFrom(handle.lastError()));
    }
    for (const char *pragma : {"PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL"}) {
        if (const auto done = database->run(QString::fromLatin1(pragma)); !done)
            return tl::unexpected(done.error());
    }
    return database;
}

Database::Database(QString connection)
    : m_connection(std::move(connection))
{}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_connection);
}

Expected<QSqlQuery> Database::prepare(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(errorFrom(query.lastError()));
    return query;
}

Expected<QSqlQuery> Database::run(const QString &sql, const QVariantList &values) const
{
    auto query = prepare(sql);
    if (!query)
        return query;
    for (const QVariant &value : values)
        query->addBindValue(value);
    if (!query->exec())
        return tl::unexpected(errorFrom(query->lastError()));
    return query;
}

Expected<QVariant> Database::value(const QString &sql, const QVariantList &values) const
{
    auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0) : QVariant();
}

Expected<void> runAgain(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values[i]);
    const bool isDone = query.exec();
    const Error error = isDone ? Error() : errorFrom(query.lastError());
    query.finish();
    if (!isDone)
        return tl::unexpected(error);
    return {};
}

Error errorFrom(const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html: the lowest byte is the primary code.
    constexpr int busy = 5;
    constexpr int locked = 6;
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int notADatabase = 26;
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case busy:
    case locked:
        return {ErrorCode::Locked, words};
    case corrupt:
    case notADatabase:
        return {ErrorCode::Corrupt, words};
    case full:
        return {ErrorCode::DiskFull, words};
    default:
        return {ErrorCode::Unwritable, words};
    }
}

} // namespace regatta::history
