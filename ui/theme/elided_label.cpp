#include "ui/theme/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace regatta::ui {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString &text, const QStringList &shorter)
{
    if (text == m_text && shorter == m_shorterTexts)
        return;
    m_text = text;
    m_shorterTexts = shorter;
    setAccessibleName(text);
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

int ElidedLabel::widthOf(const QString &text) const
{
    return int(std::ceil(QFontMetricsF(font()).horizontalAdvance(text))); // half a pixel less would cut it
}

int ElidedLabel::wholeWidth() const
{
    const QMargins margins = contentsMargins();
    return margins.left() + widthOf(m_text) + margins.right();
}

QString ElidedLabel::shownText() const
{
    const int room = contentsRect().width();
    QString shown = m_text;
    for (const QString &shorter : m_shorterTexts) {
        if (widthOf(shown) <= room)
            break;
        shown = shorter;
    }
    return fontMetrics().elidedText(shown, Qt::ElideRight, room);
}

QSize ElidedLabel::sizeHint() const
{
    return minimumSizeHint();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QMargins margins = contentsMargins();
    return {0, margins.top() + fontMetrics().height() + margins.bottom()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(m_alignment) | Qt::TextSingleLine, shownText());
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || shownText() == m_text)
        return QWidget::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       QStringLiteral("<qt>%1</qt>").arg(m_text.toHtmlEscaped()), this);
    return true;
}

} // namespace regatta::ui
