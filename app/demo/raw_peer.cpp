#include "app/demo/raw_peer.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

namespace regatta::demo {

namespace {

constexpr char banner[] = "SSH-2.0-regatta-demo\r\n";
constexpr char rubbish[] = "220 mail.example.org ESMTP\r\n\xff\xfe\x00 nothing that speaks SSH\r\n";

} // namespace

bool RawPeer::isWanted(const Faults &faults)
{
    const auto isEarly = [](std::optional<Phase> phase) {
        return phase == Phase::Accepted || phase == Phase::BannerSent;
    };
    return faults.greeting != Greeting::Ssh || isEarly(faults.dropAt) || isEarly(faults.stallAt);
}

RawPeer::RawPeer(EventLoop &loop, const Faults &faults, Descriptor socket, std::function<void()> ended)
    : m_loop(loop)
    , m_socket(std::move(socket))
    , m_ended(std::move(ended))
    , m_drop(faults.dropAt.has_value())
{
    switch (faults.greeting) {
    case Greeting::Ssh:
        if (faults.dropAt == Phase::BannerSent || faults.stallAt == Phase::BannerSent)
            m_text = banner;
        break;
    case Greeting::Rubbish:
        m_text = QByteArray(rubbish, sizeof rubbish - 1);
        break;
    case Greeting::EndlessBanner:
        m_text = "SSH-2.0-" + QByteArray(16 * 1024, 'x');
        m_endless = true;
        break;
    }
    m_watch =
        m_loop.watch(m_socket.get(), EPOLLIN | EPOLLOUT, [this](std::uint32_t events) { ready(events); });
}

RawPeer::~RawPeer()
{
    if (m_watch)
        m_loop.forget(*m_watch);
}

void RawPeer::ready(std::uint32_t events)
{
    if (events & (EPOLLERR | EPOLLHUP)) {
        finish();
        return;
    }
    if (events & EPOLLIN) {
        // What the client says is of no interest, but that it goes away is.
        std::array<char, 4096> ignored;
        const ssize_t count = ::recv(m_socket.get(), ignored.data(), ignored.size(), 0);
        if (count == 0 || (count < 0 && errno != EAGAIN)) {
            finish();
            return;
        }
    }
    if (events & EPOLLOUT)
        write();
}

void RawPeer::write()
{
    while (!m_text.isEmpty()) {
        const ssize_t count = ::send(m_socket.get(), m_text.constData(), size_t(m_text.size()), MSG_NOSIGNAL);
        if (count < 0)
            return;
        if (m_endless)
            m_text.fill('x');
        else
            m_text.remove(0, count);
    }
    if (m_drop)
        finish();
    else
        m_loop.change(*m_watch, EPOLLIN);
}

void RawPeer::finish()
{
    if (!m_watch)
        return;
    m_loop.forget(*std::exchange(m_watch, std::nullopt));
    m_socket.reset();
    m_loop.defer(m_ended);
}

} // namespace regatta::demo
