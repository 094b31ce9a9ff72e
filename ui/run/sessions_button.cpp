#include "ui/run/sessions_button.h"

#include "ui/run/open_sessions.h"

#include <QMenu>

namespace regatta::ui {

SessionsButton::SessionsButton(OpenSessions &sessions, QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("sessionsButton"));
    setProperty("link", true);
    setFlat(true);
    setToolTip(
        tr("Connections that stay open for a while, so that the next run on these hosts needs no log-in"));
    auto *menu = new QMenu(this);
    QAction *close = menu->addAction(tr("&Close Idle Sessions"));
    close->setObjectName(QStringLiteral("closeSessions"));
    connect(close, &QAction::triggered, &sessions, &OpenSessions::closeAll);
    setMenu(menu);
    connect(&sessions, &OpenSessions::changed, this, &SessionsButton::showCount);
    showCount(sessions.count());
}

void SessionsButton::showCount(int count)
{
    setText(tr("%n session(s) kept open", nullptr, count));
    setVisible(count > 0);
}

} // namespace regatta::ui
