#include "ui/timeline/timeline_legend.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace regatta::ui {

namespace {

constexpr qreal markGap = 5;   // between a mark and its word
constexpr qreal entryGap = 16; // to the next mark

} // namespace

TimelineLegend::TimelineLegend(const Theme &theme, const QFontMetrics &metrics, qreal room,
                               bool hasUnverified)
    : m_metrics(metrics)
    , m_entries(meanings(theme, hasUnverified))
{
    place(room);
}

/// What may still run is orange, as what is unreachable: the two have their symbols, as their bars do.
std::vector<TimelineLegend::Entry> TimelineLegend::meanings(const Theme &theme, bool hasUnverified)
{
    std::vector<Entry> entries = {
        {tr("connect"), theme.sky},
        {tr("run"), theme.blue},
        {tr("succeeded"), theme.green},
        {tr("failed"), theme.vermillion},
        {tr("unreachable"), theme.orange, Symbol::Break},
        {tr("stopped"), theme.grey},
    };
    if (hasUnverified)
        entries.insert(entries.end() - 1, {tr("may still run"), theme.orange, Symbol::Question});
    return entries;
}

void TimelineLegend::place(qreal room)
{
    QPointF place;
    for (Entry &entry : m_entries) {
        entry.wordWidth = m_metrics.horizontalAdvance(entry.word);
        const qreal width = markSize() + markGap + entry.wordWidth;
        if (place.x() > 0 && place.x() + width > room)
            place = {0, place.y() + m_metrics.height() * 1.2};
        entry.place = place;
        place.rx() += width + entryGap;
        m_fits = m_fits && width <= room;
    }
}

int TimelineLegend::height() const
{
    return m_metrics.height() * 3 / 2 + int(m_entries.back().place.y());
}

void TimelineLegend::paint(QPainter &painter, const Theme &theme, const QPointF &topLeft) const
{
    const qreal side = markSize();
    const qreal height = m_metrics.height();
    for (const Entry &entry : m_entries) {
        const QPointF place = topLeft + entry.place;
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.color);
        const QRectF mark(place.x(), place.y() + (height - side) / 2, side, side);
        painter.drawRoundedRect(mark, 2, 2);
        if (entry.symbol)
            paintSymbol(painter, mark, *entry.symbol, theme.surface);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(place.x() + side + markGap, place.y(), entry.wordWidth + 2, height),
                         Qt::AlignVCenter, entry.word);
    }
}

} // namespace regatta::ui
