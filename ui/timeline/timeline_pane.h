#pragma once

#include "core/model/task.h"

#include <QWidget>

namespace regatta::ui {

class CornerLabel;
class RunModel;
class TimelineView;

/// The timeline, and a line that says it in numbers: effective parallelism, and the task that took longest.
/// GUI thread.
class TimelinePane : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePane(const RunModel &tasks, QWidget *parent = nullptr);

    /// The run's limit now; 0: all at once.
    void setParallel(int parallel);

    /// For the corner of the tabs that the pane stands in.
    CornerLabel &headline() { return *m_headline; }

Q_SIGNALS:
    void taskClicked(regatta::model::TaskId task);

private:
    void updateHeadline();

    const RunModel &m_tasks;
    CornerLabel *const m_headline;
    TimelineView *const m_view;
    int m_parallel = 0;
};

} // namespace regatta::ui
