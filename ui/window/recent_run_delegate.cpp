#include "ui/window/recent_run_delegate.h"

#include "ui/run/counts_progress.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>

namespace regatta::ui {

namespace {

constexpr int padding = 8;
constexpr double barHeight = 4;

} // namespace

QSize RecentRunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 16, option.fontMetrics.height() * 2};
}

void RecentRunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.showDecorationSelected = true;
    const QStyle &style = option.widget ? *option.widget->style() : *QApplication::style();
    style.drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, option.widget);

    const auto run = index.data(Qt::UserRole).value<RecentRun>();
    const Theme &theme = Theme::of(option.palette);
    const QRect area = option.rect.adjusted(padding, 2, -padding, -2);
    const QFontMetrics &metrics = option.fontMetrics;
    const int timeWidth = metrics.horizontalAdvance(run.when);
    painter->setPen(theme.text);
    painter->drawText(area, Qt::AlignLeft | Qt::AlignTop,
                      metrics.elidedText(run.name, Qt::ElideRight, area.width() - timeWidth - padding));
    painter->setPen(theme.muted);
    painter->drawText(area, Qt::AlignRight | Qt::AlignTop, run.when);
    paintCounts(*painter, QRectF(area.left(), area.top() + metrics.height() + 3, area.width(), barHeight),
                run.counts, theme);
}

} // namespace regatta::ui
