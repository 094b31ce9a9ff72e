#include "ui/run/counts_progress.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace regatta::ui {

namespace {

constexpr double progressHeight = 6;

} // namespace

void paintCounts(QPainter &painter, const QRectF &bar, const RunCounts &counts, const Theme &theme)
{
    painter.fillRect(bar, theme.field);
    const std::pair<StatusGroup, QColor> parts[] = {
        {StatusGroup::Succeeded, theme.green},    {StatusGroup::Failed, theme.vermillion},
        {StatusGroup::Unreachable, theme.orange}, {StatusGroup::Unverified, theme.orange},
        {StatusGroup::Stopped, theme.grey},       {StatusGroup::Running, theme.blue},
    };
    const double perTask = bar.width() / std::max(1, counts.total());
    double left = bar.left();
    for (const auto &[group, color] : parts) {
        const double width = perTask * counts[group];
        painter.fillRect(QRectF(left, bar.top(), width, bar.height()), color);
        left += width;
    }
}

CountsProgress::CountsProgress(QWidget *parent)
    : QProgressBar(parent)
{
    setTextVisible(false);
}

void CountsProgress::setCounts(const RunCounts &counts)
{
    m_counts = counts;
    // QProgressBar would paint at once, and with itself all that waits to be painted in its window.
    setUpdatesEnabled(false);
    setMaximum(std::max(1, counts.total()));
    setValue(counts.finished());
    setUpdatesEnabled(true); // asks for one update
}

void CountsProgress::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double top = (height() - progressHeight) / 2;
    paintCounts(painter, QRectF(0, top, width(), progressHeight), m_counts, Theme::of(palette()));
}

} // namespace regatta::ui
