#pragma once

#include "core/base/error.h"
#include "core/base/output_budget.h"
#include "core/engine/run_listener.h"
#include "core/spool/spool_index.h"
#include "core/spool/spool_reader.h"
#include "core/spool/spool_writer.h"

#include <QObject>
#include <QString>

#include <memory>

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
};

/// What the hosts of one run printed: its spool on disk, and all that is needed to write and read it. GUI
/// thread; reading and writing go on elsewhere.
class RunLog
{
public:
    /// Makes the spool's file in `folder`, which is made too if it isn't there.
    static base::Expected<std::unique_ptr<RunLog>> create(const QString &folder, const QString &run,
                                                          const base::Clock &clock);
    /// Removes the file: it is kept for as long as the window shows the run.
    ~RunLog();
    Q_DISABLE_COPY_MOVE(RunLog)

    const std::shared_ptr<engine::RunListener> &listener() const { return m_listener; }
    const std::shared_ptr<base::OutputBudget> &budget() const { return m_budget; }
    const std::shared_ptr<spool::SpoolIndex> &index() const { return m_index; }
    const std::shared_ptr<spool::SpoolReader> &reader() const { return m_reader; }
    const RunLogNews &news() const { return *m_news; }

private:
    RunLog() = default;

    std::shared_ptr<RunLogNews> m_news = std::make_shared<RunLogNews>();

    QString m_path;
    std::shared_ptr<base::OutputBudget> m_budget;
    std::shared_ptr<spool::SpoolIndex> m_index;
    std::shared_ptr<spool::SpoolReader> m_reader;
    std::shared_ptr<spool::SpoolWriter> m_writer;
    std::shared_ptr<engine::RunListener> m_listener;
};

} // namespace regatta::ui
