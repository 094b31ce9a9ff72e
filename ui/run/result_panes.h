#pragma once

#include "ui/run/run_model.h"

#include <QSplitter>

#include <memory>

class QTabWidget;

namespace regatta::ui {

class AnswersPane;
class DetailsView;
class LogPane;
class RunLog;
class TimelinePane;

/// Below the table: Log, Answers and Details on the left, the timeline on the right.
class ResultPanes : public QSplitter
{
    Q_OBJECT

public:
    /// `tasks` outlives the panes.
    explicit ResultPanes(RunModel &tasks, QWidget *parent = nullptr);

    LogPane &log() { return *m_log; }
    AnswersPane &answers() { return *m_answers; }
    DetailsView &details() { return *m_details; }
    TimelinePane &timeline() { return *m_timeline; }

    /// What the log and the answers read; null: nothing. It stays until the next one is set.
    void setLog(RunLog *log, const std::shared_ptr<const model::Manifest> &manifest);
    /// Brings the log to the front, and gives it the keys.
    void showLog();
    /// What the details and the log are about.
    void setTasks(const std::vector<model::TaskId> &tasks);

private:
    QTabWidget *addTabs(const char *name);

    QTabWidget *m_leftTabs = nullptr;
    QTabWidget *m_rightTabs = nullptr;
    LogPane *m_log = nullptr;
    AnswersPane *m_answers = nullptr;
    DetailsView *m_details = nullptr;
    TimelinePane *m_timeline = nullptr;
};

} // namespace regatta::ui
