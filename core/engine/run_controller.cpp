#include "core/engine/run_controller.h"

#include "core/engine/caps.h"
#include "core/engine/host_answers_mailbox.h"
#include "core/engine/step_mailbox.h"
#include "core/engine/task_record.h"

#include <QRandomGenerator>

#include <utility>

namespace regatta::engine {

namespace {

std::vector<model::TargetIndex> targetsByTask(const model::Manifest &manifest)
{
    std::vector<model::TargetIndex> targets;
    targets.reserve(manifest.taskCount());
    for (const model::Task &task : manifest.tasks)
        targets.push_back(task.target);
    return targets;
}

} // namespace

RunController::RunController(RunPlan plan, RunServices services, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_services(std::move(services))
    , m_gate(targetsByTask(*m_plan.manifest()), m_plan.manifest()->profile.parallel,
             m_plan.manifest()->profile.parallelPerTarget, m_plan.waveOfTasks())
    , m_tasks(m_plan.manifest()->taskCount())
    , m_mailbox(std::make_shared<StepMailbox>())
    , m_dispatcher(m_services, m_mailbox)
    , m_hostAnswers(std::make_shared<HostAnswersMailbox>())
    , m_unfinished(m_tasks.size())
    , m_retryPolicy(m_plan.manifest()->profile.retry)
    , m_retries(m_services.clock, this)
    , m_safeguards(m_plan.manifest()->profile, m_plan.waveOfTasks())
{
    connect(m_mailbox.get(), &StepMailbox::filled, this, &RunController::takeNews, Qt::QueuedConnection);
    m_runLimit.setSingleShot(true);
    connect(&m_runLimit, &QTimer::timeout, this, &RunController::timeIsUp);
    connect(&m_retries, &RetryTimer::due, this, &RunController::retryDue);
    connect(m_hostAnswers.get(), &HostAnswersMailbox::filled, this, &RunController::takeHostAnswers,
            Qt::QueuedConnection);
}

RunController::~RunController() = default;

void RunController::start()
{
    Q_ASSERT(!m_started);
    m_started = true;
    m_start = m_services.clock.now();
    for (const auto &listener : m_services.listeners)
        listener->runStarted(m_plan.manifest(), m_start);
    if (const auto limit = m_plan.manifest()->profile.timeouts.run; limit.count() > 0)
        m_runLimit.start(limit);
    lookUpHosts();
    admit();
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::lookUpHosts()
{
    if (!m_services.lookUpHosts || m_plan.manifest()->profile.transport == model::TransportKind::Local)
        return m_gate.setCaps(capsOf(m_plan));
    m_waitsForHosts = true;
    m_services.lookUpHosts(m_plan.sshConfigFile(), m_plan.hostQueries(),
                           [mailbox = m_hostAnswers](std::vector<transport::HostAnswer> answers) {
                               mailbox->post(std::move(answers));
                           });
}

void RunController::takeHostAnswers()
{
    m_plan = m_plan.withHostAnswers(m_hostAnswers->take());
    m_gate.setCaps(capsOf(m_plan));
    m_waitsForHosts = false;
    admit();
}

void RunController::setParallel(int parallel)
{
    m_gate.setParallel(parallel);
    admit();
}

void RunController::setPaused(bool paused)
{
    m_paused = paused;
    admit();
}

void RunController::setHeld(bool held)
{
    m_held = held;
    admit();
}

void RunController::stop(const std::vector<model::TaskId> &tasks)
{
    for (const model::TaskId task : tasks)
        stop(task, StopReason::ByPerson);
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::stop(model::TaskId task, StopReason reason)
{
    TaskRecord &record = m_tasks[task.value];
    switch (record.phase) {
    case TaskRecord::Phase::Waiting:
    case TaskRecord::Phase::BetweenAttempts:
        endWaiting(task);
        break;
    case TaskRecord::Phase::AtWork:
        if (record.stop == StopReason::None || record.stop == StopReason::ToRunAgain)
            record.stop = reason;
        m_dispatcher.stop(record);
        break;
    case TaskRecord::Phase::Ended:
        break;
    }
}

void RunController::runAgain(const std::vector<model::TaskId> &tasks)
{
    for (const model::TaskId task : tasks) {
        const bool isAtWork = m_tasks[task.value].phase == TaskRecord::Phase::AtWork;
        if (isAtWork && !m_isEnding && !m_endedByLimit)
            stop(task, StopReason::ToRunAgain);
    }
}

void RunController::stopAll()
{
    m_stopped = true;
    endAll(StopReason::ByPerson);
}

void RunController::timeIsUp()
{
    if (!m_isEnding)
        endAll(StopReason::ByRunLimit);
}

void RunController::endAll(StopReason reason)
{
    m_isEnding = true;
    m_safeguards.retire();
    for (std::uint32_t id = 0; id < m_tasks.size(); ++id)
        stop({id}, reason);
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::admit()
{
    if (!m_started || m_paused || m_held || m_isEnding)
        return;
    while (const auto admission = m_gate.returnNext())
        resume(*admission);
    if (m_waitsForHosts || m_safeguards.isLimitReached())
        return;
    while (const auto admission = m_gate.admitNext()) {
        TaskRecord &record = m_tasks[admission->task.value];
        record.phase = TaskRecord::Phase::AtWork;
        ++m_atWork;
        record.slot = admission->slot;
        ++record.attempt;
        record.steps = {};
        record.times = {};
        m_dispatcher.start(m_plan, admission->task, record);
    }
}

void RunController::takeNews()
{
    for (const StepNews &news : m_mailbox->take()) {
        TaskRecord &record = m_tasks[news.task.value];
        if (record.phase != TaskRecord::Phase::AtWork || record.execution != news.execution)
            continue;
        switch (news.kind) {
        case StepNews::Kind::StandsAside:
            standAside(record);
            break;
        case StepNews::Kind::WantsToGoOn:
            queueReturn(news.task);
            break;
        case StepNews::Kind::Finished:
            onStepFinished(news.task, news.result);
            break;
        }
    }
    admit();
    endIfDone();
}

void RunController::standAside(TaskRecord &record)
{
    if (const auto slot = std::exchange(record.slot, std::nullopt))
        m_gate.standAside(*slot);
}

void RunController::queueReturn(model::TaskId task)
{
    const TaskRecord &record = m_tasks[task.value];
    if (record.slot)
        return;
    m_gate.queueReturn(task);
    publish(model::TaskStateChanged{
        task, model::TaskState::Queued, {}, record.attempt, record.steps.current(), m_services.clock.now()});
}

void RunController::resume(const AdmissionGate::Admission &admission)
{
    TaskRecord &record = m_tasks[admission.task.value];
    record.slot = admission.slot;
    m_dispatcher.goOn(m_plan, admission.task, record);
}

void RunController::onStepFinished(model::TaskId task, const model::AttemptResult &result)
{
    TaskRecord &record = m_tasks[task.value];
    record.observer.reset();
    model::AttemptTimes &times = record.times;
    if (record.steps.isFirst())
        times = result.times;
    times.finished = result.times.finished;
    if (result.times.resumed)
        times.resumed = result.times.resumed;

    // Who ends while it stands aside, because nobody would answer, has no slot to clean up in.
    const bool endsHere = record.stop != StopReason::None || !record.slot;
    if (record.steps.moveOn(m_plan.manifest()->profile.steps, result, endsHere))
        return m_dispatcher.start(m_plan, task, record);
    model::AttemptResult whole = record.steps.result();
    whole.times = times;
    if (record.stop == StopReason::ByRunLimit && whole.outcome == model::Outcome::Cancelled) {
        whole.outcome = model::Outcome::TimedOut;
        whole.error = base::Error{base::ErrorCode::RunTimedOut, {}};
    }
    finishAttempt(task, whole);
}

void RunController::finishAttempt(model::TaskId task, const model::AttemptResult &result)
{
    TaskRecord &record = m_tasks[task.value];
    const base::Instant end = result.times.finished.value_or(m_services.clock.now());
    --m_atWork;
    m_gate.release(task, record.slot);
    const auto begun = result.times.resumed ? result.times.resumed : result.times.started;
    if (begun && record.slot)
        m_statistics.addBusy(*record.slot, *begun, end);
    if (!record.firstStarted)
        record.firstStarted = result.times.started;

    if (const auto delay = untilNextAttempt(record, result.outcome))
        retryLater(task, result, *delay);
    else
        endTask(task, result, end);
}

std::optional<base::Duration> RunController::untilNextAttempt(const TaskRecord &record,
                                                              model::Outcome outcome) const
{
    if (m_isEnding || m_endedByLimit)
        return std::nullopt;
    switch (record.stop) {
    case StopReason::None:
        return m_retryPolicy.delayAfter(record.attempt - record.wishes, outcome,
                                        QRandomGenerator::global()->generateDouble());
    case StopReason::ToRunAgain: {
        const bool isOver = outcome == model::Outcome::Succeeded || outcome == model::Outcome::StopUnverified;
        return isOver ? std::nullopt : std::optional(base::Duration::zero());
    }
    case StopReason::ByPerson:
    case StopReason::ByRunLimit:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

void RunController::retryLater(model::TaskId task, const model::AttemptResult &result, base::Duration delay)
{
    TaskRecord &record = m_tasks[task.value];
    record.phase = TaskRecord::Phase::BetweenAttempts;
    record.wishes += record.stop == StopReason::ToRunAgain ? 1 : 0;
    record.stop = StopReason::None;
    record.lastResult = result;
    m_retries.add(task, delay);
    askPerson();
    publish(model::TaskStateChanged{
        task, model::TaskState::Queued, {}, record.attempt + 1, 0, m_services.clock.now()});
}

void RunController::retryDue()
{
    for (const model::TaskId task : m_retries.takeDue()) {
        TaskRecord &record = m_tasks[task.value];
        if (record.phase != TaskRecord::Phase::BetweenAttempts)
            continue;
        record.phase = TaskRecord::Phase::Waiting;
        m_gate.readmit(task);
    }
    admit();
}

/// For a task that holds no slot.
void RunController::endWaiting(model::TaskId task)
{
    const TaskRecord &record = m_tasks[task.value];
    if (record.phase == TaskRecord::Phase::Waiting)
        m_gate.withdraw(task);
    model::AttemptResult result = record.lastResult;
    if (record.attempt == 0)
        result.outcome = model::Outcome::Skipped;
    endTask(task, result, m_services.clock.now());
}

void RunController::endTask(model::TaskId task, const model::AttemptResult &result, base::Instant end)
{
    TaskRecord &record = m_tasks[task.value];
    record.phase = TaskRecord::Phase::Ended;
    --m_unfinished;
    m_statistics.addOutcome(result.outcome);
    publish(model::TaskFinished{task, record.slot, record.attempt, record.steps.resultStep(), result,
                                record.firstStarted, end});

    m_safeguards.taskEnded(task, result.outcome);
    m_gate.openUpTo(m_safeguards.openWave());
    askPerson();
}

void RunController::askPerson()
{
    if (const auto wave = m_safeguards.takeEndedWave()) {
        m_paused = true;
        Q_EMIT waveFinished(int(*wave) + 1, int(m_safeguards.waveCount()));
    }
    // Where nothing is left that could go on, there is nothing to decide.
    const bool somethingWaits = m_unfinished > m_atWork;
    if (const auto limit = somethingWaits ? m_safeguards.takeLimit() : std::nullopt)
        Q_EMIT limitReached(*limit);
}

void RunController::goOnAnyway(LimitFromNow limit)
{
    if (!m_safeguards.wasAskedAboutLimit() || m_endedByLimit)
        return;
    m_safeguards.goOn(limit == LimitFromNow::IsOff);
    askPerson();
    admit();
}

void RunController::endAfterLimit()
{
    if (!m_safeguards.wasAskedAboutLimit())
        return;
    m_endedByLimit = true;
    m_safeguards.retire();
    for (std::uint32_t id = 0; id < m_tasks.size(); ++id) {
        const TaskRecord::Phase phase = m_tasks[id].phase;
        if (phase == TaskRecord::Phase::Waiting || phase == TaskRecord::Phase::BetweenAttempts)
            endWaiting({id});
    }
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::publish(const model::TaskEvent &event) const
{
    for (const auto &listener : m_services.listeners)
        listener->taskEvent(event);
}

void RunController::endIfDone()
{
    if (m_ended || !m_started || m_unfinished > 0)
        return;
    m_ended = true;
    m_runLimit.stop();
    const base::Instant end = m_services.clock.now();
    model::RunSummary summary = m_statistics.summary(m_start, end);
    summary.outputBytes = m_mailbox->outputBytes();
    summary.stopped = m_stopped;
    summary.failureLimitReached = m_safeguards.isLimitReached();
    for (const auto &listener : m_services.listeners)
        listener->runFinished(summary, end);
    Q_EMIT finished(summary);
}

} // namespace regatta::engine
