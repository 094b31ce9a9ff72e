#include "ui/history/past_run_bar.h"

#include "ui/history/history_model.h"
#include "ui/log/run_log.h"
#include "ui/text/history_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/key_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace regatta::ui {

PastRunBar::PastRunBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("pastRunBar"));
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(16, 6, 16, 6);
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("pastRunText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_row->addWidget(m_text, 1);
    const auto add = [this](const QString &text, const QString &help, const char *name,
                            void (PastRunBar::*signal)()) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, signal);
        m_row->addWidget(button);
    };
    add(tr("Run &Again…"),
        withKeys(tr("The very same targets, items and command lines"), Qt::CTRL | Qt::Key_Return),
        "pastRunAgain", &PastRunBar::runRequested);
    add(tr("Edit a &Copy"), tr("A new profile, made of the one that was run"), "pastRunCopy",
        &PastRunBar::copyRequested);
    add(tr("C&lose"), tr("Back to the profile that is open"), "pastRunClose", &PastRunBar::closeRequested);
    hide();
}

void PastRunBar::showRun(const history::RunOverview &run, const RunLogNews *news)
{
    QString text = tr("Past run · %1 · %2 · %3")
                       .arg(startText(run.startedAt), text::resultOf(run), text::duration(run.summary.wall));
    if (!news)
        text += tr(" · its output is gone");
    m_run = run.id;
    setText(text);
    // Of one that goes on, in another program, the last record may be half written.
    if (news && run.state != history::RunState::Running)
        connect(
            news, &RunLogNews::endMissed, this,
            [this, id = run.id, text] {
                if (m_run == id)
                    setText(text + tr(" · the end of its output is damaged"));
            },
            Qt::QueuedConnection);
    show();
}

void PastRunBar::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setToolTip(text);
}

void PastRunBar::showThatItIsDeleted()
{
    m_run.clear();
    m_text->setText(tr("This run has been deleted; what you see goes when you close it."));
    m_text->setToolTip({});
}

void PastRunBar::setExportMenu(QMenu *menu)
{
    auto *button = new QPushButton(tr("E&xport"), this);
    button->setObjectName(QStringLiteral("pastRunExport"));
    button->setToolTip(tr("The run as a report, a table or files"));
    button->setMenu(menu);
    connect(menu->menuAction(), &QAction::enabledChanged, button, &QWidget::setEnabled);
    constexpr int beforeClose = 1;
    m_row->insertWidget(m_row->count() - beforeClose, button);
}

} // namespace regatta::ui
