#pragma once

#include "core/model/manifest.h"
#include "ui/answers/answer_snapshot.h"
#include "ui/run/run_model.h"

#include <QAction>
#include <QThread>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLayout;
class QListView;
class QTableView;
class QToolButton;

namespace regatta::ui {

class AnswerList;
class AnswerTextModel;
class AnswersWorker;
class ElidedLabel;
class RunLog;

/// Who said the same: the groups of equal answers, what the chosen one says or how it differs from what most
/// said, and what can be done with its tasks. Reading, grouping and comparing go on elsewhere. GUI thread.
class AnswersPane : public QWidget
{
    Q_OBJECT

public:
    /// `tasks` outlives the pane.
    explicit AnswersPane(const RunModel &tasks, QWidget *parent = nullptr);
    ~AnswersPane() override;

    /// `log` may be null: nothing to show. It outlives the pane's interest in it: set another (or null)
    /// before it goes. `manifest` is that of the log's run; endings are taken from the model as long as it
    /// shows that run.
    void setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest);

    /// What can be done now: stopping only what runs, retrying only what has ended.
    void setRunning(bool running);

    std::vector<model::TaskId> chosenTasks() const;

Q_SIGNALS:
    void retryRequested(const std::vector<regatta::model::TaskId> &tasks);
    void stopRequested(const std::vector<regatta::model::TaskId> &tasks);
    /// Select them, and show what they printed.
    void logRequested(const std::vector<regatta::model::TaskId> &tasks);
    void profileRequested(const std::vector<regatta::model::TaskId> &tasks);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *makeBar();
    QWidget *makeGroups();
    QWidget *makeAnswer();
    QLayout *makeButtons(QWidget *parent);
    void makeActions();
    QAction *makeOption(const QString &text, const char *name, bool answers::AnswerOptions::*option);
    void setOption(bool answers::AnswerOptions::*option, bool on);
    void sendEndings();
    void showGroups(int generation, std::shared_ptr<const AnswerSnapshot> snapshot);
    void showAnswer(int generation, std::shared_ptr<const AnswerComparison> comparison);
    void selectChosen(const std::optional<answers::AnswerGroup> &current);
    void onChosen();
    void describe();
    void updateActions();
    void showWhatIsIgnored();
    void applyPalette();
    void copyHosts(bool folded);
    void copyText();

    const RunModel &m_tasks;
    QThread m_thread;
    AnswersWorker *const m_worker; // lives on m_thread, which deletes it when it ends
    int m_generation = 0;          // of the run that is shown: answers about an earlier one come too late
    RunLog *m_log = nullptr;
    std::shared_ptr<const model::Manifest> m_manifest;
    answers::AnswerOptions m_options;
    std::vector<bool> m_isEndingSent; // by TaskId
    std::shared_ptr<const AnswerSnapshot> m_snapshot;
    std::vector<answers::AnswerGroup> m_chosen; // the first of them is the one that is compared
    bool m_isRunning = false;
    bool m_isShowing = false; // we change the list, not a person

    AnswerList *const m_groups;
    AnswerTextModel *const m_text;
    ElidedLabel *m_summary = nullptr;
    QToolButton *m_failuresFirst = nullptr;
    QToolButton *m_ignore = nullptr;
    QToolButton *m_difference = nullptr;
    QTableView *m_list = nullptr;
    QListView *m_answer = nullptr;
    QAction m_retry;
    QAction m_stop;
    QAction m_copyFolded;
    QAction m_copyList;
    QAction m_openLog;
    QAction m_newProfile;
};

} // namespace regatta::ui
