#include "app/services.h"

#include "core/transport/libssh/libssh_transport.h"
#include "core/transport/local/local_transport.h"
#include "core/transport/openssh/openssh_transport.h"
#include "core/transport/routing_transport.h"

#include <algorithm>
#include <utility>

namespace regatta::app {

Services::Services(std::unique_ptr<trust::Prompter> prompter, ServiceSettings settings)
    : m_prompter(std::move(prompter))
    , m_settings(std::move(settings))
    , m_hostKeys(m_prompter.get())
    , m_credentials(m_prompter.get(), m_settings.secrets)
{}

Services::~Services() = default;

void Services::lookUpHosts(const QString &configFile, std::vector<transport::HostQuery> queries,
                           transport::SshConfig::Done done)
{
    auto hosts = queries;
    m_sshConfig.lookUp(
        configFile, std::move(queries),
        [this, hosts = std::move(hosts), done = std::move(done)](std::vector<transport::HostAnswer> answers) {
            for (size_t i = 0; i < answers.size(); ++i)
                answers[i] = withHostCertificate(hosts[i], answers[i]);
            done(std::move(answers));
        });
}

/// Libssh can't check a host's certificate; the ssh program can.
transport::HostAnswer Services::withHostCertificate(const transport::HostQuery &host,
                                                    const transport::HostAnswer &answer)
{
    if (!answer || !*answer || !(*answer)->onlyOpenSsh.isEmpty())
        return answer;
    const std::vector<transport::JumpHost> &jumps = (*answer)->jumpHosts;
    const bool needsOne =
        needsHostCertificate(host.host, host.port, **answer) ||
        std::any_of(jumps.begin(), jumps.end(), [this](const transport::JumpHost &jump) {
            return jump.options && needsHostCertificate(jump.host, jump.port, *jump.options);
        });
    if (!needsOne)
        return answer;
    transport::HostOptions changed = **answer;
    changed.onlyOpenSsh = QStringLiteral("@cert-authority");
    return std::make_shared<const transport::HostOptions>(std::move(changed));
}

bool Services::needsHostCertificate(const QString &host, quint16 port, const transport::HostOptions &options)
{
    const bool hasAlias = !options.hostKeyAlias.isEmpty();
    const QString dialled =
        transport::expandTokens(options.hostName, {.host = host, .hostName = host}).value_or(host);
    const quint16 dialledPort = port != 0 ? port : options.port;
    return m_hostKeys.needsHostCertificate(hasAlias ? options.hostKeyAlias : dialled,
                                           hasAlias ? 22 : dialledPort, options.knownHostsFiles);
}

transport::Transport &Services::transport(model::TransportKind kind)
{
    m_hostKeys.forgetRunDecisions();
    m_credentials.forgetRunDecisions();
    auto &transport = m_transports[kind];
    if (!transport)
        transport = makeTransport(kind);
    return *transport;
}

void Services::closeIdleSessions()
{
    for (const auto &[kind, transport] : m_transports)
        transport->closeIdleSessions();
}

void Services::setIdleLimits(const transport::IdleLimits &limits)
{
    m_settings.libSsh.idle = limits;
    for (const auto &[kind, transport] : m_transports)
        transport->setIdleLimits(limits);
}

std::unique_ptr<transport::Transport> Services::makeTransport(model::TransportKind kind)
{
    switch (kind) {
    case model::TransportKind::LibSsh:
        return std::make_unique<transport::RoutingTransport>(
            std::make_unique<transport::LibSshTransport>(m_hostKeys, m_settings.libSsh, &m_credentials),
            [this] { return makeOpenSsh(); });
    case model::TransportKind::OpenSsh:
        return makeOpenSsh();
    case model::TransportKind::Local:
        return std::make_unique<transport::LocalTransport>(transport::process::defaultProcessLimit(),
                                                           m_settings.localNiceness, &m_credentials);
    }
    Q_UNREACHABLE();
}

std::unique_ptr<transport::Transport> Services::makeOpenSsh()
{
    return std::make_unique<transport::OpenSshTransport>(transport::process::defaultProcessLimit(),
                                                         QStringLiteral("ssh"), &m_credentials);
}

} // namespace regatta::app
