#pragma once

#include "core/history/error.h"
#include "core/history/patience.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <chrono>
#include <memory>

class QSqlError;

namespace regatta::history {

/// One connection to an SQLite file. Belongs to the thread that opened it.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };

    /// `patience`: how long a statement waits for another process. Errors: as errorFrom().
    static Expected<std::unique_ptr<Database>> open(const QString &path, Access access,
                                                    std::chrono::milliseconds patience = busyPatience);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// A query that has run. `values` are bound to the question marks in order.
    Expected<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    /// One that will run often.
    Expected<QSqlQuery> prepare(const QString &sql) const;

    /// The first column of the first row.
    Expected<QVariant> value(const QString &sql, const QVariantList &values = {}) const;

private:
    explicit Database(QString connection);

    const QString m_connection;
};

/// Binds, runs and keeps the query ready for the next time.
Expected<void> runAgain(QSqlQuery &query, const QVariantList &values);

/// Codes: Locked (another process holds it; try again), Corrupt, DiskFull, Unwritable.
/// The detail is SQLite's words.
Error errorFrom(const QSqlError &error);

} // namespace regatta::history
