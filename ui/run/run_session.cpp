#include "ui/run/run_session.h"

#include "ui/run/session_mailbox.h"

#include <algorithm>
#include <span>
#include <utility>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto turnInterval =
    33ms;                        ///< between two batches: thirty times a second is as fast as an eye follows
constexpr auto turnBudget = 4ms; ///< of work a turn; what is left waits for the next one
constexpr size_t slice = 64;     ///< updates between two looks at the time

base::Instant steadyNow()
{
    return base::SteadyClock().now();
}

} // namespace

RunSession::RunSession(engine::RunPlan plan, RunModel &model, const WindowServices &services,
                       std::vector<std::shared_ptr<engine::RunListener>> listeners,
                       std::shared_ptr<base::OutputBudget> budget, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_model(model)
    , m_stragglers(model, services.clock, services.settings)
    , m_mailbox(std::make_shared<SessionMailbox>())
    , m_hub(std::make_shared<engine::UpdateHub>([mailbox = m_mailbox] { mailbox->wake(); }))
    , m_parallel(m_plan.manifest()->profile.parallel)
{
    m_turn.setSingleShot(true);
    m_turn.setTimerType(Qt::PreciseTimer);
    connect(&m_turn, &QTimer::timeout, this, &RunSession::takeTurn);
    connect(m_mailbox.get(), &SessionMailbox::woken, this, &RunSession::scheduleTurn, Qt::QueuedConnection);
    connect(m_mailbox.get(), &SessionMailbox::started, &m_model, &RunModel::begin, Qt::QueuedConnection);
    connect(m_mailbox.get(), &SessionMailbox::ended, this, &RunSession::onEnded, Qt::QueuedConnection);

    listeners.insert(listeners.begin(), {m_hub, m_mailbox});
    engine::RunServices runServices{services.transport(m_plan.manifest()->profile.transport), services.clock,
                                    std::move(budget), std::move(listeners), services.lookUpHosts};
    m_controller = new engine::RunController(m_plan, std::move(runServices));
    connect(m_controller, &engine::RunController::waveFinished, this, &RunSession::onWaveFinished);
    connect(m_controller, &engine::RunController::limitReached, this, &RunSession::onLimitReached);
    m_controller->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_controller, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_model.reset(m_plan.manifest());
}

RunSession::~RunSession()
{
    if (!m_thread.isRunning()) {
        delete m_controller;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void RunSession::start()
{
    Q_ASSERT(!m_started);
    m_started = true;
    m_stragglers.begin(m_usual.byTask);
    m_thread.start();
    QMetaObject::invokeMethod(m_controller, &engine::RunController::start, Qt::QueuedConnection);
}

void RunSession::setParallel(int parallel)
{
    if (parallel == m_parallel)
        return;
    m_parallel = parallel;
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, parallel] { controller->setParallel(parallel); },
        Qt::QueuedConnection);
    Q_EMIT parallelChanged(parallel);
}

void RunSession::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_endedWave.reset();
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, paused] { controller->setPaused(paused); },
        Qt::QueuedConnection);
    Q_EMIT pausedChanged(paused);
}

void RunSession::setHeld(bool held)
{
    if (std::exchange(m_held, held) == held)
        return;
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, held] { controller->setHeld(held); }, Qt::QueuedConnection);
}

void RunSession::onWaveFinished(int wave, int waves)
{
    m_paused = true; // the controller has done it already
    m_endedWave = {wave, waves};
    Q_EMIT pausedChanged(true);
}

void RunSession::onLimitReached(const engine::LimitReached &limit)
{
    m_reachedLimit = limit;
    Q_EMIT limitChanged();
}

void RunSession::limitIsSettled()
{
    if (std::exchange(m_reachedLimit, std::nullopt))
        Q_EMIT limitChanged();
}

void RunSession::goOnAnyway(engine::RunController::LimitFromNow limit)
{
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, limit] { controller->goOnAnyway(limit); },
        Qt::QueuedConnection);
    m_isLimitOff = limit == engine::RunController::LimitFromNow::IsOff;
    m_forgiven.clear();
    for (const TaskRow &row : m_model.rows())
        m_forgiven.push_back(row.isFinished());
    limitIsSettled();
}

bool RunSession::countsAgainstLimit(model::TaskId task) const
{
    return m_forgiven.empty() || !m_forgiven[task.value];
}

void RunSession::endAfterLimit()
{
    QMetaObject::invokeMethod(m_controller, &engine::RunController::endAfterLimit, Qt::QueuedConnection);
    limitIsSettled();
}

void RunSession::stop(std::vector<model::TaskId> tasks)
{
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, tasks = std::move(tasks)] { controller->stop(tasks); },
        Qt::QueuedConnection);
}

void RunSession::runAgain(std::vector<model::TaskId> tasks)
{
    QMetaObject::invokeMethod(
        m_controller, [controller = m_controller, tasks = std::move(tasks)] { controller->runAgain(tasks); },
        Qt::QueuedConnection);
}

void RunSession::stopAll()
{
    QMetaObject::invokeMethod(m_controller, &engine::RunController::stopAll, Qt::QueuedConnection);
    limitIsSettled();
}

void RunSession::scheduleTurn()
{
    if (!m_turn.isActive())
        m_turn.start(turnInterval);
}

void RunSession::takeTurn()
{
    // While something is carried over the hub goes on merging: memory stays bounded by the number of tasks.
    if (m_applied == m_batch.size()) {
        m_batch = m_hub->take();
        m_applied = 0;
        m_pace = m_hub->pace();
        m_stragglers.take(m_batch);
    }
    if (m_batch.empty()) {
        endIfDrained();
        return;
    }

    const base::Instant deadline = steadyNow() + turnBudget;
    do {
        const size_t count = std::min(slice, m_batch.size() - m_applied);
        m_model.merge(std::span(m_batch).subspan(m_applied, count));
        m_applied += count;
    } while (m_applied < m_batch.size() && steadyNow() < deadline);
    if (m_applied == m_batch.size())
        m_stragglers.look();
    m_model.announce();
    Q_EMIT progressed();
    scheduleTurn();
}

void RunSession::onEnded(const model::RunSummary &summary, base::Instant time)
{
    m_ended = summary;
    m_endTime = time;
    scheduleTurn();
}

void RunSession::endIfDrained()
{
    if (!m_ended || m_summary)
        return;
    m_summary = m_ended;
    limitIsSettled();
    m_model.end(m_endTime);
    Q_EMIT finished(*m_summary);
}

} // namespace regatta::ui
