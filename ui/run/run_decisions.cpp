#include "ui/run/run_decisions.h"

#include "ui/run/run_actions.h"
#include "ui/run/run_model.h"
#include "ui/run/run_notices.h"
#include "ui/run/run_session.h"

namespace regatta::ui {

RunDecisions::RunDecisions(RunActions &actions, const RunModel &tasks, RunNotice &notice, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_tasks(tasks)
    , m_notice(notice)
{
    connect(&m_actions.pause, &QAction::triggered, this, [this](bool paused) {
        if (isRunning())
            m_session->setPaused(paused);
    });
    connect(&m_actions.nextWave, &QAction::triggered, &m_actions.pause, &QAction::trigger);
    connect(&m_actions.stopAll, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->stopAll();
    });
    connectLimit();
    connectStragglers();
}

void RunDecisions::connectLimit()
{
    using LimitFromNow = engine::RunController::LimitFromNow;
    connect(&m_actions.goOnPastLimit, &QAction::triggered, this,
            [this] { m_session->goOnAnyway(LimitFromNow::CountsAnew); });
    connect(&m_actions.liftLimit, &QAction::triggered, this,
            [this] { m_session->goOnAnyway(LimitFromNow::IsOff); });
    connect(&m_actions.endAtLimit, &QAction::triggered, this, [this] { m_session->endAfterLimit(); });
}

void RunDecisions::connectStragglers()
{
    connect(&m_actions.stopStragglers, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->stop(stragglers());
    });
    connect(&m_actions.rerunStragglers, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->runAgain(stragglers());
    });
    connect(&m_actions.leaveStragglers, &QAction::triggered, this, [this] {
        if (isRunning())
            m_session->leaveAlone(stragglers());
    });
}

bool RunDecisions::isRunning() const
{
    return m_session && m_session->isRunning();
}

std::vector<model::TaskId> RunDecisions::stragglers() const
{
    std::vector<model::TaskId> tasks;
    for (std::uint32_t id = 0; id < m_tasks.rows().size(); ++id) {
        if (m_tasks.rows()[id].straggling != engine::Straggling::No)
            tasks.push_back({id});
    }
    return tasks;
}

void RunDecisions::follow(RunSession *session)
{
    m_session = session;
    m_actions.pause.setChecked(false);
    connect(session, &RunSession::pausedChanged, &m_actions.pause, &QAction::setChecked);
    connect(session, &RunSession::pausedChanged, this, &RunDecisions::update);
    connect(session, &RunSession::limitChanged, this, &RunDecisions::update);
}

void RunDecisions::update()
{
    const bool running = isRunning();
    m_actions.pause.setEnabled(running);
    m_actions.stopAll.setEnabled(running);
    m_actions.nextWave.setEnabled(running && m_session->endedWave());
    for (QAction *decision : {&m_actions.goOnPastLimit, &m_actions.liftLimit, &m_actions.endAtLimit})
        decision->setEnabled(running && m_session->reachedLimit());
    for (QAction *action : {&m_actions.showStragglers, &m_actions.stopStragglers, &m_actions.rerunStragglers,
                            &m_actions.leaveStragglers})
        action->setEnabled(running && m_tasks.counts().stragglers > 0);
    m_notice.setNotice(m_session ? noticeFor(*m_session, m_tasks, m_actions) : std::nullopt);
}

} // namespace regatta::ui
