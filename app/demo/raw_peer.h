#pragma once

#include "app/demo/descriptor.h"
#include "app/demo/event_loop.h"
#include "app/demo/peer.h"
#include "app/demo/server_settings.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace regatta::demo {

/// What a client meets where no key exchange ever begins: silence, a lone banner, rubbish, a banner without
/// end. Of the server's thread.
class RawPeer final : public Peer
{
public:
    /// Whether the faults leave no place for SSH.
    static bool isWanted(const Faults &faults);

    /// `ended` is called once, from the loop: destroy the peer later, not there.
    RawPeer(EventLoop &loop, const Faults &faults, Descriptor socket, std::function<void()> ended);
    ~RawPeer() override;
    Q_DISABLE_COPY_MOVE(RawPeer)

private:
    void ready(std::uint32_t events);
    void write();
    void finish();

    EventLoop &m_loop;
    Descriptor m_socket;
    std::function<void()> m_ended;
    std::optional<WatchId> m_watch;
    QByteArray m_text;      ///< to be written
    bool m_endless = false; ///< m_text is written again and again
    bool m_drop = false;    ///< the connection is closed once m_text is out
};

} // namespace regatta::demo
