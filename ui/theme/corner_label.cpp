#include "ui/theme/corner_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace regatta::ui {

CornerLabel::CornerLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

int CornerLabel::widthOf(const QString &text) const
{
    return int(std::ceil(QFontMetricsF(font()).horizontalAdvance(text))); // half a pixel less would cut it
}

QSize CornerLabel::sizeHint() const
{
    QSize size(widthOf(text()) + 2 * margin(), fontMetrics().height() * 2);
    if (const auto *tabs = qobject_cast<const QTabWidget *>(parentWidget())) {
        const int room = tabs->width() - tabs->tabBar()->sizeHint().width() - margin();
        size.setWidth(std::clamp(room, 0, size.width()));
    }
    return size;
}

QSize CornerLabel::minimumSizeHint() const
{
    return {0, 0};
}

QString CornerLabel::shownText() const
{
    const int room = width() - 2 * margin();
    QString shown = text();
    for (const QString &shorter : m_shorterTexts) {
        if (widthOf(shown) <= room)
            break;
        shown = shorter;
    }
    return fontMetrics().elidedText(shown, Qt::ElideRight, room);
}

void CornerLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(margin(), 0, -margin(), 0),
                     int(Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine), shownText());
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
