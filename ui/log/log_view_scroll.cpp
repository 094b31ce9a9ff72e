#include "ui/log/log_view.h"

#include <QApplication>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <limits>

// Which part of the log is in sight. The scroll bar counts rows, since nobody knows how high a hundred
// million of them are when they are wrapped. Steps and the wheel go by lines, so that a row that is higher
// than the pane can be read.

namespace regatta::ui {

void LogView::setFollowing(bool following)
{
    if (!following && m_isFollowing && m_isWrapping)
        stay(top());
    changeFollowing(following);
}

void LogView::changeFollowing(bool following)
{
    if (m_isFollowing == following)
        return;
    m_isFollowing = following;
    if (following)
        m_sought.reset();
    m_end.jumpTo(rowCount());
    updateScrollBars();
    viewport()->update();
    Q_EMIT followingChanged(following);
}

int LogView::rowsInSight() const
{
    if (!m_isWrapping)
        return visibleRows();
    const int height = viewport()->height();
    return std::max(1, int(std::count_if(m_placed.begin(), m_placed.end(), [height](const LogRow &placed) {
                        return placed.y >= 0 && placed.y + placed.height <= height;
                    })));
}

void LogView::updateScrollBars()
{
    m_isAdjusting = true;
    const int tail = m_isWrapping ? m_tailRows : visibleRows();
    const auto last = int(std::clamp<qint64>(rowCount() - tail, 0, std::numeric_limits<int>::max()));
    // Until the tail was measured there was room behind it, and a person went there: to the end.
    const bool isBehind =
        m_isWrapping && !m_isFollowing && rowCount() > 0 && verticalScrollBar()->value() > last;
    // Or they looked for a row there: what was found comes into sight first.
    const bool isSought = isBehind && m_sought;
    verticalScrollBar()->setRange(0, isSought ? verticalScrollBar()->value() : last);
    verticalScrollBar()->setPageStep(rowsInSight());
    if (m_isFollowing)
        verticalScrollBar()->setValue(last);
    const int width = gutter() + m_widestText;
    horizontalScrollBar()->setRange(0, m_isWrapping ? 0 : std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    m_isAdjusting = false;
    if (isBehind && !isSought)
        setFollowing(true);
}

void LogView::scrollContentsBy(int sideways, int)
{
    if (m_isAdjusting && m_isFollowing && sideways == 0)
        return; // what is in sight is up to the end that has arrived
    viewport()->update();
    if (m_isAdjusting)
        return;
    m_sought.reset();
    if (sideways != 0)
        return; // and as far down as before
    m_topLine = 0;
    changeFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
}

/// The first row that begins in sight.
qint64 LogView::topRow() const
{
    if (!m_isWrapping)
        return firstToPlace();
    const Top first = top();
    return std::clamp<qint64>(first.row + (first.line > 0), 0, std::max<qint64>(0, rowCount() - 1));
}

/// Where placing begins. Of wrapped rows that follow the end, the first ones are shifted out of sight then.
qint64 LogView::firstToPlace() const
{
    if (m_isFollowing)
        return std::max<qint64>(0, m_end.row() - visibleRows());
    return std::min<qint64>(verticalScrollBar()->value(), std::max<qint64>(0, rowCount() - 1));
}

/// How many wrapped rows at the end fit together, which is as far as one can scroll; none if the last one is
/// higher than the pane. Without them in sight it doesn't matter yet, and nobody waits for their layout.
void LogView::measureTail()
{
    int tail = 0;
    if (m_isFollowing)
        tail = int(std::count_if(m_placed.begin(), m_placed.end(),
                                 [](const LogRow &placed) { return placed.y >= 0; }));
    else if (firstToPlace() + visibleRows() >= rowCount())
        tail = countTail();
    const bool isNews = tail != m_tailRows || verticalScrollBar()->pageStep() != rowsInSight();
    m_tailRows = tail;
    if (isNews)
        QMetaObject::invokeMethod(this, &LogView::updateScrollBars, Qt::QueuedConnection);
}

int LogView::countTail()
{
    int rows = 0;
    for (int lines = 0; rows < rowCount(); ++rows) {
        lines += linesOf(rowCount() - 1 - rows);
        if (lines > visibleRows())
            break;
    }
    return rows;
}

int LogView::linesOf(qint64 row)
{
    return lay(row).height / lineHeight();
}

/// How many lines of the first row are above the pane.
int LogView::linesAbove(const LogRow &first)
{
    if (m_isFollowing || !m_isWrapping)
        return 0;
    const int above = std::min(m_topLine, first.height / lineHeight() - 1);
    if (first.line)
        m_topLine = above; // else it will be higher once it is there
    return above;
}

LogView::Top LogView::top() const
{
    if (!m_isFollowing || m_placed.empty())
        return {firstToPlace(), m_topLine};
    const LogRow &first = m_placed.front();
    return {first.row, (std::max(0, -first.y) + lineHeight() - 1) / lineHeight()};
}

/// So many lines below, or above; {rowCount(), 0}: behind the end.
LogView::Top LogView::moved(Top from, int lines)
{
    from.row = std::min(from.row, rowCount()); // there may be fewer than when they were placed
    from.line += lines;
    while (from.line < 0 && from.row > 0)
        from.line += linesOf(--from.row);
    from.line = std::max(0, from.line);
    while (from.row < rowCount()) {
        const int high = linesOf(from.row);
        if (from.line < high)
            return from;
        from.line -= high;
        ++from.row;
    }
    return {rowCount(), 0};
}

void LogView::stay(Top at)
{
    m_isAdjusting = true;
    m_topLine = at.line;
    verticalScrollBar()->setValue(int(std::min<qint64>(at.row, std::numeric_limits<int>::max())));
    m_isAdjusting = false;
    viewport()->update();
}

/// Unset: that isn't the end, where the last line stands at the bottom, nor below it.
std::optional<LogView::Top> LogView::endAbove(Top at)
{
    if (at.row + visibleRows() < rowCount())
        return std::nullopt; // each row has a line at least
    const Top end = moved({rowCount(), 0}, -visibleRows());
    return at >= end ? std::optional(end) : std::nullopt;
}

void LogView::showFrom(Top at)
{
    m_sought.reset();
    if (endAbove(at)) {
        changeFollowing(true);
        return;
    }
    stay(at);
    changeFollowing(false);
}

void LogView::scrollLines(int lines)
{
    if (rowCount() > 0)
        showFrom(moved(top(), lines));
}

void LogView::onScrollAction(int action)
{
    if (!m_isWrapping)
        return;
    const int page = std::max(1, visibleRows() - 1);
    if (action == QAbstractSlider::SliderSingleStepAdd)
        scrollLines(1);
    else if (action == QAbstractSlider::SliderSingleStepSub)
        scrollLines(-1);
    else if (action == QAbstractSlider::SliderPageStepAdd)
        scrollLines(page);
    else if (action == QAbstractSlider::SliderPageStepSub)
        scrollLines(-page);
    else if (action == QAbstractSlider::SliderToMinimum)
        showFrom({0, 0});
}

void LogView::wheelEvent(QWheelEvent *event)
{
    if (!m_isWrapping) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_wheel += event->angleDelta().y() * QApplication::wheelScrollLines();
    const int lines = m_wheel / QWheelEvent::DefaultDeltasPerStep;
    m_wheel -= lines * QWheelEvent::DefaultDeltasPerStep;
    if (lines != 0)
        scrollLines(-lines);
    event->accept();
}

void LogView::goToRow(qint64 row)
{
    if (rowCount() == 0)
        return;
    moveCursor({row, 0}, false);
    // Else what is printed next would push it out of sight again; and who follows a log that is ahead of what
    // has been fetched sees other rows than the scroll bar says.
    setFollowing(false);
    const qint64 top = topRow();
    const qint64 behind = top + rowsInSight() - 1;
    m_sought = m_cursor.row;
    const int above = m_isWrapping ? 0 : visibleRows() / 3;
    if (m_cursor.row >= top && m_cursor.row < behind)
        return;
    stay({std::max<qint64>(0, m_cursor.row - above), 0}); // though this may be where the log ends
}

/// The wrapped row may be higher than the pane, or too near to the end to stand at the top.
void LogView::bringLineIntoSight(Top match)
{
    const Top first = top();
    const bool isInSight = match >= first && moved(match, 1 - visibleRows()) <= first;
    Top wanted = isInSight ? first : moved(match, -visibleRows() / 3);
    wanted = endAbove(wanted).value_or(wanted);
    if (wanted == first)
        return;
    const auto show = [this, wanted] {
        stay(wanted);
        updateScrollBars();
    };
    QMetaObject::invokeMethod(this, show, Qt::QueuedConnection); // we are painting
}

} // namespace regatta::ui
