#pragma once

#include "core/transport/libssh/descriptor.h"

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace regatta::transport::libssh {

/// Where other threads leave work for a reactor. May outlive its reactor: what is posted after close() is
/// dropped, so that whoever answers late (a person, a resolver, the writer of output) needs no bookkeeping.
class Mailbox
{
public:
    using Message = std::function<void()>;

    Mailbox();

    /// Any thread. Messages are run by the reactor's thread in the order of posting.
    void post(Message message);

    // All below is the reactor's thread's.

    /// Whoever calls this reads from now on, and looks into the mailbox before it sleeps: for what it posts
    /// itself nobody has to ring.
    void setReader();
    /// Readable when another thread has posted something, until acknowledge().
    int descriptor() const { return m_wake.get(); }
    void acknowledge();
    bool isEmpty();
    std::vector<Message> take();
    void close();

private:
    const Descriptor m_wake;
    std::mutex m_mutex; // guards all below
    std::vector<Message> m_messages;
    std::thread::id m_reader;
    bool m_closed = false;
};

} // namespace regatta::transport::libssh
