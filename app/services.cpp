#include "app/services.h"

#include "core/transport/libssh/libssh_transport.h"
#include "core/transport/local/local_transport.h"
#include "core/transport/openssh/openssh_transport.h"

#include <utility>

namespace regatta::app {

Services::Services(std::unique_ptr<trust::Prompter> prompter)
    : m_prompter(std::move(prompter))
    , m_hostKeys(m_prompter.get())
{}

Services::~Services() = default;

transport::Transport &Services::transport(model::TransportKind kind)
{
    m_hostKeys.forgetRunDecisions();
    auto &transport = m_transports[kind];
    if (!transport)
        transport = makeTransport(kind);
    return *transport;
}

std::unique_ptr<transport::Transport> Services::makeTransport(model::TransportKind kind)
{
    switch (kind) {
    case model::TransportKind::LibSsh:
        return std::make_unique<transport::LibSshTransport>(m_hostKeys);
    case model::TransportKind::OpenSsh:
        return std::make_unique<transport::OpenSshTransport>();
    case model::TransportKind::Local:
        return std::make_unique<transport::LocalTransport>();
    }
    Q_UNREACHABLE();
}

} // namespace regatta::app
