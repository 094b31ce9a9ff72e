#pragma once

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace regatta::ui {

/// The connections that stay open between runs, so that the next one on these hosts needs no log-in: how many
/// there are, and a way to close them. GUI thread, but for what reporter() returns. Outlives the transports.
class OpenSessions : public QObject
{
    Q_OBJECT

public:
    explicit OpenSessions(std::function<void()> close, QObject *parent = nullptr);

    int count() const { return m_mailbox->count; }
    /// Those without work; changed() follows.
    void closeAll() { m_close(); }
    /// Takes each new count, on any thread; many in a row are told as one.
    std::function<void(int)> reporter();

Q_SIGNALS:
    void changed(int count);

private:
    struct Mailbox
    {
        std::atomic<int> count = 0;
        std::atomic<bool> isTold = true;
    };
    void tell();

    const std::function<void()> m_close;
    QTimer m_pause; // while more of them may come
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
};

} // namespace regatta::ui
