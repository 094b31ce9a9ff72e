#include "ui/run/summary_label.h"

#include "ui/theme/symbols.h"

#include <QPainter>

namespace regatta::ui {

SummaryLabel::SummaryLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setMinimumWidth(1);
}

void SummaryLabel::showWords(const QString &words)
{
    setSentences({words}, false);
}

void SummaryLabel::showProblems(const QStringList &sentences)
{
    setSentences(sentences, true);
}

void SummaryLabel::setSentences(const QStringList &sentences, bool isProblem)
{
    m_isProblem = isProblem;
    setText(sentences.value(0));
    // Plain text: what a profile says is no markup.
    setToolTip(QStringLiteral("<qt style='white-space:pre-wrap'>%1</qt>")
                   .arg(sentences.join(u'\n').toHtmlEscaped()));
    update();
}

void SummaryLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    QRect area = contentsRect();
    if (m_isProblem) {
        const int side = fontMetrics().height();
        paintSymbol(painter, QRectF(area.left(), area.center().y() - side / 2.0 + 0.5, side, side),
                    Symbol::Warning, theme.vermillion);
        area.setLeft(area.left() + side * 3 / 2);
    }
    painter.setPen(m_isProblem ? theme.vermillion : theme.muted);
    painter.drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

} // namespace regatta::ui
