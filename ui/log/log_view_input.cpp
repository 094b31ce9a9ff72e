#include "ui/log/log_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <limits>

// What a person does with the mouse and the keyboard.

namespace regatta::ui {

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const LogPosition position = positionAt(event->position().toPoint());
    moveCursor(position, event->modifiers().testFlag(Qt::ShiftModifier));
    Q_EMIT rowActivated(position.row);
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const int y = int(event->position().y());
    if (y < 0)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (y > viewport()->height())
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    moveCursor(positionAt(event->position().toPoint()), true);
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const LogPosition position = positionAt(event->position().toPoint());
    const auto placed = std::find_if(m_placed.begin(), m_placed.end(),
                                     [&](const LogRow &one) { return one.row == position.row; });
    if (placed == m_placed.end())
        return;
    const QString &text = placed->text;
    const auto isOfWord = [&](qsizetype i) { return !text[i].isSpace(); };
    qsizetype start = std::min<qsizetype>(position.column, text.size());
    qsizetype end = start;
    while (start > 0 && isOfWord(start - 1))
        --start;
    while (end < text.size() && isOfWord(end))
        ++end;
    moveCursor({position.row, int(start)}, false);
    moveCursor({position.row, int(end)}, true);
}

/// Which of the lines of its row it stands in.
int LogView::lineAt(LogPosition position)
{
    const LogRow row = lay(position.row);
    const auto column = std::min<qsizetype>(position.column, row.text.size());
    const QTextLine line = row.layout->lineForTextPosition(int(column));
    return line.isValid() ? line.lineNumber() : 0;
}

/// So many wrapped lines below it, or above, as far to the right.
LogPosition LogView::belowBy(LogPosition from, int lines)
{
    const LogRow here = lay(from.row);
    const QTextLine line = here.layout->lineAt(lineAt(from));
    const double x =
        line.isValid() ? line.cursorToX(int(std::min<qsizetype>(from.column, here.text.size()))) : 0;
    Top to = moved({from.row, lineAt(from)}, lines);
    if (to.row == rowCount())
        to = moved(to, -1);
    const LogRow there = lay(to.row);
    const QTextLine target = there.layout->lineAt(to.line);
    if (!target.isValid())
        return {to.row, 0};
    // Behind the last character of a line is where the next one begins.
    const bool isLast = to.line + 1 == there.layout->lineCount();
    const int end = target.textStart() + target.textLength() - (isLast ? 0 : 1);
    return {to.row, std::min(target.xToCursor(x), end)};
}

LogPosition LogView::movedByKey(const QKeyEvent &event, LogPosition from)
{
    const int page = m_isWrapping ? std::max(1, visibleRows() - 1) : rowsInSight();
    const auto moveDown = [&](int lines) {
        return m_isWrapping ? belowBy(from, lines) : LogPosition{from.row + lines, from.column};
    };
    const bool isWithinRow =
        event.modifiers().testFlag(Qt::ShiftModifier) && !event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Up:
        return moveDown(-1);
    case Qt::Key_Down:
        return m_anchor ? moveDown(1) : from;
    case Qt::Key_Left:
        return {from.row, std::max(0, from.column - 1)};
    case Qt::Key_Right:
        return {from.row, from.column + 1};
    case Qt::Key_PageUp:
        return moveDown(-page);
    case Qt::Key_PageDown:
        return moveDown(page);
    default: // Home
        return {isWithinRow ? from.row : 0, 0};
    }
}

bool LogView::moveByKey(QKeyEvent *event)
{
    const auto keys = {Qt::Key_Up,   Qt::Key_Down,   Qt::Key_Left,    Qt::Key_Right,
                       Qt::Key_Home, Qt::Key_PageUp, Qt::Key_PageDown};
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (std::find(keys.begin(), keys.end(), event->key()) == keys.end() || (isSideways && !extend))
        return false;
    if (rowCount() == 0)
        return true;
    LogPosition from = m_anchor ? m_cursor : LogPosition{topRow(), 0};
    from.row = std::min(from.row, rowCount() - 1);
    moveCursor(movedByKey(*event, from), extend);
    showCursor();
    // Who scrolled to the side and goes up or down goes on reading there.
    if (isSideways || event->key() == Qt::Key_Home)
        showColumn();
    return true;
}

void LogView::showCursor()
{
    if (!m_isWrapping) {
        if (m_cursor.row < topRow())
            verticalScrollBar()->setValue(int(m_cursor.row));
        else if (m_cursor.row >= topRow() + rowsInSight())
            verticalScrollBar()->setValue(int(m_cursor.row - rowsInSight() + 1));
        return;
    }
    const Top at{m_cursor.row, lineAt(m_cursor)};
    const Top highest = moved(at, 1 - visibleRows());
    if (at < top())
        showFrom(at);
    else if (highest > top())
        showFrom(highest);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_End) {
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            moveCursor({rowCount() - 1, std::numeric_limits<int>::max()}, true);
        setFollowing(true);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT rowActivated(m_cursor.row);
    } else if (!moveByKey(event)) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace regatta::ui
