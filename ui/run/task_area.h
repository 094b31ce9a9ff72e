#pragma once

#include "core/model/task.h"

#include <QWidget>

#include <vector>

class QLabel;
class QStackedWidget;

namespace regatta::ui {

class EmptyPage;
class FilterBar;
class LimitMeter;
class RunActions;
class RunModel;
class RunSession;
class TaskStrip;
class TaskTable;

/// The strip of cells, the filter, and the table, or, where there are no tasks, what can be done about that.
/// Escape steps back: from the tasks that are selected, then from the filter.
class TaskArea : public QWidget
{
    Q_OBJECT

public:
    /// `tasks` outlives the area.
    TaskArea(RunModel &tasks, RunActions &actions, QWidget *parent = nullptr);

    TaskTable &table() { return *m_table; }
    EmptyPage &emptyPage() { return *m_empty; }

    /// The run whose tasks these are from now on.
    void follow(const RunSession &run);
    /// Selects them; a filter that hides one of them goes away.
    void select(const std::vector<model::TaskId> &tasks);
    /// The same with one, which is scrolled to and gets the keys.
    void jumpTo(model::TaskId task);
    void focusFilter();
    void showStragglers();
    void focusTasks();

private:
    void connectParts(RunModel &tasks);
    QWidget *makeNothingFound();
    void showWhatIsFound(const RunModel &tasks);
    void stepBack();

    TaskStrip *m_strip = nullptr;
    LimitMeter *m_limit = nullptr;
    FilterBar *m_filter = nullptr;
    TaskTable *m_table = nullptr;
    EmptyPage *m_empty = nullptr;
    QWidget *m_nothingFound = nullptr; // instead of a table without rows
    QLabel *m_found = nullptr;
    QStackedWidget *m_tableOrHint = nullptr;
};

} // namespace regatta::ui
