#pragma once

#include "ui/run/run_actions.h"
#include "ui/run/run_model.h"
#include "ui/run/run_session.h"
#include "ui/run/run_starter.h"
#include "ui/run/window_services.h"

#include <QWidget>

#include <memory>
#include <optional>

class QSplitter;

namespace regatta::ui {

class DiskNotice;
class EmptyPage;
class PastRunBar;
struct PastRun;
class ResultPanes;
class RunDecisions;
class RunHeader;
class RunLog;
class TaskArea;
class TaskTable;

/// The middle of the window: one profile, and the run of it that goes on or was the last. Everything that
/// starts, stops or retries a run goes through here. GUI thread.
class RunPane : public QWidget
{
    Q_OBJECT

public:
    explicit RunPane(const WindowServices &services, QWidget *parent = nullptr);
    ~RunPane() override;

    /// Shows what a run of it would do; runs nothing. While a run goes on, that stays in the table. `key`
    /// tells profiles apart between runs: the file's path.
    void setProfile(model::Profile profile, const QString &key, const engine::ConnectionSettings &connection);

    /// Its file is not known to be the person's own: said in the header, and asked about before it runs.
    void setNeedsReview(bool needsReview);

    /// Without a question: for the demo, whose hosts are our own.
    void runWithoutAsking();

    /// Shows a run that is over, with what it printed, until another profile is set. Run then runs exactly
    /// this again. Not while something runs.
    void showPastRun(std::shared_ptr<const PastRun> run);
    /// Says so if what is shown is among them; it stays in sight.
    void onRunsRemoved(const QStringList &runs);
    /// In sight, or run again since.
    const PastRun *pastRun() const { return m_past.get(); }
    bool isPastRunInSight() const;
    /// The id of the run whose tasks are in the table; empty: they are those of the profile.
    QString runInSight() const;

    bool isRunning() const { return m_session && m_session->isRunning(); }
    RunActions &actions() { return m_actions; }
    RunModel &tasks() { return m_tasks; }
    TaskTable &table() const;
    EmptyPage &emptyPage();
    PastRunBar &pastRunBar() { return *m_pastBar; }
    RunSession *session() const { return m_session.get(); }
    const model::Profile &profile() const { return m_profile; }

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);

    /// Keys go to the table, or to what stands there while it is empty.
    void focusTasks();

Q_SIGNALS:
    /// The session lives until the next one begins.
    void runStarted(regatta::ui::RunSession *session);
    void runFinished(regatta::ui::RunSession *session);
    void parallelChosen(int parallel);
    /// A new one, to be edited and saved.
    void profileMade(const regatta::model::Profile &profile);
    /// The profile of the past run that is shown, to be edited.
    void copyRequested(const regatta::model::Profile &profile);
    void pastRunClosed();
    /// There is another pastRun() or none, or it is in sight no more.
    void pastRunChanged();
    /// A person has confirmed that they did.
    void reviewed();

private:
    void build();
    void connectActions();
    void connectRetries();
    void connectAnswers();
    void connectPastRun();
    void leavePastRun();
    void forgetRun();
    void showLogOf(const std::vector<model::TaskId> &tasks);
    void connectParts();
    void makePlan();
    bool isStillAboutTheSame() const;
    void showPlan();
    void showPlanInHeader();
    void showNeedsReview();
    void showPlannedTasks();
    void askToRun();
    void showProblems(const QList<engine::PlanProblem> &problems);
    void ask(const engine::RunPlan &plan, const QString &parent = {});
    void begin(const RunRequest &request);
    void connectSession();
    void retry(const std::vector<model::TaskId> &tasks);
    void showPreview();
    void onFinished();
    void onParallelChosen(int parallel);
    void updateActions();
    void updateRetries();

    RunStarter *const m_starter;
    RunActions m_actions;
    RunModel m_tasks;
    model::Profile m_profile;
    QString m_key;
    QMap<QString, QString> m_answers; // to profiles' questions, by name
    bool m_needsReview = false;
    engine::ConnectionSettings m_connection;
    std::shared_ptr<const PastRun> m_past;      // shown, or run again since; its plan counts then
    std::optional<engine::RunPlan> m_shownPlan; // of the run in the table, if there is one
    std::optional<engine::RunPlan> m_plan;      // of the profile as it is now; unset if it is unsound
    std::optional<engine::RunPlan> m_lastSound; // m_plan, or the one before the profile became unsound
    std::unique_ptr<RunLog> m_log;              // of m_session; outlives it
    std::unique_ptr<RunSession> m_session;

    RunHeader *m_header = nullptr;
    PastRunBar *m_pastBar = nullptr;
    DiskNotice *m_diskNotice = nullptr;
    RunDecisions *m_decisions = nullptr;
    TaskArea *m_area = nullptr;
    ResultPanes *m_results = nullptr;
    QSplitter *m_rows = nullptr;
};

} // namespace regatta::ui
