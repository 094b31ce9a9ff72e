#include "ui/run/open_sessions.h"

#include <utility>

namespace regatta::ui {

OpenSessions::OpenSessions(std::function<void()> close, QObject *parent)
    : QObject(parent)
    , m_close(std::move(close))
{}

OpenSessions::~OpenSessions() = default;

int OpenSessions::count() const
{
    return m_mailbox->count;
}

void OpenSessions::closeAll()
{
    if (m_close)
        m_close();
}

std::function<void(int)> OpenSessions::reporter() const
{
    return [self = const_cast<OpenSessions *>(this), mailbox = m_mailbox](int count) {
        mailbox->count = count;
        if (mailbox->isTold.exchange(false))
            QMetaObject::invokeMethod(self, &OpenSessions::tell, Qt::QueuedConnection);
    };
}

void OpenSessions::tell()
{
    m_mailbox->isTold = true;
    Q_EMIT changed(m_mailbox->count);
}

} // namespace regatta::ui
