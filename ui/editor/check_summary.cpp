#include "ui/editor/check_summary.h"

#include "ui/theme/symbols.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace regatta::ui {

namespace {

constexpr int linesInSight = 3;

} // namespace

CheckSummary::CheckSummary(QWidget *parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_sentences(new QLabel(this))
{
    m_sentences->setObjectName(QStringLiteral("editorSummary"));
    m_sentences->setTextFormat(Qt::PlainText);
    m_sentences->setWordWrap(true);
    m_sentences->setAccessibleName(tr("Check"));
    m_sentences->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(makeArea(), 1);
}

QWidget *CheckSummary::makeArea()
{
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("editorSummaryArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedHeight(fontMetrics().lineSpacing() * linesInSight);
    area->setWidgetResizable(true);
    area->setWidget(m_sentences);
    area->viewport()->setAutoFillBackground(false);
    m_sentences->setAutoFillBackground(false);
    return area;
}

void CheckSummary::tell(const QString &sentences, State state)
{
    const Theme &theme = Theme::of(palette());
    const int side = fontMetrics().height();
    const bool isReady = state == State::Ready;
    m_sign->setHidden(state == State::Untouched);
    m_sign->setPixmap(
        symbolIcon(isReady ? Symbol::Check : Symbol::Warning, isReady ? theme.green : theme.vermillion)
            .pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette colors = m_sentences->palette();
    colors.setColor(QPalette::WindowText, state == State::Unsound ? theme.vermillion : theme.muted);
    m_sentences->setPalette(colors);
    m_sentences->setText(sentences);
    const QString lines = sentences.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    m_sentences->setToolTip(state == State::Unsound ? QStringLiteral("<qt>%1</qt>").arg(lines) : QString());
}

} // namespace regatta::ui
