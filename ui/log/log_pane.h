#pragma once

#include "core/base/error.h"
#include "core/model/task.h"
#include "core/spool/log_pattern.h"

#include <QAction>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QToolButton;

namespace regatta::model {
struct Manifest;
}

namespace regatta::ui {

class ElidedLabel;
class FindBar;
class LogFeed;
class LogView;
class RunLog;
class RunModel;

/// The log with what is needed to read it: whose it is, following, wrapping, only failures, finding, copying
/// and saving. GUI thread.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    explicit LogPane(QWidget *parent = nullptr);
    ~LogPane() override;

    /// See LogFeed::setLog().
    void setLog(RunLog *log, std::shared_ptr<const model::Manifest> manifest);
    /// Empty: all tasks, merged. Those that the log's run doesn't have are left out.
    void showTasks(const std::vector<model::TaskId> &tasks);
    /// Whose outcomes say what "only failures" means, and whether there is more to come; it outlives the
    /// pane.
    void watchFailures(const RunModel &tasks);

    LogFeed &feed() { return *m_feed; }
    LogView &view() { return *m_view; }

    QAction find;
    QAction findNext;
    QAction findPrevious;
    QAction copy;
    QAction copyWithColors;
    QAction save;
    QAction saveWithColors;
    QAction wrap;         ///< checkable
    QAction onlyFailures; ///< checkable

Q_SIGNALS:
    /// Instead of the selected ones.
    void allTasksRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *makeHead();
    void setUpActions();
    void setUp(QAction &action, const QString &text, const char *name, const QKeySequence &keys = {},
               const QString &tip = {});
    void connectActions();
    void connectFinding();
    void applyTasks();
    void takeFailures();
    std::vector<model::TaskId> failuresAmongTasks() const;
    bool isKnownToTheModel() const;
    void seeWhetherItIsOver();
    void setPattern(const spool::LogPattern &pattern);
    void goToMatch(bool forwards);
    void goToResult(qint64 row);
    void showMatches();
    void countMatches();
    void endFinding();
    void chooseFile(bool withColors);
    void describe();
    /// Empty while the run goes on: what has come is on its way to the disk all the time.
    QString completeness() const;
    void showWhetherItFollows();
    void showTrouble(const QString &sentence);

    LogFeed *const m_feed;
    LogView *const m_view;
    LogView *const m_results; // all matches, below
    FindBar *const m_findBar;
    ElidedLabel *const m_whose;
    QLabel *const m_trouble;
    QToolButton *const m_all; // while not all tasks are shown
    QToolButton *const m_follow;
    std::shared_ptr<const model::Manifest> m_manifest;
    std::vector<model::TaskId> m_tasks;
    std::optional<qint64> m_found; // the line of the match that was gone to last
    const RunModel *m_model = nullptr;
    std::vector<model::TaskId> m_failures;
    int m_failuresInSight = 0; // while no other tasks are shown
};

} // namespace regatta::ui
