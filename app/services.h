#pragma once

#include "core/base/clock.h"
#include "core/engine/endpoint_resolver.h"
#include "core/model/profile.h"
#include "core/transport/libssh/settings.h"
#include "core/transport/ssh_config/ssh_config.h"
#include "core/transport/transport.h"
#include "core/trust/credentials.h"
#include "core/trust/host_key_verifier.h"
#include "core/trust/prompter.h"

#include <map>
#include <memory>

namespace regatta::app {

/// What differs between the window and the command line.
struct ServiceSettings
{
    transport::LibSshSettings libSsh = {};
    int localNiceness = 0;                 ///< of commands on this machine, see nice(2)
    trust::SecretStore *secrets = nullptr; ///< outlives the services; null: nothing is kept
};

/// What lives as long as the program: the clock, trust, and one transport of each kind, made when it is first
/// needed, with its warm sessions. Belongs to the main thread.
class Services
{
public:
    /// `prompter` may be null: nobody can be asked.
    explicit Services(std::unique_ptr<trust::Prompter> prompter, ServiceSettings settings = {});
    ~Services();

    const base::Clock &clock() const { return m_clock; }
    trust::HostKeyVerifier &hostKeys() { return m_hostKeys; }
    /// For a run that begins: what a person has accepted for the run before is unknown again.
    transport::Transport &transport(model::TransportKind kind);
    /// Of all transports.
    void closeIdleSessions();
    /// Of all transports, those to come too.
    void setIdleLimits(const transport::IdleLimits &limits);
    /// What the person's ssh configuration and known_hosts say about hosts; from any thread.
    void lookUpHosts(const QString &configFile, std::vector<transport::HostQuery> queries,
                     transport::SshConfig::Done done);

private:
    transport::HostAnswer withHostCertificate(const transport::HostQuery &host,
                                              const transport::HostAnswer &answer);
    bool needsHostCertificate(const QString &host, quint16 port, const transport::HostOptions &options);
    std::unique_ptr<transport::Transport> makeTransport(model::TransportKind kind);
    std::unique_ptr<transport::Transport> makeOpenSsh();

    const base::SteadyClock m_clock;
    const std::unique_ptr<trust::Prompter> m_prompter;
    ServiceSettings m_settings;
    trust::HostKeyVerifier m_hostKeys;
    trust::Credentials m_credentials;
    transport::SshConfig m_sshConfig;
    std::map<model::TransportKind, std::unique_ptr<transport::Transport>> m_transports;
};

} // namespace regatta::app
