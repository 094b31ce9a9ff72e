#pragma once

#include "app/cli/output_channel.h"
#include "app/cli/task_lines.h"
#include "core/base/json_line.h"
#include "core/engine/run_listener.h"
#include "core/engine/run_plan.h"

#include <optional>

namespace regatta::cli {

/// `--format jsonl`: each event as one JSON object on a line of standard output. README.md documents the
/// fields.
class JsonWriter final : public engine::RunListener
{
public:
    JsonWriter(engine::RunPlan plan, OutputChannel &channel);

    void runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time) override;
    void taskEvent(const model::TaskEvent &event) override;
    void paceChanged(const model::HandshakePace &pace, base::Instant time) override;
    void runFinished(const model::RunSummary &summary, base::Instant time) override;

private:
    void write(const model::TaskRouted &event);
    void write(const model::TaskProgress &event);
    void write(const model::TaskStateChanged &event);
    void write(const model::TaskOutput &event);
    void write(const model::TaskFinished &event);
    void writeLine(const TaskLine &line, base::Instant time);

    base::JsonLine begin(QStringView event, base::Instant time) const;
    void addTask(base::JsonLine &line, model::TaskId task) const;
    void send(const base::JsonLine &line);

    const engine::RunPlan m_plan;
    OutputChannel &m_channel;
    TaskLines m_lines;
    std::vector<quint16> m_ports; // by task; each touched only by the thread that has the task's events
    base::Instant m_start;
};

/// The milliseconds that a finished task spent in each phase: {queued, connect, auth, run}. Phases that it
/// never entered are 0; `start` is the run's.
base::JsonLine phaseTimes(const model::TaskFinished &event, base::Instant start);

} // namespace regatta::cli
