#pragma once

#include <QObject>

#include <functional>
#include <mutex>

namespace regatta::transport::process {

/// The way into the transport's thread for others, which may outlive it: what comes after close() is dropped.
class Mailbox
{
public:
    explicit Mailbox(QObject *receiver);

    /// Any thread. Runs `message` in the receiver's thread, in the order of posting.
    void post(std::function<void()> message);

    /// Before the receiver is destroyed.
    void close();

private:
    std::mutex m_mutex;
    QObject *m_receiver; // guarded by m_mutex; not owned
};

} // namespace regatta::transport::process
