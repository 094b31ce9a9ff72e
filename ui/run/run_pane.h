#pragma once

#include "ui/run/run_actions.h"
#include "ui/run/run_model.h"
#include "ui/run/run_session.h"
#include "ui/run/window_services.h"

#include <QHash>
#include <QWidget>

#include <memory>
#include <optional>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace regatta::ui {

class AnswersPane;
class DetailsView;
class DiskNotice;
class EmptyPage;
class FilterBar;
class LimitBar;
class LogPane;
class PastRunBar;
struct PastRun;
class RunHeader;
class RunLog;
class TaskStrip;
class TaskTable;
class TimelinePane;

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

    /// Without a question: for the demo, whose hosts are our own.
    void runWithoutAsking();

    /// Shows a run that is over, with what it printed, until another profile is set. Run then runs exactly
    /// this again. Not while something runs.
    void showPastRun(std::shared_ptr<const PastRun> run);
    /// Says so if what is shown is among them; it stays in sight.
    void onRunsRemoved(const QStringList &runs);
    const PastRun *pastRun() const { return m_past.get(); }

    bool isRunning() const { return m_session && m_session->isRunning(); }
    RunActions &actions() { return m_actions; }
    RunModel &tasks() { return m_tasks; }
    TaskTable &table() { return *m_table; }
    RunSession *session() const { return m_session.get(); }
    const model::Profile &profile() const { return m_profile; }

    /// Where the panes below the table go: Log, Answers, Details on the left, Timeline on the right.
    QTabWidget &leftTabs() { return *m_leftTabs; }
    QTabWidget &rightTabs() { return *m_rightTabs; }

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
    void demoRequested();
    void openRequested();
    void hostsRequested();
    void sshConfigRequested();
    void hostsFileRequested();

private:
    void build();
    QWidget *makeTaskArea();
    QWidget *makeBottom();
    void connectActions();
    void connectRetries();
    void connectAnswers();
    void connectPastRun();
    void leavePastRun();
    void showLogOf(const std::vector<model::TaskId> &tasks);
    void jumpTo(model::TaskId task);
    void connectParts();
    void showPlan();
    QString noteOnTargets() const;
    void showPlannedTasks();
    /// `parent` is the run that this one retries, or empty.
    void askAndRun(const engine::RunPlan &plan, const QString &parent);
    void begin(const engine::RunPlan &plan, const QString &parent);
    void retry(const std::vector<model::TaskId> &tasks);
    void showPreview();
    void tellThatNothingRan(const base::Error &error);
    void onFinished();
    void onParallelChosen(int parallel);
    void updateActions();
    model::RunIdentity newIdentity(const QString &parent) const;

    const WindowServices m_services;
    RunActions m_actions;
    RunModel m_tasks;
    model::Profile m_profile;
    QString m_key;
    engine::ConnectionSettings m_connection;
    std::shared_ptr<const PastRun> m_past;      // shown, or run again since; its plan counts then
    std::optional<engine::RunPlan> m_shownPlan; // of the run in the table, if there is one
    std::optional<engine::RunPlan> m_plan;      // of the profile as it is now; unset if it is unsound
    QHash<QString, QStringList> m_lastTargets;  // addresses, by key
    std::unique_ptr<RunLog> m_log;              // of m_session; outlives it
    std::unique_ptr<RunSession> m_session;

    RunHeader *m_header = nullptr;
    PastRunBar *m_pastBar = nullptr;
    DiskNotice *m_diskNotice = nullptr;
    LimitBar *m_limitBar = nullptr;
    TaskStrip *m_strip = nullptr;
    FilterBar *m_filter = nullptr;
    TaskTable *m_table = nullptr;
    QStackedWidget *m_tableOrHint = nullptr;
    LogPane *m_logPane = nullptr;
    AnswersPane *m_answers = nullptr;
    DetailsView *m_details = nullptr;
    TimelinePane *m_timeline = nullptr;
    QTabWidget *m_leftTabs = nullptr;
    QTabWidget *m_rightTabs = nullptr;
    QSplitter *m_rows = nullptr;
    QSplitter *m_bottom = nullptr;
};

} // namespace regatta::ui
