#include "ui/run/task_strip.h"

#include "ui/text/names.h"
#include "ui/theme/symbols.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <utility>

namespace regatta::ui {

namespace {

constexpr int widestCell = 26;
constexpr int narrowestCell = 2;
constexpr int gapFrom = 5; ///< cells at least so wide stand apart

bool isWorse(const TaskRow &left, const TaskRow &right)
{
    return groupOf(left) < groupOf(right);
}

/// What is done fills a shared cell from below, what went wrong first.
std::array<std::pair<StatusGroup, QColor>, statusGroupCount> sharesFromBelow(const Theme &theme)
{
    return {{{StatusGroup::Failed, theme.vermillion},
             {StatusGroup::Unreachable, theme.orange},
             {StatusGroup::Unverified, theme.orange},
             {StatusGroup::Stopped, theme.grey},
             {StatusGroup::Succeeded, theme.green},
             {StatusGroup::Running, theme.blue},
             {StatusGroup::Queued, theme.field}}};
}

/// Rare, and never to be passed over.
QString unverifiedWords(const RunCounts &counts)
{
    const int unverified = counts[StatusGroup::Unverified];
    return unverified > 0 ? QStringLiteral(", ") + TaskStrip::tr("%1 may still run").arg(unverified)
                          : QString();
}

} // namespace

TaskStrip::TaskStrip(const RunModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("taskStrip"));
    setAccessibleName(tr("Overview of all tasks"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&tasks, &RunModel::countsChanged, this, &TaskStrip::describe);
    connect(&tasks, &RunModel::countsChanged, this, QOverload<>::of(&QWidget::update));
}

QSize TaskStrip::sizeHint() const
{
    return {200, fontMetrics().height() * 9 / 8};
}

int TaskStrip::cellCount() const
{
    return std::min(m_tasks.rowCount(), std::max(1, width() / narrowestCell));
}

model::TaskId TaskStrip::worstOfCell(int cell) const
{
    const qint64 tasks = m_tasks.rowCount();
    const int cells = cellCount();
    const auto first = m_tasks.rows().begin() + cell * tasks / cells;
    const auto last = m_tasks.rows().begin() + (cell + 1) * tasks / cells;
    return {std::uint32_t(std::min_element(first, last, isWorse) - m_tasks.rows().begin())};
}

int TaskStrip::cellAt(int x) const
{
    const int cells = cellCount();
    if (cells == 0 || x < 0)
        return -1;
    const int cell = int(x / cellRect(0).width());
    return cell < cells ? cell : -1;
}

QRectF TaskStrip::cellRect(int cell) const
{
    const double cellWidth = std::min<double>(widestCell, double(width()) / cellCount());
    return {cell * cellWidth, 0, cellWidth, double(height())};
}

RunCounts TaskStrip::countsOfCell(int cell) const
{
    const qint64 tasks = m_tasks.rowCount();
    const int cells = cellCount();
    RunCounts counts;
    for (qint64 task = cell * tasks / cells; task < (cell + 1) * tasks / cells; ++task)
        ++counts[groupOf(m_tasks.row(int(task)))];
    return counts;
}

void TaskStrip::paintShares(QPainter &painter, const Theme &theme, int cell, const QRectF &where) const
{
    const RunCounts counts = countsOfCell(cell);
    const double least = where.height() / 5; // one failure among hundreds is seen all the same
    double bottom = where.bottom();
    painter.setPen(Qt::NoPen);
    for (const auto &[group, color] : sharesFromBelow(theme)) {
        if (counts[group] == 0)
            continue;
        const double share = where.height() * counts[group] / counts.total();
        const double height = std::min(std::max(share, isBad(group) ? least : 0), bottom - where.top());
        painter.fillRect(QRectF(where.left(), bottom - height, where.width(), height), color);
        bottom -= height;
    }
}

void TaskStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    const int cells = cellCount();
    const bool isShared = cells < m_tasks.rowCount();
    for (int cell = 0; cell < cells; ++cell) {
        if (isShared) {
            paintShares(painter, theme, cell, cellRect(cell));
            continue;
        }
        const TaskRow &row = m_tasks.row(int(worstOfCell(cell).value));
        const StatusLook look = lookOf(theme, row.state, row.outcome);
        const bool isQueued = groupOf(row) == StatusGroup::Queued;
        const QRectF whole = cellRect(cell);
        const bool hasGap = whole.width() >= gapFrom;
        const QRectF rect = whole.adjusted(0, 0, hasGap ? -2 : 0, 0);
        painter.setRenderHint(QPainter::Antialiasing, hasGap);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isQueued ? theme.field : look.color);
        if (hasGap)
            painter.drawRoundedRect(rect, 2, 2);
        else
            painter.drawRect(rect);
        const double side = std::min(rect.width(), rect.height()) - 2;
        if (isBad(groupOf(row)) && side >= 6)
            paintSymbol(painter, QRectF(rect.center() - QPointF(side, side) / 2, QSizeF(side, side)),
                        look.symbol, theme.surface);
    }
}

void TaskStrip::mousePressEvent(QMouseEvent *event)
{
    const int cell = cellAt(int(event->position().x()));
    if (cell >= 0)
        Q_EMIT taskClicked(worstOfCell(cell));
}

bool TaskStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int cell = cellAt(help->pos().x());
    if (cell < 0) {
        QToolTip::hideText();
        return true;
    }
    QToolTip::showText(help->globalPos(), toolTipOf(cell), this);
    return true;
}

QString TaskStrip::toolTipOf(int cell) const
{
    const TaskRow &row = m_tasks.row(int(worstOfCell(cell).value));
    const QString name = row.item.isEmpty() ? row.host : row.host + u' ' + row.item;
    QString words = tr("%1: %2").arg(name, text::statusName(row.state, row.outcome));
    const RunCounts counts = countsOfCell(cell);
    if (counts.total() > 1)
        words += u'\n' +
                 tr("the worst of %1 tasks; %2 failed, %3 unreachable, %4 succeeded")
                     .arg(counts.total())
                     .arg(counts[StatusGroup::Failed])
                     .arg(counts[StatusGroup::Unreachable])
                     .arg(counts[StatusGroup::Succeeded]) +
                 unverifiedWords(counts);
    // Plain text: a host's name is no markup.
    return QStringLiteral("<qt style='white-space:pre'>%1</qt>").arg(words.toHtmlEscaped());
}

void TaskStrip::describe()
{
    const RunCounts &counts = m_tasks.counts();
    setAccessibleDescription(tr("%1 failed, %2 unreachable, %3 running, %4 queued, %5 succeeded")
                                 .arg(counts[StatusGroup::Failed])
                                 .arg(counts[StatusGroup::Unreachable])
                                 .arg(counts[StatusGroup::Running])
                                 .arg(counts[StatusGroup::Queued])
                                 .arg(counts[StatusGroup::Succeeded]) +
                             unverifiedWords(counts));
}

} // namespace regatta::ui
