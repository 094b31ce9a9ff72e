#include "core/history/history_reader.h"

#include "core/history/history_file.h"
#include "core/history/history_store.h"
#include "core/model/names.h"

#include <QFileInfo>

#include <utility>

namespace regatta::history {

namespace {

const QString overviewColumns =
    QStringLiteral("SELECT id, parent, name, command, profile_path, environment, transport, version, "
                   "started_at, state, tasks, spool, spool_bytes, summary, owner_process, owner_start, key "
                   "FROM runs ");
constexpr int summaryColumn = 13;
constexpr int keyColumn = 16;

std::optional<base::Instant> instant(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return base::Instant(base::Duration(value.toLongLong()));
}

std::optional<model::Slot> slot(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(model::Slot{value.toUInt()});
}

template <typename Enum>
std::optional<Enum> byName(QStringView text, Enum last)
{
    using base::name;
    using model::name;
    for (int i = 0; i <= int(last); ++i) {
        if (name(static_cast<Enum>(i)) == text)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

QString escapedForLike(QString word)
{
    for (const QChar c : {u'\\', u'%', u'_'})
        word.replace(c, QString(u'\\') + c);
    return word;
}

/// `filter` as what follows the columns.
std::pair<QString, QVariantList> conditionOf(const RunFilter &filter)
{
    QString condition;
    QVariantList values;
    for (const QString &word : filter.words.split(u' ', Qt::SkipEmptyParts)) {
        condition += condition.isEmpty() ? QStringLiteral("WHERE ") : QStringLiteral("AND ");
        condition += QStringLiteral(
            "(name LIKE ? ESCAPE '\\' OR command LIKE ? ESCAPE '\\' OR profile_path LIKE ? ESCAPE '\\' "
            "OR id LIKE ? ESCAPE '\\' OR state LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM tasks WHERE "
            "run = key AND host LIKE ? ESCAPE '\\')) ");
        const QString anywhere = u'%' + escapedForLike(word) + u'%';
        values += {anywhere, anywhere, anywhere, escapedForLike(word) + u'%', anywhere, anywhere};
    }
    condition += QStringLiteral("ORDER BY started_at DESC, key DESC LIMIT ?");
    values << filter.most;
    return {condition, values};
}

RunOverview overviewFrom(const QSqlQuery &row, const QString &folder)
{
    RunOverview run;
    run.id = row.value(0).toString();
    run.parent = row.value(1).toString();
    run.name = row.value(2).toString();
    run.command = row.value(3).toString();
    run.profilePath = row.value(4).toString();
    run.environment = model::environmentFromName(row.value(5).toString()).value_or(model::Environment::None);
    run.transport = model::transportFromName(row.value(6).toString()).value_or(model::TransportKind::LibSsh);
    run.version = row.value(7).toString();
    run.startedAt = QDateTime::fromMSecsSinceEpoch(row.value(8).toLongLong());
    run.state = runStateFromName(row.value(9).toString()).value_or(RunState::Interrupted);
    run.tasks = row.value(10).toInt();
    run.spool = spoolPath(folder, row.value(11).toString());
    run.spoolBytes = row.value(12).toLongLong();
    run.summary = summaryFromJson(row.value(summaryColumn).toByteArray());
    if (run.state == RunState::Running && !isAlive({row.value(14).toLongLong(), row.value(15).toString()}))
        run.state = RunState::Interrupted;
    return run;
}

model::AttemptResult resultFrom(const QSqlQuery &row, model::Outcome outcome)
{
    model::AttemptResult result;
    result.outcome = outcome;
    if (!row.value(8).isNull())
        result.exitCode = row.value(8).toInt();
    result.signal = row.value(9).toString().toLatin1();
    if (!row.value(10).isNull())
        result.error = base::Error{
            byName(row.value(10).toString(), base::ErrorCode::Internal).value_or(base::ErrorCode::Internal),
            row.value(11).toString()};
    return result;
}

Expected<std::vector<TaskRecord>> tasksOf(const Database &database, qint64 key)
{
    auto query = database.run(
        QStringLiteral("SELECT host, user, port, item, state, slot, step, outcome, exit_code, signal, "
                       "error_code, error_detail, first_started, finished, bytes FROM tasks WHERE run = ? "
                       "ORDER BY task"),
        {key});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<TaskRecord> tasks;
    while (query->next()) {
        TaskRecord task;
        task.subject = {query->value(0).toString(), query->value(1).toString(),
                        quint16(query->value(2).toUInt()), query->value(3).toString()};
        task.state =
            byName(query->value(4).toString(), model::TaskState::Finished).value_or(model::TaskState::Queued);
        task.slot = slot(query->value(5));
        task.step = query->value(6).toInt();
        if (const auto outcome = model::outcomeFromName(query->value(7).toString()))
            task.result = resultFrom(*query, *outcome);
        task.firstStarted = instant(query->value(12));
        task.finished = instant(query->value(13));
        task.bytes = query->value(14).toLongLong();
        tasks.push_back(std::move(task));
    }
    return tasks;
}

/// The first attempt begins with its task, unless it stood aside while a person was asked: then the file has
/// when it got a slot again, which is where its lane begins.
model::AttemptTimes timesFrom(const QSqlQuery &row, bool isFirst, const std::optional<base::Instant> &begun)
{
    model::AttemptTimes times = {
        instant(row.value(3)), instant(row.value(4)), instant(row.value(5)), instant(row.value(6)), {}};
    if (isFirst && begun && times.started && *begun < *times.started) {
        times.resumed = times.started;
        times.started = begun;
    }
    return times;
}

Expected<void> addAttempts(const Database &database, qint64 key, std::vector<TaskRecord> &tasks)
{
    auto query = database.run(QStringLiteral("SELECT task, attempt, slot, started, authenticating, running, "
                                             "finished, outcome FROM attempts WHERE run = ? "
                                             "ORDER BY task, attempt"),
                              {key});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        const auto task = query->value(0).toULongLong();
        if (task >= tasks.size())
            continue;
        AttemptRecord attempt;
        attempt.attempt = query->value(1).toInt();
        attempt.slot = slot(query->value(2));
        attempt.times = timesFrom(*query, attempt.attempt == 1, tasks[task].firstStarted);
        attempt.outcome = model::outcomeFromName(query->value(7).toString());
        if (tasks[task].result)
            tasks[task].result->times = attempt.times;
        if (!tasks[task].firstStarted)
            tasks[task].firstStarted = attempt.times.started;
        tasks[task].attempts.push_back(attempt);
    }
    return {};
}

/// Of an interrupted run, what nobody has written down.
void complete(RunRecord &run, const SpoolMeasure &measure)
{
    if (measure && isOutputUnknown(run)) {
        if (const auto printed = measure(run.overview.spool, run.tasks.size(), Depth::Whole))
            addPrinted(run, *printed);
    }
    endInterrupted(run);
}

} // namespace

HistoryReader::HistoryReader(QString path, SpoolMeasure measure)
    : m_path(std::move(path))
    , m_measure(std::move(measure))
{}

Expected<QList<RunOverview>> HistoryReader::overviews(const Database &database, const QString &condition,
                                                      const QVariantList &values) const
{
    const QString folder = QFileInfo(m_path).absolutePath();
    auto query = database.run(overviewColumns + condition, values);
    if (!query)
        return tl::unexpected(query.error());
    QList<RunOverview> runs;
    while (query->next()) {
        RunOverview run = overviewFrom(*query, folder);
        if (query->value(summaryColumn).isNull()) {
            const qint64 key = query->value(keyColumn).toLongLong();
            const bool isOver = run.state == RunState::Interrupted;
            const auto printed = isOver && m_measure && !run.spool.isEmpty()
                                     ? m_measure(run.spool, size_t(run.tasks), Depth::Quick)
                                     : std::nullopt;
            const auto summary =
                isOver ? summaryOfInterrupted(database, key, printed) : summaryFromTasks(database, key);
            if (!summary)
                return tl::unexpected(summary.error());
            run.summary = *summary;
        }
        runs.append(std::move(run));
    }
    return runs;
}

Expected<QList<RunOverview>> HistoryReader::runs(const RunFilter &filter) const
{
    if (!QFileInfo::exists(m_path))
        return QList<RunOverview>();
    const auto database = openForReading(m_path);
    if (!database)
        return tl::unexpected(database.error());
    const auto [condition, values] = conditionOf(filter);
    return overviews(**database, condition, values);
}

Expected<QString> HistoryReader::resolve(const QString &word) const
{
    if (word.isEmpty() || !QFileInfo::exists(m_path))
        return failure(ErrorCode::RunUnknown, word);
    const auto database = openForReading(m_path);
    if (!database)
        return tl::unexpected(database.error());
    const bool isLast = word == u"last";
    auto query =
        isLast ? (*database)->run(
                     QStringLiteral("SELECT id FROM runs ORDER BY started_at DESC, key DESC LIMIT 1"))
               : (*database)->run(QStringLiteral("SELECT id FROM runs WHERE id LIKE ? ESCAPE '\\' LIMIT 2"),
                                  {escapedForLike(word) + u'%'});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return failure(ErrorCode::RunUnknown, word);
    const QString id = query->value(0).toString();
    if (query->next())
        return failure(ErrorCode::RunAmbiguous, word);
    return id;
}

Expected<RunRecord> HistoryReader::run(const QString &id) const
{
    if (!QFileInfo::exists(m_path))
        return failure(ErrorCode::RunUnknown, id);
    const auto database = openForReading(m_path);
    if (!database)
        return tl::unexpected(database.error());
    // One picture of it, although its process may write meanwhile.
    if (const auto begun = (*database)->run(QStringLiteral("BEGIN")); !begun)
        return tl::unexpected(begun.error());
    const auto found = overviews(**database, QStringLiteral("WHERE id = ?"), {id});
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(ErrorCode::RunUnknown, id);
    auto manifest = (*database)->run(QStringLiteral("SELECT run, manifest, connection FROM manifests WHERE "
                                                    "run = (SELECT key FROM runs WHERE id = ?)"),
                                     {id});
    if (!manifest)
        return tl::unexpected(manifest.error());
    RunRecord record;
    record.overview = found->first();
    if (!manifest->next())
        return record;
    const qint64 key = manifest->value(0).toLongLong();
    record.manifest = manifest->value(1).toByteArray();
    record.connection = manifest->value(2).toByteArray();
    auto tasks = tasksOf(**database, key);
    if (!tasks)
        return tl::unexpected(tasks.error());
    record.tasks = *std::move(tasks);
    if (const auto added = addAttempts(**database, key, record.tasks); !added)
        return tl::unexpected(added.error());
    if (record.overview.state == RunState::Interrupted)
        complete(record, m_measure);
    return record;
}

} // namespace regatta::history
