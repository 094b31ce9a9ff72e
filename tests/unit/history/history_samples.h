#pragma once

#include "core/history/database.h"
#include "core/history/history_reader.h"
#include "core/history/history_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <mutex>

namespace regatta::tests {

/// A moment, counted from a run's start.
inline base::Instant at(std::chrono::milliseconds time)
{
    return base::Instant(time);
}

inline history::RunStart runStart(const QString &id, int tasks = 2)
{
    history::RunStart run;
    run.id = id;
    run.name = QStringLiteral("restart ") + id;
    run.command = QStringLiteral("docker restart {{app}}");
    run.profilePath = QStringLiteral("/jobs/restart.regatta");
    run.environment = model::Environment::Staging;
    run.transport = model::TransportKind::OpenSsh;
    run.version = QStringLiteral("0.1.0");
    run.startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000);
    run.manifest = "{\"some\":\"manifest\"}";
    run.connection = "{\"user\":\"ops\"}";
    for (int i = 0; i < tasks; ++i)
        run.tasks.push_back({QStringLiteral("web%1").arg(i + 1), QStringLiteral("ops"), 2222, {}});
    return run;
}

inline model::TaskStateChanged state(std::uint32_t task, model::TaskState state,
                                     std::chrono::milliseconds time)
{
    return {{task}, state, model::Slot{task}, 1, 0, at(time)};
}

inline model::TaskFinished finished(std::uint32_t task, model::Outcome outcome,
                                    std::chrono::milliseconds time)
{
    model::TaskFinished event;
    event.task = {task};
    event.slot = model::Slot{task};
    event.attempts = 1;
    event.result.outcome = outcome;
    event.result.times.started = at(std::chrono::milliseconds(1));
    event.result.times.running = at(std::chrono::milliseconds(5));
    event.result.times.finished = at(time);
    event.firstStarted = at(std::chrono::milliseconds(1));
    event.time = at(time);
    if (outcome == model::Outcome::Succeeded)
        event.result.exitCode = 0;
    return event;
}

/// A history in a folder of its own, and what its writer said.
class HistoryTest : public testing::Test
{
protected:
    std::unique_ptr<history::HistoryWriter>
    openWriter(history::SpoolMeasure measure = {}, std::chrono::milliseconds patience = history::busyPatience)
    {
        return std::make_unique<history::HistoryWriter>(
            path,
            history::HistoryWriter::Listeners{[this](const history::Error &error) {
                                                  const std::lock_guard lock(mutex);
                                                  notices.push_back(error);
                                              },
                                              {}},
            std::move(measure), patience);
    }

    /// As if our process had ended, and another one had been given its number.
    void loseProcess() const
    {
        const auto database = history::Database::open(path, history::Database::Access::ReadWrite).value();
        ASSERT_TRUE(database->run(QStringLiteral("UPDATE runs SET owner_start = owner_start || '0'")));
    }

    std::vector<history::ErrorCode> noticedCodes()
    {
        const std::lock_guard lock(mutex);
        std::vector<history::ErrorCode> codes;
        for (const history::Error &error : notices)
            codes.push_back(error.code);
        return codes;
    }

    QStringList ids() const
    {
        QStringList found;
        const auto runs = history::HistoryReader(path).runs();
        for (const history::RunOverview &run : *runs)
            found << run.id;
        return found;
    }

    /// A file that a run printed to.
    QString makeSpool(const QString &name, qsizetype size)
    {
        QDir().mkpath(folder.filePath(QStringLiteral("runs")));
        const QString spool = QStringLiteral("runs/") + name;
        QFile file(folder.filePath(spool));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(size, 'x'));
        return spool;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("history.sqlite"));
    std::mutex mutex;
    std::vector<history::Error> notices; // guarded by mutex
};

} // namespace regatta::tests
