#include "ui/run/open_sessions.h"

#include "ui/text/numbers.h"

#include <utility>

namespace regatta::ui {

OpenSessions::OpenSessions(std::function<void()> close, QObject *parent)
    : QObject(parent)
    , m_close(std::move(close))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(text::readingPace);
    connect(&m_pause, &QTimer::timeout, this, &OpenSessions::tell);
}

std::function<void(int)> OpenSessions::reporter()
{
    return [this, mailbox = m_mailbox](int count) {
        mailbox->count = count;
        if (mailbox->isTold.exchange(false))
            QMetaObject::invokeMethod(&m_pause, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    };
}

void OpenSessions::tell()
{
    m_mailbox->isTold = true;
    Q_EMIT changed(m_mailbox->count);
}

} // namespace regatta::ui
