#include "core/history/history_store.h"

#include "core/history/interruption.h"
#include "core/model/names.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace regatta::history {

namespace {

QVariant nanoseconds(const std::optional<base::Instant> &time)
{
    return time ? QVariant(qint64(time->time_since_epoch().count())) : QVariant();
}

QVariant number(const std::optional<model::Slot> &slot)
{
    return slot ? QVariant(slot->value) : QVariant();
}

QVariant nameOf(const std::optional<model::Outcome> &outcome)
{
    return outcome ? QVariant(model::name(*outcome).toString()) : QVariant();
}

/// QtSql binds a null string as NULL.
QString text(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QByteArray blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QVariantList resultValues(const model::AttemptResult &result)
{
    return {nameOf(result.outcome), result.exitCode ? QVariant(*result.exitCode) : QVariant(),
            text(QString::fromLatin1(result.signal)),
            result.error ? QVariant(base::name(result.error->code).toString()) : QVariant(),
            result.error ? QVariant(text(result.error->detail)) : QVariant()};
}

} // namespace

HistoryStore::HistoryStore(const Database &database, QString folder)
    : m_database(database)
    , m_folder(std::move(folder))
{}

Expected<QSqlQuery *> HistoryStore::statement(const QString &sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        auto prepared = m_database.prepare(sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        found = m_statements.insert(sql, *std::move(prepared));
    }
    return &*found;
}

Expected<void> HistoryStore::runStatement(const QString &sql, const QVariantList &values)
{
    const auto query = statement(sql);
    if (!query)
        return tl::unexpected(query.error());
    return runAgain(**query, values);
}

Expected<qint64> HistoryStore::keyOf(const QString &run)
{
    if (const auto known = m_keys.constFind(run); known != m_keys.constEnd())
        return *known;
    const auto key = m_database.value(QStringLiteral("SELECT key FROM runs WHERE id = ?"), {run});
    if (!key)
        return tl::unexpected(key.error());
    const qint64 number = key->isNull() ? -1 : key->toLongLong();
    m_keys.insert(run, number);
    return number;
}

Expected<void> HistoryStore::begin(const RunStart &run)
{
    const Owner owner = thisProcess();
    const auto inserted = m_database.run(
        QStringLiteral("INSERT OR IGNORE INTO runs (id, parent, name, command, profile_path, environment, "
                       "transport, version, started_at, state, tasks, spool, owner_process, owner_start) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {run.id, text(run.parent), text(run.name), text(run.command), text(run.profilePath),
         model::name(run.environment).toString(), model::name(run.transport).toString(), text(run.version),
         run.startedAt.toMSecsSinceEpoch(), name(RunState::Running).toString(), qint64(run.tasks.size()),
         text(run.spool), owner.process, text(owner.start)});
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (inserted->numRowsAffected() < 1)
        return {};
    const qint64 key = inserted->lastInsertId().toLongLong();
    m_keys.insert(run.id, key);
    const auto manifest =
        m_database.run(QStringLiteral("INSERT INTO manifests (run, manifest, connection) VALUES (?, ?, ?)"),
                       {key, blob(run.manifest), blob(run.connection)});
    if (!manifest)
        return tl::unexpected(manifest.error());
    for (size_t task = 0; task < run.tasks.size(); ++task) {
        const TaskSubject &subject = run.tasks[task];
        const auto done =
            runStatement(QStringLiteral("INSERT INTO tasks (run, task, host, user, port, item, state) "
                                        "VALUES (?, ?, ?, ?, ?, ?, ?)"),
                         {key, qint64(task), text(subject.host), text(subject.user), int(subject.port),
                          text(subject.item), model::name(model::TaskState::Queued).toString()});
        if (!done)
            return done;
    }
    return {};
}

Expected<void> HistoryStore::apply(const TaskNews &news)
{
    const auto key = keyOf(news.run);
    if (!key)
        return tl::unexpected(key.error());
    if (*key < 0)
        return {}; // deleted meanwhile
    const TaskRecord &record = news.record;
    const QVariantList where{*key, news.task.value};
    auto done = runStatement(
        QStringLiteral("UPDATE tasks SET state = ?, slot = ?, step = ? WHERE run = ? AND task = ?"),
        QVariantList{model::name(record.state).toString(), number(record.slot), record.step} + where);
    if (done && record.result) {
        done = runStatement(
            QStringLiteral("UPDATE tasks SET outcome = ?, exit_code = ?, signal = ?, error_code = ?, "
                           "error_detail = ?, first_started = ?, finished = ?, bytes = ? "
                           "WHERE run = ? AND task = ?"),
            resultValues(*record.result) +
                QVariantList{nanoseconds(record.firstStarted), nanoseconds(record.finished), record.bytes} +
                where);
    }
    for (const AttemptRecord &attempt : record.attempts) {
        if (done)
            done = applyAttempt(*key, news, attempt);
    }
    return done;
}

Expected<void> HistoryStore::applyAttempt(qint64 key, const TaskNews &news, const AttemptRecord &attempt)
{
    const model::AttemptTimes &times = attempt.times;
    return runStatement(
        QStringLiteral("INSERT INTO attempts (run, task, attempt, slot, started, authenticating, running, "
                       "finished, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT (run, task, attempt) DO UPDATE SET slot = excluded.slot, "
                       "started = COALESCE(excluded.started, started), "
                       "authenticating = COALESCE(excluded.authenticating, authenticating), "
                       "running = COALESCE(excluded.running, running), "
                       "finished = COALESCE(excluded.finished, finished), "
                       "outcome = COALESCE(excluded.outcome, outcome)"),
        {key, news.task.value, attempt.attempt, number(attempt.slot), nanoseconds(times.started),
         nanoseconds(times.authenticating), nanoseconds(times.running), nanoseconds(times.finished),
         nameOf(attempt.outcome)});
}

Expected<void> HistoryStore::close(qint64 key, RunState state, const model::RunSummary &summary,
                                   const QString &spool)
{
    const QString path = spoolPath(m_folder, spool);
    // The spool's last records may still be on their way.
    const qint64 bytes = path.isEmpty() ? 0 : std::max(QFileInfo(path).size(), summary.outputBytes);
    const auto done = m_database.run(
        QStringLiteral("UPDATE runs SET state = ?, summary = ?, spool_bytes = ? WHERE key = ?"),
        {name(state).toString(), QString::fromUtf8(toJson(summary)), bytes, key});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Expected<void> HistoryStore::end(const QString &run, const model::RunSummary &summary)
{
    const auto key = keyOf(run);
    if (!key)
        return tl::unexpected(key.error());
    const auto spool = m_database.value(QStringLiteral("SELECT spool FROM runs WHERE key = ?"), {*key});
    if (!spool)
        return tl::unexpected(spool.error());
    return close(*key, summary.stopped ? RunState::Stopped : RunState::Finished, summary, spool->toString());
}

Expected<QList<LostRun>> HistoryStore::lostRuns() const
{
    auto query = m_database.run(
        QStringLiteral("SELECT key, spool, tasks, owner_process, owner_start FROM runs WHERE state = ?"),
        {name(RunState::Running).toString()});
    if (!query)
        return tl::unexpected(query.error());
    QList<LostRun> lost;
    while (query->next()) {
        if (!isAlive({query->value(3).toLongLong(), query->value(4).toString()}))
            lost.append({query->value(0).toLongLong(), query->value(1).toString(),
                         size_t(query->value(2).toULongLong()), std::nullopt});
    }
    return lost;
}

Expected<void> HistoryStore::markInterrupted(const LostRun &run)
{
    const auto state = m_database.value(QStringLiteral("SELECT state FROM runs WHERE key = ?"), {run.key});
    if (!state)
        return tl::unexpected(state.error());
    if (state->toString() != name(RunState::Running))
        return {}; // another process was faster
    const auto summary = summaryOfInterrupted(m_database, run.key, run.printed);
    if (!summary)
        return tl::unexpected(summary.error());
    if (const auto done = close(run.key, RunState::Interrupted, *summary, run.spool); !done || !run.printed)
        return done;
    for (size_t task = 0; task < run.printed->bytes.size(); ++task) {
        if (run.printed->bytes[task] == 0)
            continue;
        const auto done = runStatement(
            QStringLiteral("UPDATE tasks SET bytes = ? WHERE run = ? AND task = ? AND outcome IS NULL"),
            {run.printed->bytes[task], run.key, qint64(task)});
        if (!done)
            return done;
    }
    return {};
}

Expected<std::optional<QString>> HistoryStore::remove(const QString &run)
{
    auto query = m_database.run(
        QStringLiteral("SELECT key, spool, state, owner_process, owner_start FROM runs WHERE id = ?"), {run});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return std::optional(QString());
    const bool goesOn = query->value(2).toString() == name(RunState::Running) &&
                        isAlive({query->value(3).toLongLong(), query->value(4).toString()});
    if (goesOn)
        return std::optional<QString>();
    const QVariant key = query->value(0);
    const QString spool = spoolPath(m_folder, query->value(1).toString());
    query->finish();
    m_keys.remove(run);
    if (const auto done = m_database.run(QStringLiteral("DELETE FROM runs WHERE key = ?"), {key}); !done)
        return tl::unexpected(done.error());
    return std::optional(text(spool));
}

Expected<QStringList> HistoryStore::beyond(qint64 bytes) const
{
    auto query = m_database.run(QStringLiteral("SELECT id, spool_bytes FROM runs WHERE state <> ? "
                                               "ORDER BY started_at DESC, key DESC"),
                                {name(RunState::Running).toString()});
    if (!query)
        return tl::unexpected(query.error());
    QStringList runs;
    qint64 sum = 0;
    while (query->next()) {
        sum += query->value(1).toLongLong();
        if (sum > bytes)
            runs.prepend(query->value(0).toString());
    }
    return runs;
}

QString spoolPath(const QString &folder, const QString &spool)
{
    if (spool.isEmpty() || QDir::isAbsolutePath(spool) || QDir::cleanPath(spool).startsWith(u".."))
        return {};
    return QDir(folder).filePath(spool);
}

} // namespace regatta::history
