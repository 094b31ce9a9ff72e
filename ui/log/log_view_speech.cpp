#include "ui/log/log_view.h"

#include <QScrollBar>

#include <algorithm>

// What a screen reader gets to know of the rows in sight.

namespace regatta::ui {

std::vector<LogView::SpokenRow> LogView::spokenRows()
{
    std::vector<SpokenRow> rows;
    for (const LogRow &placed : m_placed) {
        const spool::LogLine *line = placed.row < rowCount() ? m_feed.line(lineOf(placed.row)) : nullptr;
        QString before;
        if (line && m_feed.isMerged())
            before = logNameOf(m_feed.manifest().get(), line->task) + QStringLiteral(": ");
        if (line && line->attempt > 1)
            before += tr("attempt %1: ").arg(line->attempt);
        if (line && line->stream == model::OutputStream::Stderr)
            before += tr("standard error: ");
        rows.push_back({placed.row, before + placed.text, before.size(), line != nullptr});
    }
    return rows;
}

QString LogView::visibleText() const
{
    QStringList lines;
    for (const LogRow &placed : m_placed)
        lines << placed.text;
    return lines.join(u'\n');
}

QRect LogView::characterRect(LogPosition position) const
{
    const auto placed = std::find_if(m_placed.begin(), m_placed.end(),
                                     [&](const LogRow &one) { return one.row == position.row; });
    if (placed == m_placed.end())
        return {};
    if (position.column < 0)
        return {viewport()->mapToGlobal(QPoint(0, placed->y)), QSize(gutter(), lineHeight())};
    const auto column = int(std::min<qsizetype>(position.column, placed->text.size()));
    const QTextLine line = placed->layout->lineForTextPosition(column);
    if (!line.isValid())
        return {};
    const double left = line.cursorToX(column);
    const double width = std::max(1.0, line.cursorToX(column + 1) - left);
    const QPoint corner(gutter() - horizontalScrollBar()->value() + int(left),
                        placed->y + line.lineNumber() * lineHeight());
    return {viewport()->mapToGlobal(corner), QSize(int(width), lineHeight())};
}

} // namespace regatta::ui
