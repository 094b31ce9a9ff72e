#pragma once

#include "core/engine/endpoint_resolver.h"
#include "core/engine/run_listener.h"
#include "core/history/history_writer.h"

#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace regatta::engine {

/// What the history keeps of a run beside its manifest.
struct RunSurroundings
{
    QString profilePath; ///< empty: the profile was in no file
    QString spool;       ///< path relative to the history's folder; empty: there is none
    ConnectionSettings connection;
};

/// Hands a run's events to the history.
class HistoryListener final : public RunListener
{
public:
    HistoryListener(std::shared_ptr<history::HistoryWriter> writer, RunSurroundings surroundings);

    void runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time) override;
    void taskEvent(const model::TaskEvent &event) override;
    void runFinished(const model::RunSummary &summary, base::Instant time) override;

private:
    base::Instant sinceStart(base::Instant time) const { return base::Instant(time - m_start); }
    std::optional<base::Instant> sinceStart(const std::optional<base::Instant> &time) const;
    void write(model::TaskStateChanged event);
    void write(const model::TaskRouted &) {} // follows from the manifest and the machine, not from the run
    void write(const model::TaskOutput &event);
    void write(const model::TaskProgress &) {} // nobody asks later how fast it was
    void write(model::TaskFinished event);

    const std::shared_ptr<history::HistoryWriter> m_writer;
    const RunSurroundings m_surroundings;
    QString m_run;
    base::Instant m_start;
    std::vector<std::atomic<qint64>> m_bytes; // by task
};

} // namespace regatta::engine
