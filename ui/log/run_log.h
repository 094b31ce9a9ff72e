#pragma once

#include "core/base/error.h"
#include "core/base/output_budget.h"
#include "core/engine/run_listener.h"
#include "core/engine/update_hub.h"
#include "core/spool/spool_index.h"
#include "core/spool/spool_reader.h"
#include "core/spool/spool_writer.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <thread>

namespace regatta::ui {

/// What the thread that writes a run's spool says. Connect queued. It outlives the log as long as somebody
/// still has output to hand in.
class RunLogNews : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    /// There is more in the index.
    void grown();
    /// The disk is full or fails.
    void troubled(const regatta::base::Error &error);
    /// It works again.
    void recovered();
    /// Of a run that is over: behind what can be read there is something that can't be.
    void endMissed();
    /// Of a run that is over: what some tasks printed last.
    void lastLinesRead(const std::vector<regatta::engine::TaskUpdate> &tasks);
};

/// What the hosts of one run printed: its spool on disk, and all that is needed to write and read it. GUI
/// thread; reading and writing go on elsewhere.
class RunLog
{
public:
    /// What becomes of the file when the log goes.
    enum class AtEnd { Remove, Keep };

    /// Makes the spool's file in `folder`, which is made too if it isn't there.
    static base::Expected<std::unique_ptr<RunLog>>
    create(const QString &folder, const QString &run, const base::Clock &clock, AtEnd atEnd = AtEnd::Remove);
    /// The spool of a run that is over. It can be read to the end even if somebody deletes the file. Errors:
    /// as SpoolReader::open().
    static base::Expected<std::unique_ptr<RunLog>> open(const QString &path);
    /// Once, for a log that was opened, when all who listen to news() do: its index grows while a thread of
    /// the log's own reads it, which then looks for the last lines of so many tasks.
    void startReading(size_t tasks);
    ~RunLog();
    Q_DISABLE_COPY_MOVE(RunLog)

    const std::shared_ptr<engine::RunListener> &listener() const { return m_listener; }
    const std::shared_ptr<base::OutputBudget> &budget() const { return m_budget; }
    const std::shared_ptr<spool::SpoolIndex> &index() const { return m_index; }
    const std::shared_ptr<spool::SpoolReader> &reader() const { return m_reader; }
    const RunLogNews &news() const { return *m_news; }
    const QString &path() const { return m_path; }
    /// Whether the index has all there is; false while that of a run that is over is being read.
    bool isRead() const { return m_isRead; }

private:
    RunLog() = default;
    void readAll(size_t tasks);

    std::shared_ptr<RunLogNews> m_news = std::make_shared<RunLogNews>();

    QString m_path;
    AtEnd m_atEnd = AtEnd::Keep;
    std::shared_ptr<base::OutputBudget> m_budget;
    std::shared_ptr<spool::SpoolIndex> m_index;
    std::shared_ptr<spool::SpoolReader> m_reader;
    std::shared_ptr<spool::SpoolWriter> m_writer;
    std::shared_ptr<engine::RunListener> m_listener;
    std::atomic<bool> m_isRead = true;
    std::atomic<bool> m_isCancelled = false;
    std::thread m_indexer; // of a run that is over
};

} // namespace regatta::ui
