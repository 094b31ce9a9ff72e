#include "ui/timeline/timeline_view.h"

#include "ui/run/run_model.h"
#include "ui/text/names.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace regatta::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto tickInterval = 100ms;
constexpr auto nextTurn = 33ms; // until the table changes again
constexpr int leastLanes = 4;   // where there is no room for more, the legend goes
constexpr int most = 4096;      // steps of the busy curve that are worth a line each

/// A past run has no "now", even if some of its tasks never ended.
bool goesOn(const RunModel &tasks)
{
    return tasks.start() && !tasks.isOver() && tasks.counts().total() > tasks.counts().finished();
}

} // namespace

TimelineView::TimelineView(const RunModel &tasks, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_tasks(tasks)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // nothing has to be painted below it first
    connect(&m_tasks, &RunModel::countsChanged, this, &TimelineView::onTasksChanged);
    connect(&m_tasks, &RunModel::timesChanged, this, &TimelineView::onTasksChanged);
    m_tick.setSingleShot(true);
    m_tick.setInterval(tickInterval);
    connect(&m_tick, &QTimer::timeout, this, &TimelineView::markDirty);
}

void TimelineView::setParallel(int parallel)
{
    m_parallel = parallel;
    markDirty();
}

const LaneLayout &TimelineView::layoutOfLanes()
{
    if (m_isDirty)
        refresh();
    return m_layout;
}

void TimelineView::markDirty()
{
    m_isDirty = true;
    viewport()->update();
}

/// While time goes on, what happened is drawn with it: all lanes anew for each change would be the dearest
/// part of the window. Where a tick is due anyway it comes now, so that the table and the lanes are painted
/// together.
void TimelineView::onTasksChanged()
{
    m_isDirty = true;
    if (!m_tick.isActive() || m_tick.remainingTimeAsDuration() < nextTurn)
        viewport()->update();
}

void TimelineView::refresh()
{
    m_isDirty = false;
    m_layout =
        m_tasks.start() ? LaneLayout::of(m_tasks.rows(), *m_tasks.start(), m_tasks.now()) : LaneLayout();
    measure();
    updateScrollBar();
    Q_EMIT layoutChanged();
}

int TimelineView::laneHeight() const
{
    return fontMetrics().height() + fontMetrics().height() / 2;
}

void TimelineView::measure()
{
    const QString widest = tr("slot %1").arg(std::max<size_t>(m_layout.lanes.size(), 10) - 1);
    const int label =
        std::max(fontMetrics().horizontalAdvance(widest), fontMetrics().horizontalAdvance(busyLabel()));
    m_gutter = label + 2 * fontMetrics().averageCharWidth();
    m_legend.emplace(Theme::of(palette()), fontMetrics(), viewport()->width() - m_gutter,
                     m_tasks.counts()[StatusGroup::Unverified] > 0);
    if (!hasRoomFor(*m_legend))
        m_legend.reset();
}

QString TimelineView::busyLabel() const
{
    return tr("busy %1").arg(m_parallel > 0 ? m_parallel : m_layout.peak);
}

int TimelineView::footHeight() const
{
    return curveHeight() + (m_legend ? m_legend->height() : 0);
}

int TimelineView::curveHeight() const
{
    return laneHeight() * 2 + fontMetrics().height() * 3 / 2; // with its marks
}

/// Lanes come first: what the colours mean, symbols and tool tips say, too.
bool TimelineView::hasRoomFor(const TimelineLegend &legend) const
{
    const int lanes = std::min(int(m_layout.lanes.size()), leastLanes) * laneHeight();
    const int rest = viewport()->height() - fontMetrics().height() - curveHeight() - lanes;
    return legend.fits() && legend.height() <= rest;
}

QRect TimelineView::laneArea() const
{
    const int top = fontMetrics().height();
    const int room = std::max(0, viewport()->height() - footHeight() - top);
    return {0, top, viewport()->width(), std::min(room, int(m_layout.lanes.size()) * laneHeight())};
}

TimeAxis TimelineView::axis() const
{
    const qreal left = m_gutter;
    const qreal right = viewport()->width() - fontMetrics().averageCharWidth() * 3;
    return {m_layout.length, left, right - left};
}

QRectF TimelineView::busyArea(const TimeAxis &times) const
{
    // Right below the last lane, and twice as high where there is room.
    const QRect lanes = laneArea();
    const qreal foot = lanes.bottom() + 1;
    const bool hasRoom = viewport()->height() - foot >= footHeight() + laneHeight();
    return {qreal(m_gutter), foot + laneHeight() * 0.5, times.x(times.end()) - m_gutter,
            laneHeight() * (hasRoom ? 2.0 : 1.0)};
}

void TimelineView::updateScrollBar()
{
    const int all = int(m_layout.lanes.size()) * laneHeight();
    verticalScrollBar()->setPageStep(laneArea().height());
    verticalScrollBar()->setSingleStep(laneHeight());
    verticalScrollBar()->setRange(0, std::max(0, all - laneArea().height()));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
    updateScrollBar();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        markDirty();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    if (m_isDirty)
        refresh();
    // Paint events stop when nobody can see the view, and the ticking with them.
    if (goesOn(m_tasks))
        m_tick.start();

    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    if (m_layout.lanes.empty()) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Each slot gets a lane here once a run begins."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const TimeAxis times = axis();
    paintLanes(painter, theme, times);
    const QRectF busyArea = this->busyArea(times);
    paintBusy(painter, theme, times, busyArea);
    paintMarks(painter, theme, times, busyArea.bottom());
    if (m_legend)
        m_legend->paint(painter, theme, {qreal(m_gutter), busyArea.bottom() + fontMetrics().height() * 1.4});
    paintNow(painter, theme, times);
}

void TimelineView::paintLanes(QPainter &painter, const Theme &theme, const TimeAxis &times)
{
    const QRect area = laneArea();
    const int height = laneHeight();
    const int offset = verticalScrollBar()->value();
    painter.save();
    painter.setClipRect(area);
    const int first = offset / height;
    const int last = std::min(int(m_layout.lanes.size()) - 1, (offset + area.height()) / height);
    for (int slot = first; slot <= last; ++slot) {
        const qreal top = area.top() + slot * height - offset;
        const QRectF lane(m_gutter, top + height * 0.14, times.x(times.end()) - m_gutter, height * 0.72);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, top, m_gutter - fontMetrics().averageCharWidth(), height),
                         Qt::AlignRight | Qt::AlignVCenter, tr("slot %1").arg(slot));
        painter.fillRect(lane, theme.band);
        for (const LaneBar &bar : m_layout.lanes[size_t(slot)])
            paintBar(painter, theme, times, bar, lane);
    }
    painter.restore();
}

void TimelineView::paintBar(QPainter &painter, const Theme &theme, const TimeAxis &times, const LaneBar &bar,
                            const QRectF &lane)
{
    const qreal from = times.x(bar.from);
    const qreal until = std::max(times.x(bar.until), from + 1);
    const qreal running = std::clamp(times.x(bar.running), from, until);
    const StatusLook look = lookOf(theme, bar.state, bar.outcome);
    const bool neverRan = running >= until;
    painter.setPen(Qt::NoPen);
    if (running > from && !(neverRan && bar.outcome)) {
        painter.setBrush(theme.sky);
        painter.drawRect(QRectF(from, lane.top(), running - from, lane.height()));
    }
    const QRectF rest(neverRan && bar.outcome ? from : running, lane.top(),
                      until - (neverRan && bar.outcome ? from : running), lane.height());
    if (rest.width() <= 0)
        return;
    // A gap that can be seen between neighbours, without hiding short bars.
    const QRectF shape = rest.width() > 4 ? rest.adjusted(0, 0, -1, 0) : rest;
    painter.setBrush(look.color);
    if (shape.width() > 6)
        painter.drawRoundedRect(shape, 2, 2);
    else
        painter.drawRect(shape);
    // Colour never stands alone: what did not succeed has its symbol too.
    const bool isTrouble = bar.outcome && *bar.outcome != model::Outcome::Succeeded;
    const qreal side = lane.height() * 0.7;
    if (isTrouble && shape.width() > side)
        paintSymbol(painter, QRectF(shape.center().x() - side / 2, shape.center().y() - side / 2, side, side),
                    look.symbol, theme.surface);
}

void TimelineView::paintBusy(QPainter &painter, const Theme &theme, const TimeAxis &times, const QRectF &area)
{
    const int top = std::max({m_layout.peak, m_parallel, 1});
    const auto y = [&](int tasks) { return area.bottom() - area.height() * tasks / top; };

    QPainterPath curve(QPointF(times.x({}), area.bottom()));
    const size_t stride = m_layout.busy.size() / most + 1;
    qreal height = area.bottom();
    for (size_t i = 0; i < m_layout.busy.size(); i += stride) {
        const qreal x = times.x(m_layout.busy[i].at);
        curve.lineTo(x, height);
        height = y(m_layout.busy[i].tasks);
        curve.lineTo(x, height);
    }
    curve.lineTo(times.x(m_layout.length), height);
    curve.lineTo(times.x(m_layout.length), area.bottom());

    // It goes up, down and along: there is nothing to smooth.
    painter.setRenderHint(QPainter::Antialiasing, false);
    QColor fill = theme.blue;
    fill.setAlphaF(0.18F);
    painter.fillPath(curve, fill);
    painter.setPen(theme.blue);
    painter.drawPath(curve);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_parallel > 0) {
        painter.setPen(QPen(theme.orange, 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y(m_parallel)), QPointF(area.right(), y(m_parallel)));
    }
    painter.setPen(theme.muted);
    const qreal right = m_gutter - fontMetrics().averageCharWidth();
    painter.drawText(QRectF(0, area.top() - fontMetrics().height() / 2.0, right, fontMetrics().height()),
                     Qt::AlignRight | Qt::AlignVCenter, busyLabel());
    painter.drawText(QRectF(0, area.bottom() - fontMetrics().height() / 2.0, right, fontMetrics().height()),
                     Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
}

void TimelineView::paintMarks(QPainter &painter, const Theme &theme, const TimeAxis &times, qreal top)
{
    painter.setPen(theme.line);
    painter.drawLine(QPointF(times.x({}), top), QPointF(times.x(times.end()), top));
    painter.setPen(theme.muted);
    for (const TimeAxis::Mark &mark : times.marks()) {
        const qreal x = times.x(mark.time);
        const qreal width = fontMetrics().horizontalAdvance(mark.label) + 4;
        painter.drawText(QRectF(x - width / 2, top + 2, width, fontMetrics().height()), Qt::AlignCenter,
                         mark.label);
    }
}

void TimelineView::paintNow(QPainter &painter, const Theme &theme, const TimeAxis &times)
{
    if (!goesOn(m_tasks))
        return;
    const qreal x = times.x(m_layout.length);
    const qreal bottom = busyArea(times).bottom();
    painter.setPen(QPen(theme.muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, fontMetrics().height() * 0.8), QPointF(x, bottom));
    const QString word = tr("now");
    const qreal width = fontMetrics().horizontalAdvance(word);
    const qreal left = std::min(x + 3, viewport()->width() - width);
    painter.drawText(QRectF(left, 0, width + 2, fontMetrics().height()), Qt::AlignVCenter, word);
}

std::optional<model::TaskId> TimelineView::taskAt(const QPoint &point)
{
    const LaneLayout &layout = layoutOfLanes();
    const QRect area = laneArea();
    if (!area.contains(point))
        return std::nullopt;
    const auto slot = size_t((point.y() - area.top() + verticalScrollBar()->value()) / laneHeight());
    if (slot >= layout.lanes.size())
        return std::nullopt;
    const TimeAxis times = axis();
    for (const LaneBar &bar : layout.lanes[slot]) {
        const qreal from = times.x(bar.from);
        if (point.x() >= from - 1 && point.x() <= std::max(times.x(bar.until), from + 1))
            return bar.task;
    }
    return std::nullopt;
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (const auto task = taskAt(event->position().toPoint()))
        Q_EMIT taskClicked(*task);
    QAbstractScrollArea::mousePressEvent(event);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::showToolTip(const QPoint &at, const QPoint &global)
{
    const auto task = taskAt(at);
    if (!task) {
        QToolTip::hideText();
        return;
    }
    const TaskRow &row = m_tasks.row(int(task->value));
    const QString name = row.item.isEmpty() ? row.host : row.host + u' ' + row.item;
    const auto elapsed = m_tasks.elapsed(row, m_tasks.now()).value_or(base::Duration{});
    // Plain text: a host's name is no markup.
    QToolTip::showText(
        global,
        QStringLiteral("<qt>%1</qt>")
            .arg(tr("%1: %2, %3")
                     .arg(name, text::statusName(row.state, row.outcome), text::duration(elapsed))
                     .toHtmlEscaped()),
        viewport());
}

} // namespace regatta::ui
