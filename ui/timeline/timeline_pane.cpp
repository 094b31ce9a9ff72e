#include "ui/timeline/timeline_pane.h"

#include "ui/run/run_model.h"
#include "ui/theme/corner_label.h"
#include "ui/timeline/timeline_view.h"

#include <QVBoxLayout>

namespace regatta::ui {

TimelinePane::TimelinePane(const RunModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_headline(new CornerLabel(this))
    , m_view(new TimelineView(tasks, this))
{
    m_headline->setObjectName(QStringLiteral("timelineHeadline"));
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    connect(m_view, &TimelineView::taskClicked, this, &TimelinePane::taskClicked);
    connect(m_view, &TimelineView::layoutChanged, this, &TimelinePane::updateHeadline);
}

void TimelinePane::setParallel(int parallel)
{
    m_parallel = parallel;
    m_view->setParallel(parallel);
}

void TimelinePane::updateHeadline()
{
    const LaneLayout &lanes = m_view->layoutOfLanes();
    if (!lanes.longest) {
        m_headline->setText({});
        return;
    }
    const TaskRow &row = m_tasks.row(int(lanes.longest->value));
    const QString longest = row.item.isEmpty() ? row.host : row.host + u' ' + row.item;
    const QString effective = QString::number(lanes.effectiveParallel, 'f', 2);
    const QString parallel = m_parallel > 0
                                 ? tr("effective parallelism %1 of %2").arg(effective).arg(m_parallel)
                                 : tr("effective parallelism %1, peak %2").arg(effective).arg(lanes.peak);
    m_headline->setText(
        tr("%1 · longest pole %2").arg(parallel, longest),
        {parallel, m_parallel > 0 ? tr("%1 of %2").arg(effective).arg(m_parallel) : effective});
    m_view->setAccessibleDescription(m_headline->text());
}

} // namespace regatta::ui
