#pragma once

#include "ui/timeline/lane_layout.h"
#include "ui/timeline/time_axis.h"
#include "ui/timeline/timeline_legend.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>

namespace regatta::ui {

class RunModel;

/// A lane for each slot, a bar for each task, and below them how many were at work at each moment: the
/// picture that tells whether a run was parallel. Paints only the lanes that are visible. While nothing runs,
/// nothing ticks. GUI thread.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(const RunModel &tasks, QWidget *parent = nullptr);

    /// The limit that the busy curve is drawn against; 0: none.
    void setParallel(int parallel);

    const LaneLayout &layoutOfLanes();
    /// The task whose bar is at this point of the viewport.
    std::optional<model::TaskId> taskAt(const QPoint &point);

Q_SIGNALS:
    void taskClicked(regatta::model::TaskId task);
    /// The layout was worked out anew.
    void layoutChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void markDirty();
    void onTasksChanged();
    void refresh();
    void updateScrollBar();
    void showToolTip(const QPoint &at, const QPoint &global);

    int laneHeight() const;
    /// Works out what depends on the widths of words.
    void measure();
    bool hasRoomFor(const TimelineLegend &legend) const;
    int curveHeight() const;
    QString busyLabel() const;
    int footHeight() const;
    QRect laneArea() const;
    QRectF busyArea(const TimeAxis &axis) const;
    TimeAxis axis() const;

    void paintLanes(QPainter &painter, const Theme &theme, const TimeAxis &axis);
    void paintBar(QPainter &painter, const Theme &theme, const TimeAxis &axis, const LaneBar &bar,
                  const QRectF &lane);
    void paintBusy(QPainter &painter, const Theme &theme, const TimeAxis &axis, const QRectF &area);
    void paintMarks(QPainter &painter, const Theme &theme, const TimeAxis &axis, qreal top);
    void paintNow(QPainter &painter, const Theme &theme, const TimeAxis &axis);

    const RunModel &m_tasks;
    LaneLayout m_layout;
    QTimer m_tick; // active while a run goes on and the view is visible
    int m_parallel = 0;
    bool m_isDirty = true;
    int m_gutter = 0;                       ///< where the lanes begin
    std::optional<TimelineLegend> m_legend; ///< where there is room for it
};

} // namespace regatta::ui
