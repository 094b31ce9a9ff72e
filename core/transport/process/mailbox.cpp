#include "core/transport/process/mailbox.h"

#include <QMetaObject>

#include <utility>

namespace regatta::transport::process {

Mailbox::Mailbox(QObject *receiver)
    : m_receiver(receiver)
{}

void Mailbox::post(std::function<void()> message)
{
    const std::lock_guard lock(m_mutex);
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver, std::move(message), Qt::QueuedConnection);
}

void Mailbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
}

} // namespace regatta::transport::process
