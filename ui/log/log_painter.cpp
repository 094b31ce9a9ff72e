#include "ui/log/log_painter.h"

#include <QPainter>

#include <algorithm>

namespace regatta::ui {

QString widestLogTime()
{
    return QStringLiteral("00:00:00.000  ");
}

LogPainter::LogPainter(QPainter &painter, LogLook look)
    : m_painter(painter)
    , m_look(std::move(look))
    , m_colors(rowColorsOn(m_look.theme.surface, m_look.theme))
{}

void LogPainter::paint(const LogRow &row)
{
    const bool isCurrent = m_look.currentRow == row.row;
    const QColor &background = isCurrent ? m_look.theme.selection : m_look.theme.surface;
    const RowColors colors = isCurrent ? rowColorsOn(background, m_look.theme) : m_colors;
    if (isCurrent) // the view has filled the others
        m_painter.fillRect(QRect(0, row.y, m_look.width, row.height), background);
    m_painter.setPen(row.line ? colors.text : colors.muted);
    if (row.line && row.line->stream == model::OutputStream::Stderr)
        m_painter.setPen(colors.error);
    row.layout->draw(&m_painter, QPointF(m_look.textLeft - m_look.shift, row.y), marksOf(row));
    if (row.line)
        paintGutter(row, colors);
}

void LogPainter::paintGutter(const LogRow &row, const RowColors &colors)
{
    const int character = m_look.metrics.averageCharWidth();
    int x = character - m_look.shift;
    const QRect place(x, row.y, m_look.width, m_look.lineHeight);
    // The time stands once a record: the lines below came with it.
    if (m_look.repeatsTimes || row.line->isFirst) {
        m_painter.setPen(colors.muted);
        m_painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, timeOf(row.line->time));
    }
    x += m_look.metrics.horizontalAdvance(widestLogTime());
    if (m_look.labelWidth > 0) {
        m_painter.setPen(m_look.feed.isMerged() ? colors.name : colors.muted);
        m_painter.drawText(place.translated(x - place.left(), 0), Qt::AlignVCenter | Qt::TextSingleLine,
                           m_look.feed.labelOf(*row.line));
        x += m_look.labelWidth;
    }
    // Standard error has a mark, not only a colour.
    if (row.line->stream == model::OutputStream::Stderr)
        m_painter.fillRect(QRect(x, row.y + 2, std::max(2, character / 3), row.height - 4), colors.error);
}

QList<QTextLayout::FormatRange> LogPainter::marksOf(const LogRow &row)
{
    // An expression may take its time, and the window doesn't wait: some rows go without marks then.
    constexpr std::chrono::milliseconds mostMarking{8};
    QList<QTextLayout::FormatRange> marks;
    const bool isLookedFor = !m_look.feed.pattern().isEmpty() && !m_look.feed.hasExploded();
    if (isLookedFor && row.line && m_marking < mostMarking) {
        const auto begin = std::chrono::steady_clock::now();
        markMatches(row, marks);
        m_marking += std::chrono::steady_clock::now() - begin;
    }
    if (m_look.selection)
        markSelection(row, marks);
    return marks;
}

void LogPainter::markMatches(const LogRow &row, QList<QTextLayout::FormatRange> &marks) const
{
    constexpr int mostMarks = 100; // in one line
    const QTextCharFormat found = foundFormat(m_look.theme);
    qsizetype from = 0;
    while (marks.size() < mostMarks) {
        const auto [at, length] = m_look.feed.pattern().find(row.text, from);
        if (at < 0)
            break;
        if (length > 0)
            marks.append({int(at), int(length), found});
        from = at + std::max<qsizetype>(length, 1);
    }
    const qsizetype cut = m_look.feed.pattern().findAcross(row.text, row.line->ahead).first;
    if (cut >= 0)
        marks.append({int(cut), int(row.text.size() - cut), found}); // as far as it stands in this row
}

void LogPainter::markSelection(const LogRow &row, QList<QTextLayout::FormatRange> &marks) const
{
    const auto &[first, last] = *m_look.selection;
    if (row.row < first.row || row.row > last.row)
        return;
    const int start = row.row == first.row ? first.column : 0;
    const int end = row.row == last.row ? last.column : int(row.text.size());
    marks.append({start, std::max(0, end - start), selectedFormat(m_look.theme)});
}

QString LogPainter::timeOf(base::Duration sinceStart)
{
    if (!m_look.feed.manifest())
        return {};
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(sinceStart).count();
    if (m_start.isNull()) {
        // The rules of the time zone are asked once, and not for each row.
        const QDateTime &start = m_look.feed.manifest()->identity.startedAt;
        m_start = start.toOffsetFromUtc(start.addMSecs(milliseconds).offsetFromUtc());
    }
    return m_start.addMSecs(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace regatta::ui
