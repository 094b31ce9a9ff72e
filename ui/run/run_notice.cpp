#include "ui/run/run_notice.h"

#include "ui/run/run_header.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace regatta::ui {

RunNotice::RunNotice(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_symbol(new QLabel(this))
    , m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("runNotice"));
    m_words->setObjectName(QStringLiteral("runNoticeWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMinimumWidth(1);
    m_layout->setContentsMargins(16, 6, 16, 6);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_symbol);
    m_layout->addWidget(m_words, 1);
    hide();
}

void RunNotice::setNotice(const std::optional<Notice> &notice)
{
    if (notice == m_notice)
        return;
    const bool hasSameActions = notice && m_notice && notice->actions == m_notice->actions;
    m_notice = notice;
    setVisible(notice.has_value());
    if (!notice)
        return;
    const int side = fontMetrics().height();
    m_symbol->setPixmap(symbolIcon(notice->symbol, notice->color).pixmap(QSize(side, side)));
    m_words->setText(notice->words);
    m_words->setToolTip(notice->words);
    if (hasSameActions)
        return; // a button under the pointer stays where it is
    for (QWidget *button : std::as_const(m_buttons)) {
        button->hide();
        button->setObjectName({}); // its successor may have the name
        button->deleteLater();     // its click may be what led here
    }
    m_buttons.clear();
    for (QAction *action : notice->actions) {
        QPushButton *button =
            buttonFor(*action, qPrintable(action->objectName() + QStringLiteral("Button")), this);
        m_layout->addWidget(button);
        m_buttons << button;
    }
}

} // namespace regatta::ui
