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

bool LogView::moveByKey(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    LogPosition to = m_anchor ? m_cursor : LogPosition{topRow(), 0};
    switch (event->key()) {
    case Qt::Key_Up:
        to.row -= 1;
        break;
    case Qt::Key_Down:
        to.row += m_anchor ? 1 : 0;
        break;
    case Qt::Key_Left:
        to.column = std::max(0, to.column - 1);
        break;
    case Qt::Key_Right:
        to.column += 1;
        break;
    case Qt::Key_PageUp:
        to.row -= rowsInSight();
        break;
    case Qt::Key_PageDown:
        to.row += rowsInSight();
        break;
    case Qt::Key_Home:
        to = {extend && !event->modifiers().testFlag(Qt::ControlModifier) ? to.row : 0, 0};
        break;
    default:
        return false;
    }
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (isSideways && !extend)
        return false;
    moveCursor(to, extend);
    if (m_cursor.row < topRow())
        verticalScrollBar()->setValue(int(m_cursor.row));
    else if (m_cursor.row >= topRow() + rowsInSight())
        verticalScrollBar()->setValue(int(m_cursor.row - rowsInSight() + 1));
    return true;
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
