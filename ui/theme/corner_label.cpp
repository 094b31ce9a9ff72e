#include "ui/theme/corner_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolTip>

#include <algorithm>

namespace regatta::ui {

CornerLabel::CornerLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

QSize CornerLabel::sizeHint() const
{
    const int margin = fontMetrics().averageCharWidth() * 2;
    QSize size(fontMetrics().horizontalAdvance(text()) + 2 * margin, fontMetrics().height() * 2);
    if (const auto *tabs = qobject_cast<const QTabWidget *>(parentWidget())) {
        const int room = tabs->width() - tabs->tabBar()->sizeHint().width() - margin;
        size.setWidth(std::clamp(room, 0, size.width()));
    }
    return size;
}

QSize CornerLabel::minimumSizeHint() const
{
    return {0, 0};
}

void CornerLabel::paintEvent(QPaintEvent *)
{
    const int margin = fontMetrics().averageCharWidth() * 2;
    const QRect area = rect().adjusted(margin, 0, -margin, 0);
    const bool fits = m_shortText.isEmpty() || fontMetrics().horizontalAdvance(text()) <= area.width();
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(area, int(Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine),
                     fontMetrics().elidedText(fits ? text() : m_shortText, Qt::ElideRight, area.width()));
}

bool CornerLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       QStringLiteral("<qt>%1</qt>").arg(text().toHtmlEscaped()), this);
    return true;
}

} // namespace regatta::ui
