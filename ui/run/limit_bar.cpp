#include "ui/run/limit_bar.h"

#include "ui/run/run_session.h"
#include "ui/text/numbers.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace regatta::ui {

namespace {

QString wordsFor(const engine::LimitReached &limit)
{
    const QString count = text::count(limit.count);
    const QString tasks = text::count(limit.tasks);
    const bool isUnreachable = limit.of == engine::LimitReached::Of::Unreachable;
    if (!limit.wave)
        return isUnreachable ? LimitBar::tr("%1 of %2 tasks could not reach their hosts").arg(count, tasks)
                             : LimitBar::tr("%1 of %2 tasks have failed").arg(count, tasks);
    const QString wave = text::count(qint64(*limit.wave) + 1);
    return isUnreachable
               ? LimitBar::tr("%1 of %2 tasks of wave %3 could not reach their hosts").arg(count, tasks, wave)
               : LimitBar::tr("%1 of %2 tasks of wave %3 have failed").arg(count, tasks, wave);
}

} // namespace

LimitBar::LimitBar(QWidget *parent)
    : QFrame(parent)
{
    using LimitFromNow = engine::RunController::LimitFromNow;
    setObjectName(QStringLiteral("limitBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6);
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("limitText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1);
    layout->addWidget(m_text, 1);
    const auto add = [this, layout](const QString &text, const QString &help, const char *name,
                                    const std::function<void()> &decide) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, decide);
        layout->addWidget(button);
    };
    add(tr("Go on"), tr("Asks again after as many more"), "limitGoOn",
        [this] { m_session->goOnAnyway(LimitFromNow::CountsAnew); });
    add(tr("Go on whatever fails"), tr("The limit is off for the rest of the run"), "limitOff",
        [this] { m_session->goOnAnyway(LimitFromNow::IsOff); });
    add(tr("End the run"), tr("What has not begun is skipped; what runs may finish"), "limitEnd",
        [this] { m_session->endAfterLimit(); });
    hide();
}

void LimitBar::follow(RunSession *session)
{
    m_session = session;
    connect(session, &RunSession::limitChanged, this, [this] { showLimit(m_session->reachedLimit()); });
    showLimit(session->reachedLimit());
}

void LimitBar::showLimit(const std::optional<engine::LimitReached> &limit)
{
    if (limit)
        m_text->setText(tr("%1: nothing more begins until you decide.").arg(wordsFor(*limit)));
    setVisible(limit.has_value());
}

} // namespace regatta::ui
