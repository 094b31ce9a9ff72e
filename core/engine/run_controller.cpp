#include "core/engine/run_controller.h"

#include "core/engine/amounts.h"
#include "core/engine/host_answers_mailbox.h"
#include "core/engine/step_mailbox.h"
#include "core/engine/step_observer.h"
#include "core/engine/step_sequence.h"

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
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

bool isFailure(model::Outcome outcome)
{
    using enum model::Outcome;
    return outcome != Succeeded && outcome != Skipped && outcome != Cancelled && outcome != StopUnverified;
}

transport::ExecutionId nextExecutionId()
{
    static std::atomic<std::uint64_t> last = 0;
    return {++last};
}

} // namespace

struct RunController::TaskRecord
{
    enum class Phase { Waiting, AtWork, BetweenAttempts, Ended };

    Phase phase = Phase::Waiting;
    std::optional<model::Slot> slot; // of the last attempt; unset while it stands aside
    int attempt = 0;
    StepSequence steps; // of the last attempt
    transport::ExecutionId execution;
    std::shared_ptr<StepObserver> observer; // of the execution
    model::AttemptTimes times;              // over all steps of the attempt
    std::optional<base::Instant> firstStarted;
    model::AttemptResult lastResult; // of an attempt that another one is to follow
    bool stopRequested = false;
};

RunController::RunController(RunPlan plan, RunServices services, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_services(std::move(services))
    , m_gate(targetsByTask(*m_plan.manifest()), m_plan.manifest()->profile.parallel,
             m_plan.manifest()->profile.parallelPerTarget)
    , m_tasks(m_plan.manifest()->taskCount())
    , m_mailbox(std::make_shared<StepMailbox>())
    , m_hostAnswers(std::make_shared<HostAnswersMailbox>())
    , m_unfinished(m_tasks.size())
    , m_retryPolicy(m_plan.manifest()->profile.retry)
    , m_retries(m_services.clock, this)
    , m_waveEnds(m_plan.waveEnds())
    , m_failureLimit(amount(m_plan.manifest()->profile.stopAfterFailures, int(m_tasks.size())))
{
    connect(m_mailbox.get(), &StepMailbox::filled, this, &RunController::takeNews, Qt::QueuedConnection);
    if (!m_waveEnds.empty())
        m_gate.openUpTo(m_waveEnds.front());
    m_unfinishedOfWave.resize(m_waveEnds.size());
    for (std::uint32_t id = 0; id < m_tasks.size(); ++id)
        ++m_unfinishedOfWave[waveOf({id})];
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
    lookUpHosts();
    admit();
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::lookUpHosts()
{
    if (!m_services.lookUpHosts || m_plan.manifest()->profile.transport == model::TransportKind::Local)
        return;
    m_waitsForHosts = true;
    m_services.lookUpHosts(m_plan.sshConfigFile(), m_plan.hostQueries(),
                           [mailbox = m_hostAnswers](std::vector<transport::HostAnswer> answers) {
                               mailbox->post(std::move(answers));
                           });
}

void RunController::takeHostAnswers()
{
    m_plan = m_plan.withHostAnswers(m_hostAnswers->take());
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
    for (const model::TaskId task : tasks) {
        TaskRecord &record = m_tasks[task.value];
        switch (record.phase) {
        case TaskRecord::Phase::Waiting:
        case TaskRecord::Phase::BetweenAttempts:
            endWaiting(task);
            break;
        case TaskRecord::Phase::AtWork:
            record.stopRequested = true;
            m_services.transport.stop(record.execution);
            break;
        case TaskRecord::Phase::Ended:
            break;
        }
    }
    QMetaObject::invokeMethod(this, &RunController::endIfDone, Qt::QueuedConnection);
}

void RunController::stopAll()
{
    m_stopped = true;
    std::vector<model::TaskId> all;
    all.reserve(m_tasks.size());
    for (std::uint32_t id = 0; id < m_tasks.size(); ++id)
        all.push_back(model::TaskId{id});
    stop(all);
}

void RunController::admit()
{
    if (!m_started || m_paused || m_held || m_stopped || m_waitsForHosts)
        return;
    while (const auto admission = m_gate.returnNext())
        resume(*admission);
    while (const auto admission = m_gate.admitNext()) {
        TaskRecord &record = m_tasks[admission->task.value];
        record.phase = TaskRecord::Phase::AtWork;
        record.slot = admission->slot;
        ++record.attempt;
        record.steps = {};
        record.times = {};
        startStep(admission->task);
    }
}

void RunController::startStep(model::TaskId task)
{
    const model::Manifest &manifest = *m_plan.manifest();
    TaskRecord &record = m_tasks[task.value];
    const int step = record.steps.current();
    record.execution = nextExecutionId();
    const base::Expected<transport::Endpoint> endpoint = m_plan.endpoint(task);
    if (!endpoint)
        return failBeforeStart(task, endpoint.error());
    if (record.steps.isFirst())
        publishRoute(task, *endpoint);
    const QString command = m_plan.commandLine(task, step, record.attempt, *record.slot);
    // The plan has tried every line; only a user name of the ssh configuration came later.
    if (command.isEmpty())
        return failBeforeStart(task, {base::ErrorCode::UnquotablePlaceholder, endpoint->user});

    transport::Execution execution;
    execution.id = record.execution;
    execution.endpoint = *endpoint;
    execution.command = command.toUtf8();
    execution.timeouts = manifest.profile.timeouts;
    execution.timeouts.step = manifest.profile.steps[step].timeout.value_or(manifest.profile.timeouts.step);
    // The profile's own value stands above the configuration's; one that it doesn't say does not.
    const bool isConfigured = endpoint->options && endpoint->options->connectTimeout &&
                              execution.timeouts.connect == model::Timeouts{}.connect;
    if (isConfigured)
        execution.timeouts.connect = *endpoint->options->connectTimeout;
    execution.budget = m_services.budget;
    execution.standsAside = true;
    record.observer = std::make_shared<StepObserver>(
        StepObserver::Work{task, record.slot, record.attempt, step}, m_services.listeners, m_mailbox);
    execution.observer = record.observer;
    m_services.transport.start(std::move(execution));
}

void RunController::publishRoute(model::TaskId task, const transport::Endpoint &endpoint) const
{
    const model::TransportKind asked = m_plan.manifest()->profile.transport;
    const bool isDiverted = asked == model::TransportKind::LibSsh && !endpoint.onlyOpenSsh.isEmpty();
    publish(model::TaskRouted{task, m_plan.reachedAs(task),
                              isDiverted ? model::TransportKind::OpenSsh : asked,
                              isDiverted ? endpoint.onlyOpenSsh : QString(), m_services.clock.now()});
}

/// The result goes the way of all others, so that nothing ends within the call that began it.
void RunController::failBeforeStart(model::TaskId task, const base::Error &error)
{
    const base::Instant now = m_services.clock.now();
    model::AttemptResult result;
    result.outcome = model::Outcome::Unreachable;
    result.error = error;
    result.times.started = now;
    result.times.finished = now;
    m_mailbox->post({task, m_tasks[task.value].execution, StepNews::Kind::Finished, result});
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
    record.observer->setSlot(admission.slot);
    const QString command =
        m_plan.commandLine(admission.task, record.steps.current(), record.attempt, admission.slot);
    m_services.transport.goOn(record.execution, command.toUtf8());
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

    if (record.steps.moveOn(m_plan.manifest()->profile.steps, result, record.stopRequested))
        return startStep(task);
    model::AttemptResult whole = record.steps.result();
    whole.times = times;
    finishAttempt(task, whole);
}

void RunController::finishAttempt(model::TaskId task, const model::AttemptResult &result)
{
    TaskRecord &record = m_tasks[task.value];
    const base::Instant end = result.times.finished.value_or(m_services.clock.now());
    m_gate.release(task, record.slot);
    const auto begun = result.times.resumed ? result.times.resumed : result.times.started;
    if (begun && record.slot)
        m_statistics.addBusy(*record.slot, *begun, end);
    if (!record.firstStarted)
        record.firstStarted = result.times.started;

    const bool mayRetry = !record.stopRequested && !m_stopped && !m_failureLimitReached;
    const auto delay = m_retryPolicy.delayAfter(record.attempt, result.outcome,
                                                QRandomGenerator::global()->generateDouble());
    if (mayRetry && delay)
        retryLater(task, result, *delay);
    else
        endTask(task, result, end);
}

void RunController::retryLater(model::TaskId task, const model::AttemptResult &result, base::Duration delay)
{
    TaskRecord &record = m_tasks[task.value];
    record.phase = TaskRecord::Phase::BetweenAttempts;
    record.lastResult = result;
    m_retries.add(task, delay);
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

    if (isFailure(result.outcome))
        ++m_failures;
    if (m_failureLimit && m_failures >= *m_failureLimit && !m_failureLimitReached)
        stopDispatching();
    if (--m_unfinishedOfWave[waveOf(task)] == 0)
        openNextWave();
}

/// What runs may finish; what has not begun is skipped.
void RunController::stopDispatching()
{
    m_failureLimitReached = true;
    for (std::uint32_t id = 0; id < m_tasks.size(); ++id) {
        const TaskRecord::Phase phase = m_tasks[id].phase;
        if (phase == TaskRecord::Phase::Waiting || phase == TaskRecord::Phase::BetweenAttempts)
            endWaiting({id});
    }
}

/// If the open wave is over. Those that a stop has emptied already are passed by.
void RunController::openNextWave()
{
    const size_t ended = m_wave;
    while (m_wave + 1 < m_waveEnds.size() && m_unfinishedOfWave[m_wave] == 0)
        ++m_wave;
    if (m_wave == ended)
        return;
    m_gate.openUpTo(m_waveEnds[m_wave]);
    const bool hasWork = m_unfinishedOfWave[m_wave] > 0 && !m_stopped && !m_failureLimitReached;
    if (!hasWork || !m_plan.manifest()->profile.approveWaves)
        return;
    m_paused = true;
    Q_EMIT waveFinished(int(ended) + 1, int(m_waveEnds.size()));
}

size_t RunController::waveOf(model::TaskId task) const
{
    return size_t(std::upper_bound(m_waveEnds.begin(), m_waveEnds.end(), task) - m_waveEnds.begin());
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
    const base::Instant end = m_services.clock.now();
    model::RunSummary summary = m_statistics.summary(m_start, end);
    summary.outputBytes = m_mailbox->outputBytes();
    summary.stopped = m_stopped;
    summary.failureLimitReached = m_failureLimitReached;
    for (const auto &listener : m_services.listeners)
        listener->runFinished(summary, end);
    Q_EMIT finished(summary);
}

} // namespace regatta::engine
