#include "ui/run/summary_label.h"

#include "ui/theme/symbols.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace regatta::ui {

SummaryLabel::SummaryLabel(QWidget *parent)
    : ElidedLabel(parent)
{}

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
    const int sign = fontMetrics().height() * 3 / 2;
    setContentsMargins(isProblem ? sign : 0, 0, 0, 0);
    setText(sentences.value(0));
    // Plain text: what a profile says is no markup.
    setToolTip(QStringLiteral("<qt style='white-space:pre-wrap'>%1</qt>")
                   .arg(sentences.join(u'\n').toHtmlEscaped()));
    update(); // the words may be the same, and their colour another
}

void SummaryLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    if (m_isProblem) {
        const int side = fontMetrics().height();
        paintSymbol(painter, QRectF(0, contentsRect().center().y() - side / 2.0 + 0.5, side, side),
                    Symbol::Warning, theme.vermillion);
    }
    painter.setPen(m_isProblem ? theme.vermillion : theme.muted);
    painter.drawText(contentsRect(), int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shownText());
}

} // namespace regatta::ui
