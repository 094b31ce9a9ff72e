#include "core/transport/libssh/mailbox.h"

#include <QtGlobal>

#include <sys/eventfd.h>

namespace regatta::transport::libssh {

Mailbox::Mailbox()
    : m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (!m_wake.isOpen())
        qFatal("No descriptor is left for a reactor");
}

void Mailbox::post(Message message)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_messages.push_back(std::move(message));
        // Whoever posted the first one has woken the reactor, or is the reactor.
        if (m_messages.size() > 1 || std::this_thread::get_id() == m_reader)
            return;
    }
    ::eventfd_write(m_wake.get(), 1);
}

void Mailbox::setReader()
{
    const std::lock_guard lock(m_mutex);
    m_reader = std::this_thread::get_id();
}

void Mailbox::acknowledge()
{
    eventfd_t count = 0;
    ::eventfd_read(m_wake.get(), &count);
}

bool Mailbox::isEmpty()
{
    const std::lock_guard lock(m_mutex);
    return m_messages.empty();
}

std::vector<Mailbox::Message> Mailbox::take()
{
    std::vector<Message> messages;
    const std::lock_guard lock(m_mutex);
    messages.swap(m_messages);
    return messages;
}

void Mailbox::close()
{
    std::vector<Message> dropped; // destroyed after the lock is given back: messages may own anything
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    dropped.swap(m_messages);
}

} // namespace regatta::transport::libssh
