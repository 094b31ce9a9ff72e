#include "ui/run/open_sessions.h"

#include <utility>

namespace regatta::ui {

OpenSessions::OpenSessions(std::function<void()> close, QObject *parent)
    : QObject(parent)
    , m_close(std::move(close))
{}

std::function<void(int)> OpenSessions::reporter()
{
    return [this, mailbox = m_mailbox](int count) {
        mailbox->count = count;
        if (mailbox->isTold.exchange(false))
            QMetaObject::invokeMethod(this, &OpenSessions::tell, Qt::QueuedConnection);
    };
}

void OpenSessions::tell()
{
    m_mailbox->isTold = true;
    Q_EMIT changed(m_mailbox->count);
}

} // namespace regatta::ui
