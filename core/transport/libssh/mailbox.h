#pragma once

#include "core/transport/libssh/descriptor.h"

#include <functional>
#include <mutex>
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

    /// Readable while something waits; of the reactor's thread, like the two below.
    int descriptor() const { return m_wake.get(); }
    std::vector<Message> take();
    void close();

private:
    const Descriptor m_wake;
    std::mutex m_mutex;
    std::vector<Message> m_messages; // guarded by m_mutex
    bool m_closed = false;           // guarded by m_mutex
};

} // namespace regatta::transport::libssh
