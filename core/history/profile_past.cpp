#include "core/history/profile_past.h"

#include "core/history/database.h"
#include "core/history/history_file.h"

#include <QFileInfo>

namespace regatta::history {

namespace {

constexpr int runsOfInterest = 3;
constexpr int mostTasks = 100'000; ///< an estimate needs no more

Expected<void> addLastTargets(const Database &database, const QString &profilePath, ProfilePast &past)
{
    auto run = database.run(QStringLiteral("SELECT key, started_at FROM runs WHERE profile_path = ? AND "
                                           "COALESCE(parent, '') = '' ORDER BY started_at DESC, key DESC "
                                           "LIMIT 1"),
                            {profilePath});
    if (!run)
        return tl::unexpected(run.error());
    if (!run->next())
        return {};
    past.lastStartedAt = QDateTime::fromMSecsSinceEpoch(run->value(1).toLongLong());
    auto targets = database.run(QStringLiteral("SELECT host, user, port FROM tasks WHERE run = ? "
                                               "GROUP BY host, user, port ORDER BY MIN(task)"),
                                {run->value(0)});
    if (!targets)
        return tl::unexpected(targets.error());
    while (targets->next())
        past.lastTargets.push_back({targets->value(0).toString(),
                                    targets->value(1).toString(),
                                    quint16(targets->value(2).toUInt()),
                                    {}});
    return {};
}

Expected<void> addTasks(const Database &database, const QString &profilePath, ProfilePast &past)
{
    auto tasks = database.run(
        QStringLiteral("SELECT host, user, port, item, attempts.finished - attempts.running FROM tasks "
                       "JOIN attempts ON attempts.run = tasks.run AND attempts.task = tasks.task "
                       "WHERE tasks.run IN (SELECT key FROM runs WHERE profile_path = ? AND "
                       "state = 'finished' ORDER BY started_at DESC, key DESC LIMIT ?) AND "
                       "attempts.outcome = 'succeeded' AND attempts.running IS NOT NULL AND "
                       "attempts.finished IS NOT NULL LIMIT ?"),
        {profilePath, runsOfInterest, mostTasks});
    if (!tasks)
        return tl::unexpected(tasks.error());
    while (tasks->next())
        past.tasks.push_back({{tasks->value(0).toString(), tasks->value(1).toString(),
                               quint16(tasks->value(2).toUInt()), tasks->value(3).toString()},
                              base::Duration(tasks->value(4).toLongLong())});
    return {};
}

} // namespace

Expected<ProfilePast> pastOfProfile(const QString &file, const QString &profilePath)
{
    ProfilePast past;
    if (profilePath.isEmpty() || !QFileInfo::exists(file))
        return past;
    const auto database = openForReading(file);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto added = addLastTargets(**database, profilePath, past); !added)
        return tl::unexpected(added.error());
    if (const auto added = addTasks(**database, profilePath, past); !added)
        return tl::unexpected(added.error());
    return past;
}

} // namespace regatta::history
