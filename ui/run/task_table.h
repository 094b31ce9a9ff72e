#pragma once

#include "ui/run/task_order.h"

#include <QTableView>
#include <QTimer>

#include <optional>
#include <vector>

class QMenu;

namespace regatta::ui {

/// The table of tasks. No row moves while the pointer is in it; durations that grow are redrawn for the rows
/// on the screen alone, and only while a run goes on.
class TaskTable : public QTableView
{
    Q_OBJECT

public:
    explicit TaskTable(RunModel &tasks, QWidget *parent = nullptr);

    TaskOrder &order() { return m_order; }

    /// In the order of the table.
    std::vector<model::TaskId> selectedTasks() const;
    void selectTasks(const std::vector<model::TaskId> &tasks);

    /// Makes it current and visible; a filter that hides it stays, and then nothing happens: false.
    bool jumpTo(model::TaskId task);
    /// From the current row on, around the end.
    void jumpToNextFailure();

    /// Selected rows, or all: tab-separated, a header line, plain text.
    QString rowsAsText() const;
    void copySelected();

    /// Redraws growing durations twice a second.
    void setTicking(bool ticking);

    /// Which columns there are to show or hide, as checkable actions. The caller owns the menu.
    void fillColumnMenu(QMenu &menu);

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);
    void showDefaultColumns();

Q_SIGNALS:
    void selectedTasksChanged();

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpRows();
    void setUpColumns();
    void keepSelectionOverResets();
    /// What a person has selected and sees stays at its place on the screen while the others are reordered.
    void keepChosenRowInPlace();
    void redrawDurations();
    /// Columns as the tasks need them: names as long as they are, no items where there is no matrix.
    void fitColumns();
    void fitWidth(int column, int &fitted);
    /// The last line takes the width that is left; the last column if the last line is hidden or `except`.
    void fillWidth(int except);

    TaskOrder m_order;
    QTimer m_tick;
    std::vector<model::TaskId> m_kept;  // selected before a reset of the order
    std::optional<int> m_placeOfChosen; // rows below the top one
    int m_fittedHost = 0;               // widths that were ours: what a person has set stays
    int m_fittedItem = 0;
    bool m_wantsItem = true;
    bool m_isReordering = false;
    bool m_isFillingWidth = false;
};

} // namespace regatta::ui
