#include "core/transport/libssh/proxy_route.h"

#include "core/transport/transport.h"

#include <utility>

namespace regatta::transport::libssh {

using base::ErrorCode;

namespace {

using namespace std::chrono_literals;

/// A program that has closed its output is about to end, and says why only then.
constexpr auto patience = 1s;

/// Ends the program with the connection that goes through it, which may be let go of in any thread.
std::shared_ptr<Link> linkOf(const std::shared_ptr<ProxyProcess> &process, const Reactor &reactor)
{
    return {new Link, [weak = std::weak_ptr(process), mailbox = reactor.mailbox()](const Link *link) {
                delete link;
                mailbox->post([weak] {
                    if (const auto ended = weak.lock())
                        ended->end();
                });
            }};
}

} // namespace

ProxyRoute::ProxyRoute(Surroundings &surroundings, const Endpoint &endpoint)
    : m_surroundings(surroundings)
    , m_endpoint(endpoint)
    , m_patience(surroundings.reactor)
{}

ProxyRoute::~ProxyRoute()
{
    if (m_process)
        m_process->whenEnded(nullptr);
}

void ProxyRoute::open(Opened opened)
{
    auto started = m_surroundings.proxies.start(m_endpoint.proxyCommand);
    if (!started)
        return opened(tl::unexpected(Failure{model::Outcome::Unreachable, started.error()}));
    m_process = std::move(started->process);
    opened(Socket{std::move(started->socket), linkOf(m_process, m_surroundings.reactor)});
}

void ProxyRoute::explain(Explained explained)
{
    m_explained = std::move(explained);
    if (m_process->hasEnded())
        return tell();
    m_process->whenEnded([this] { tell(); });
    m_patience.startIn(patience, [this] { tell(); });
}

void ProxyRoute::tell()
{
    m_patience.stop();
    m_process->whenEnded(nullptr);
    const Explained explained = std::exchange(m_explained, nullptr);
    explained(Ending{{ErrorCode::ProxyCommandFailed, m_process->account()}, !m_process->isBlameless()});
}

} // namespace regatta::transport::libssh
