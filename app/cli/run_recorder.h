#pragma once

#include "app/cli/output_channel.h"
#include "core/engine/endpoint_resolver.h"
#include "core/engine/run_listener.h"
#include "core/history/history_writer.h"
#include "core/model/manifest.h"
#include "core/spool/spool_writer.h"

#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace regatta::cli {

/// Keeps the runs of one call: the history, and for each run a spool. What can't be kept is said once on
/// standard error, and the run goes on without. Main thread.
class RunRecorder
{
public:
    /// `channel` and `clock` outlive it. `onDisk` is called on a thread of the spool's when the disk refuses
    /// what hosts print, or takes it again.
    RunRecorder(const QString &profilePath, const engine::ConnectionSettings &connection,
                OutputChannel &channel, const base::Clock &clock, spool::SpoolWriter::TroubleListener onDisk);

    /// What records the next run, in place of the last one. `budget` slows hosts down when the disk is slow.
    std::vector<std::shared_ptr<engine::RunListener>>
    listenersFor(const model::Manifest &manifest, const std::shared_ptr<base::OutputBudget> &budget);

private:
    void say(const history::Error &error);

    const QString m_profilePath;
    const engine::ConnectionSettings m_connection;
    OutputChannel &m_channel;
    const base::Clock &m_clock;
    const spool::SpoolWriter::TroubleListener m_onDisk;
    std::atomic<bool> m_saidUnwritable = false; // before the history, whose thread speaks at once
    std::shared_ptr<history::HistoryWriter> m_history;
};

} // namespace regatta::cli
