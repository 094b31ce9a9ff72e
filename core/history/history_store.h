#pragma once

#include "core/history/database.h"
#include "core/history/interruption.h"
#include "core/history/records.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace regatta::history {

/// A run that claims to go on although its process is gone.
struct LostRun
{
    qint64 key = 0;
    QString spool; ///< as the file has it
    size_t tasks = 0;
    std::optional<Printed> printed; ///< as far as anybody has looked
};

/// The statements that write. Everything but the constructor and lostRuns() belongs into transaction(), which
/// the writer retries as a whole. The thread of its database.
class HistoryStore
{
public:
    /// `folder` is where the spools' paths begin.
    HistoryStore(const Database &database, QString folder);

    /// All of `work` or nothing. Other processes wait meanwhile.
    template <typename Work>
    Expected<void> transaction(Work work)
    {
        if (const auto begun = m_database.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return tl::unexpected(begun.error());
        Expected<void> done = work();
        if (done) {
            const auto committed = m_database.run(QStringLiteral("COMMIT"));
            if (committed)
                return done;
            done = tl::unexpected(committed.error());
        }
        m_keys.clear(); // of runs that were undone
        (void)m_database.run(QStringLiteral("ROLLBACK"));
        return done;
    }

    Expected<void> begin(const RunStart &run);
    Expected<void> apply(const TaskNews &news);
    Expected<void> end(const QString &run, const model::RunSummary &summary);

    Expected<QList<LostRun>> lostRuns() const;
    Expected<void> markInterrupted(const LostRun &run);

    /// Takes a run out. Gives the path of its spool, which is empty if there is none or the run is gone
    /// already; nothing if it goes on.
    Expected<std::optional<QString>> remove(const QString &run);

    /// The oldest runs that have to go so that all spools together need at most `bytes`.
    Expected<QStringList> beyond(qint64 bytes) const;

private:
    Expected<qint64> keyOf(const QString &run);
    Expected<QSqlQuery *> statement(const QString &sql);
    Expected<void> runStatement(const QString &sql, const QVariantList &values);
    Expected<void> applyAttempt(qint64 key, const TaskNews &news, const AttemptRecord &attempt);
    Expected<void> close(qint64 key, RunState state, const model::RunSummary &summary, const QString &spool);

    const Database &m_database;
    const QString m_folder;
    QHash<QString, qint64> m_keys;
    QHash<QString, QSqlQuery> m_statements;
};

/// The absolute path of a run's spool; empty if it has none, or if the path leads out of the folder.
QString spoolPath(const QString &folder, const QString &spool);

} // namespace regatta::history
