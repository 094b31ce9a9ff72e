#pragma once

#include "core/engine/admission_gate.h"
#include "core/engine/retry_policy.h"
#include "core/engine/retry_timer.h"
#include "core/engine/run_plan.h"
#include "core/engine/run_services.h"
#include "core/engine/run_statistics.h"
#include "core/engine/safeguards.h"
#include "core/engine/step_dispatcher.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace regatta::engine {

class HostAnswersMailbox;
class StepMailbox;
struct TaskRecord;
enum class StopReason;

/// Walks one plan from its first task to its last: admits tasks to slots, starts their steps, records how
/// they end. Lives on one thread with an event loop (any; the window gives it one of its own, so that a busy
/// window never leaves a slot empty). Every task ends in exactly one TaskFinished.
class RunController : public QObject
{
    Q_OBJECT

public:
    RunController(RunPlan plan, RunServices services, QObject *parent = nullptr);
    ~RunController() override;

    /// Once. finished() follows, always, from the event loop.
    void start();

    /// How many tasks may be at work at once, 0: all. Lowering lets running tasks finish.
    void setParallel(int parallel);

    /// While paused no task is admitted; running ones go on. After a wave that is to be approved the
    /// controller pauses itself: see waveFinished().
    void setPaused(bool paused);
    /// Begins nothing while there is no place for what hosts print; whether it is paused is a person's
    /// affair.
    void setHeld(bool held);

    /// After limitReached(): a person wants the rest to have its turn nevertheless.
    enum class LimitFromNow { CountsAnew, IsOff };
    void goOnAnyway(LimitFromNow limit);

    /// After limitReached(): what has not begun is skipped, what runs may finish.
    void endAfterLimit();

    /// Tasks that never were admitted end as Skipped, those that wait for another attempt as their last one
    /// did; running ones are stopped at their host.
    void stop(const std::vector<model::TaskId> &tasks);
    void stopAll();

    /// Those of these tasks that are at work are stopped at their host, and once they are gone they begin
    /// again, as a further attempt, which isn't one of those that the profile's retries allow. One that
    /// succeeded meanwhile has succeeded, and one that may run on is never run beside itself.
    void runAgain(const std::vector<model::TaskId> &tasks);

    bool isRunning() const { return m_started && !m_ended; }

Q_SIGNALS:
    void finished(const regatta::model::RunSummary &summary);
    /// `wave` of `waves` (from 1) has ended and the next one waits for setPaused(false).
    void waveFinished(int wave, int waves);
    /// So many tasks have failed that nothing more is admitted; what runs may finish. Something still waits,
    /// for goOnAnyway() or endAfterLimit(); or for stopAll().
    void limitReached(const regatta::engine::LimitReached &limit);

private:
    void stop(model::TaskId task, StopReason reason);
    void endAll(StopReason reason);
    void timeIsUp();
    void lookUpHosts();
    void takeHostAnswers();
    void admit();
    void takeNews();
    void standAside(TaskRecord &record);
    void queueReturn(model::TaskId task);
    void resume(const AdmissionGate::Admission &admission);
    void onStepFinished(model::TaskId task, const model::AttemptResult &result);
    void finishAttempt(model::TaskId task, const model::AttemptResult &result);
    std::optional<base::Duration> untilNextAttempt(const TaskRecord &record, model::Outcome outcome) const;
    void retryLater(model::TaskId task, const model::AttemptResult &result, base::Duration delay);
    void retryDue();
    void endWaiting(model::TaskId task);
    void endTask(model::TaskId task, const model::AttemptResult &result, base::Instant end);
    void askPerson();
    void publish(const model::TaskEvent &event) const;
    void endIfDone();

    RunPlan m_plan; // changes once: when the ssh configuration has been read
    const RunServices m_services;
    AdmissionGate m_gate;
    RunStatistics m_statistics;
    std::vector<TaskRecord> m_tasks; // by TaskId
    std::shared_ptr<StepMailbox> m_mailbox;
    StepDispatcher m_dispatcher;
    std::shared_ptr<HostAnswersMailbox> m_hostAnswers;
    size_t m_unfinished = 0;
    const RetryPolicy m_retryPolicy;
    RetryTimer m_retries;
    QTimer m_runLimit{this};
    Safeguards m_safeguards;
    size_t m_atWork = 0; // tasks
    bool m_started = false;
    bool m_ended = false;
    bool m_paused = false;
    bool m_held = false;
    bool m_waitsForHosts = false; // the ssh configuration is being read
    bool m_stopped = false;       // by a person
    bool m_isEnding = false;      // because of that, or because its time was up
    bool m_endedByLimit = false;
    base::Instant m_start;
};

} // namespace regatta::engine
