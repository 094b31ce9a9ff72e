#pragma once

#include "ui/run/run_model.h"

#include <QWidget>

namespace regatta::ui {

struct Theme;

/// One cell a task, in the order of the plan. Where there are more tasks than room, neighbours share a cell,
/// which shows how many of them are in which group. A click asks to jump to the (worst) task.
class TaskStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TaskStrip(const RunModel &tasks, QWidget *parent = nullptr);

    QSize sizeHint() const override;

    int cellCount() const;
    /// The worst of the cell's tasks; the first of those.
    model::TaskId worstOfCell(int cell) const;
    RunCounts countsOfCell(int cell) const;
    int cellAt(int x) const;

Q_SIGNALS:
    void taskClicked(regatta::model::TaskId task);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF cellRect(int cell) const;
    void paintShares(QPainter &painter, const Theme &theme, int cell, const QRectF &where) const;
    QString toolTipOf(int cell) const;
    void describe();

    const RunModel &m_tasks;
};

} // namespace regatta::ui
