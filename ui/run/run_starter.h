#pragma once

#include "core/engine/run_plan.h"
#include "core/history/profile_past.h"
#include "ui/run/window_services.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

class QWidget;

namespace regatta::ui {

class RunLog;
class RunModel;
class RunSession;

/// What a person wants to run.
struct RunRequest
{
    engine::RunPlan plan;
    QString parent = {}; ///< the run that this one retries, or empty
    QString key;         ///< tells profiles apart between runs: the file's path
    engine::ConnectionSettings connection;
    int parallel = 0;         ///< as the person has set it; 0: all at once
    bool isAgain = false;     ///< exactly what a past run was
    bool needsReview = false; ///< its file is not known to be the person's own
};

/// A run that begins with session->start(). The session goes before its log.
struct PreparedRun
{
    std::unique_ptr<RunLog> log;
    std::unique_ptr<RunSession> session;
};

/// What stands before a run: the question, and the place for what its hosts print. Remembers each profile's
/// last targets, and how long its tasks took. GUI thread.
class RunStarter : public QObject
{
    Q_OBJECT

public:
    /// Dialogs are `widget`'s, which owns the starter.
    RunStarter(const WindowServices &services, QWidget &widget);

    /// Shows what would happen; `confirmed` follows if that is wanted.
    void ask(const RunRequest &request);

    /// With an identity of its own, listeners and log; `tasks` shows the plan at once. Unset where there is
    /// no place for what the hosts print: that has been said.
    std::optional<PreparedRun> prepare(const RunRequest &request, RunModel &tasks);

    /// Asks the history what it knows of the profile, again whenever it has changed; pastKnown() follows.
    void followPast(const QString &key);
    /// "same targets as last run", or empty where no run is known.
    QString noteOnTargets(const QString &key, const engine::RunPlan &plan) const;

Q_SIGNALS:
    void confirmed(const regatta::ui::RunRequest &request);
    void pastKnown();

private:
    void lookUpPast();
    void setPast(const QString &key, const history::ProfilePast &past);
    void leaveProduction();
    void tellThatNothingRan(const base::Error &error);
    static model::RunIdentity newIdentity(const QString &parent);

    const WindowServices m_services;
    QWidget &m_widget;
    QString m_followed;
    QHash<QString, QStringList> m_lastTargets; // addresses, by key
    QHash<QString, std::vector<history::PastTask>> m_pastTasks;
};

} // namespace regatta::ui
