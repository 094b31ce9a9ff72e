#pragma once

#include "app/cli/closing_list.h"
#include "app/cli/output_channel.h"
#include "app/cli/task_lines.h"
#include "core/engine/run_listener.h"
#include "core/engine/run_plan.h"

#include <atomic>
#include <mutex>

namespace regatta::cli {

/// Which of the two standard streams is a terminal: control characters never reach one.
struct Terminals
{
    bool stdoutIsTerminal = false;
    bool stderrIsTerminal = false;
};

/// Whether the lines of hosts are shown as they come, or all at the end (--gather).
enum class HostLines { AsTheyCome, Gathered };

/// `--format text`: each line of a host after the host's name, its stdout on ours and its stderr on ours;
/// failures, what failed where, and a summary on stderr, and on a terminal a line that shows how far the run
/// is.
class TextWriter final : public engine::RunListener
{
public:
    TextWriter(engine::RunPlan plan, OutputChannel &channel, Terminals terminals,
               HostLines hostLines = HostLines::AsTheyCome);

    void runStarted(const std::shared_ptr<const model::Manifest> &manifest, base::Instant time) override;
    void taskEvent(const model::TaskEvent &event) override;
    void paceChanged(const model::HandshakePace &pace, base::Instant time) override;
    void runFinished(const model::RunSummary &summary, base::Instant time) override;

    /// Draws the progress line anew, unless a person is being asked. Only on a terminal; the caller has a
    /// timer while the run goes on.
    void showProgress();

private:
    void write(const model::TaskRouted &) {}
    void write(const model::TaskProgress &) {}
    void write(const model::TaskStateChanged &event);
    void write(const model::TaskOutput &event);
    void write(const model::TaskFinished &event);
    void enter(model::TaskId task, model::TaskState state);
    void writeLine(const TaskLine &line);
    void say(const QString &sentence);
    QByteArray prefix(model::TaskId task) const;
    bool isTerminal(OutputChannel::Sink sink) const;
    bool anyConnects() const;

    const engine::RunPlan m_plan;
    const std::shared_ptr<const model::Manifest> m_shown; // with names that tell targets apart
    OutputChannel &m_channel;
    const Terminals m_terminals;
    const HostLines m_hostLines;
    TaskLines m_lines;
    ClosingList m_closingList; // of the controller's thread, where tasks end
    std::atomic<int> m_running = 0;
    std::atomic<int> m_connecting = 0; // of those that run
    std::atomic<int> m_waiting = 0;    // for a person
    std::atomic<int> m_finished = 0;
    std::atomic<int> m_failed = 0;
    std::atomic<int> m_slowedTo = 0;        // handshakes at once; 0: as many as usual
    std::atomic<bool> m_timeWasUp = false;  // of the whole run
    std::vector<model::TaskState> m_states; // by task; each touched only by the thread that has its events
};

/// Bytes of a host for a terminal: colours stay, everything else that a terminal would obey is shown as "^X".
QByteArray safeForTerminal(QByteArrayView line);

} // namespace regatta::cli
