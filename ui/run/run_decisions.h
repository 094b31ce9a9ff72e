#pragma once

#include "core/model/task.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace regatta::ui {

class RunActions;
class RunModel;
class RunNotice;
class RunSession;

/// What a person may tell a run that goes on: pause, stop, the next wave, its limit, its stragglers; and the
/// notice that asks for it. GUI thread.
class RunDecisions : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this.
    RunDecisions(RunActions &actions, const RunModel &tasks, RunNotice &notice, QObject *parent);

    /// The run that decisions are about from now on.
    void follow(RunSession *session);
    /// Which of them are possible, and what is to be decided.
    void update();

private:
    void connectLimit();
    void connectStragglers();
    bool isRunning() const;
    std::vector<model::TaskId> stragglers() const;

    RunActions &m_actions;
    const RunModel &m_tasks;
    RunNotice &m_notice;
    QPointer<RunSession> m_session;
};

} // namespace regatta::ui
