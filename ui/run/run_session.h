#pragma once

#include "core/engine/run_controller.h"
#include "core/engine/usual_durations.h"
#include "ui/run/run_model.h"
#include "ui/run/straggler_watch.h"
#include "ui/run/window_services.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace regatta::ui {

class SessionMailbox;

/// One run, seen from the window: owns the engine's thread with the controller on it, and carries the hub's
/// batches into the model. GUI thread. Nothing here waits or polls: between two batches of news it sleeps.
class RunSession : public QObject
{
    Q_OBJECT

public:
    /// `listeners` get the events beside the hub (spool, log, history). `model` outlives the session and
    /// shows the plan at once.
    RunSession(engine::RunPlan plan, RunModel &model, const WindowServices &services,
               std::vector<std::shared_ptr<engine::RunListener>> listeners = {},
               std::shared_ptr<base::OutputBudget> budget = {}, QObject *parent = nullptr);

    /// Waits for the engine's thread, which never blocks. Tasks that still run are stopped by their transport
    /// when that ends.
    ~RunSession() override;

    /// How long its tasks have taken before; before start().
    void setUsualDurations(engine::UsualDurations usual) { m_usual = std::move(usual); }
    const engine::UsualDurations &usualDurations() const { return m_usual; }

    void start();
    void setParallel(int parallel); ///< 0: all at once
    void setPaused(bool paused);
    /// The disk takes no more of what hosts print: nothing begins until it does.
    void setHeld(bool held);
    void stop(std::vector<model::TaskId> tasks);
    void stopAll();
    /// Stopped first, see the controller.
    void runAgain(std::vector<model::TaskId> tasks);
    /// What a person decides after limitReached(), as the controller has it.
    void goOnAnyway(engine::RunController::LimitFromNow limit);
    void endAfterLimit();
    /// A person knows that they are silent or slow.
    void leaveAlone(std::span<const model::TaskId> tasks) { m_stragglers.leaveAlone(tasks); }

    bool isRunning() const { return m_started && !m_summary; }
    bool isPaused() const { return m_paused; }
    bool isHeld() const { return m_held; }
    /// A wave has ended, and the next one waits for setPaused(false): its number and how many there are.
    const std::optional<std::pair<int, int>> &endedWave() const { return m_endedWave; }
    /// So many tasks have failed that nothing more begins until a person has decided.
    const std::optional<engine::LimitReached> &reachedLimit() const { return m_reachedLimit; }
    /// No limit of failures holds any more, as a person wants it.
    bool isLimitOff() const { return m_isLimitOff; }
    /// False where a person went on since the task ended: failures are counted anew from there.
    bool countsAgainstLimit(model::TaskId task) const;
    int parallel() const { return m_parallel; }
    /// How many may log in at once, since servers have hung up on more; unset as long as none has.
    const std::optional<model::HandshakePace> &pace() const { return m_pace; }
    const engine::RunPlan &plan() const { return m_plan; }

    /// Set once everything has been shown.
    const std::optional<model::RunSummary> &summary() const { return m_summary; }

Q_SIGNALS:
    void pausedChanged(bool paused);
    void parallelChanged(int parallel);
    /// reachedLimit() is set now, or isn't any more.
    void limitChanged();
    /// After each batch that the model has taken in.
    void progressed();
    /// The last batch is in the model.
    void finished(const regatta::model::RunSummary &summary);

private:
    void scheduleTurn();
    void takeTurn();
    void endIfDrained();
    void onWaveFinished(int wave, int waves);
    void onLimitReached(const engine::LimitReached &limit);
    void limitIsSettled();
    void onEnded(const model::RunSummary &summary, base::Instant time);

    const engine::RunPlan m_plan;
    RunModel &m_model;
    StragglerWatch m_stragglers;
    engine::UsualDurations m_usual;
    std::shared_ptr<SessionMailbox> m_mailbox;
    std::shared_ptr<engine::UpdateHub> m_hub;
    QThread m_thread;
    engine::RunController *m_controller = nullptr; // lives on m_thread, which deletes it when it ends
    QTimer m_turn;
    std::vector<engine::TaskUpdate> m_batch;
    size_t m_applied = 0;                     // of m_batch
    std::optional<model::RunSummary> m_ended; // the controller's word; shown when the hub is empty
    base::Instant m_endTime;
    std::optional<model::RunSummary> m_summary;
    std::optional<model::HandshakePace> m_pace;
    int m_parallel = 0;
    std::optional<std::pair<int, int>> m_endedWave;
    std::optional<engine::LimitReached> m_reachedLimit;
    std::vector<bool> m_forgiven; // by task, once a person went on past the limit
    bool m_isLimitOff = false;
    bool m_started = false;
    bool m_paused = false;
    bool m_held = false;
};

} // namespace regatta::ui
