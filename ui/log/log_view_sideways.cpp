#include "ui/log/log_view.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

// Rows that aren't wrapped are wider than the pane: which part of them is in sight. What stands in front of
// the text moves with it.

namespace regatta::ui {

/// Qt knows how wide a line is that isn't wrapped only when all of it has been laid out.
void LogView::measureText(const QTextLayout &layout)
{
    for (int line = 0; line < layout.lineCount(); ++line)
        m_widestText = std::max(m_widestText, int(std::ceil(layout.lineAt(line).naturalTextWidth())) +
                                                  fontMetrics().averageCharWidth() * 2);
}

/// In pixels, from where its text begins.
int LogView::xOf(const LogRow &row, qsizetype column) const
{
    const auto place = int(std::min(column, row.text.size()));
    const QTextLine line = row.layout->lineForTextPosition(place);
    return line.isValid() ? int(line.cursorToX(place)) : 0;
}

/// What stands between two places of xOf(), unless it is in sight already.
void LogView::showSideways(int left, int right)
{
    if (m_isWrapping)
        return;
    updateScrollBars(); // the row may be wider than those before
    const int first = gutter() + left;
    const int last = gutter() + right;
    const int width = viewport()->width();
    QScrollBar &bar = *horizontalScrollBar();
    if (first >= bar.value() && last <= bar.value() + width)
        return;
    const int before = width / 3; // what it is about stands in front of it
    const bool wasAdjusting = std::exchange(m_isAdjusting, true);
    bar.setValue(last <= width ? 0 : first - before);
    m_isAdjusting = wasAdjusting;
}

/// The cursor's.
void LogView::showColumn()
{
    const LogRow row = lay(m_cursor.row);
    const int x = xOf(row, m_cursor.column);
    if (row.line)
        showSideways(x, x + fontMetrics().averageCharWidth());
}

/// The first of what is looked for, from where to where; -1: nowhere.
std::pair<qsizetype, qsizetype> LogView::matchIn(const LogRow &row) const
{
    if (m_feed.hasExploded())
        return {-1, -1};
    auto [at, length] = m_feed.pattern().find(row.text, 0);
    if (at < 0)
        std::tie(at, length) = m_feed.pattern().findAcross(row.text, row.line->ahead);
    return {at, at + length};
}

/// Of the row that was gone to, once it is there.
void LogView::bringMatchIntoSight()
{
    const auto placed = std::find_if(m_placed.begin(), m_placed.end(),
                                     [this](const LogRow &one) { return one.row == m_sought; });
    if (placed == m_placed.end() || !placed->line)
        return;
    m_sought.reset();
    const auto [at, behind] = matchIn(*placed);
    if (m_isWrapping) {
        bringLineIntoSight({placed->row, lineAt({placed->row, int(std::max<qsizetype>(0, at))})});
        return;
    }
    if (at < 0)
        return;
    const auto show = [this, left = xOf(*placed, at), right = xOf(*placed, behind)] {
        showSideways(left, right);
    };
    QMetaObject::invokeMethod(this, show, Qt::QueuedConnection); // we are painting
}

} // namespace regatta::ui
