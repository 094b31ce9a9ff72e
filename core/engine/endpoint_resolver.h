#pragma once

#include "core/model/profile.h"
#include "core/model/target.h"
#include "core/transport/ssh_config/ssh_config.h"
#include "core/transport/transport.h"
#include "core/trust/host_key.h"

#include <QString>
#include <QStringList>

namespace regatta::engine {

/// What the person who starts a run decides about its connections, above what the profile says. Empty or 0:
/// the profile's value, then OpenSSH's default.
struct ConnectionSettings
{
    QString user;
    quint16 port = 0;
    QStringList identityFiles;
    std::optional<trust::HostKeyPolicy> hostKeyPolicy; ///< unset: the configuration's
    QStringList knownHostsFiles;
    QString sshConfigFile; ///< as ssh -F has it: empty is the default, "none" is no configuration
    QString profileFolder; ///< what a relative path in the profile is relative to
    QString localUser;     ///< log-in name where nobody says one
    QString home;          ///< what "~" stands for

    /// A path of this machine as a profile writes it: "~" and relative ones are allowed.
    QString absolute(const QString &path) const;
};

/// This user's name and home folder.
ConnectionSettings defaultConnectionSettings();

/// Turns targets into endpoints: the target's own user and port, else the person's, else the profile's, else
/// the ssh configuration's, else OpenSSH's default. Pure.
class EndpointResolver
{
public:
    EndpointResolver(const model::Profile &profile, const ConnectionSettings &settings);

    const QString &sshConfigFile() const { return m_common.sshConfigFile; }

    /// What is to be asked of the ssh configuration.
    transport::HostQuery queryFor(const model::Target &target) const;

    /// `options`: the answer; null as long as there is none.
    transport::Endpoint endpointFor(const model::Target &target,
                                    const std::shared_ptr<const transport::HostOptions> &options = {}) const;

private:
    transport::Endpoint reached(transport::Endpoint endpoint, const QString &host, const QString &user,
                                quint16 port,
                                const std::shared_ptr<const transport::HostOptions> &options) const;
    void addRoute(transport::Endpoint &endpoint,
                  const std::shared_ptr<const transport::HostOptions> &options) const;
    std::shared_ptr<const transport::Endpoint>
    jumpEndpoint(const transport::JumpHost &host,
                 const std::shared_ptr<const transport::Endpoint> &before) const;
    void addProxyCommand(transport::Endpoint &endpoint,
                         const std::shared_ptr<const transport::HostOptions> &options) const;
    transport::TokenValues tokensFor(const transport::Endpoint &endpoint) const;
    void applyOptions(transport::Endpoint &endpoint,
                      const std::shared_ptr<const transport::HostOptions> &options) const;

    transport::Endpoint m_common; // everything that all targets share; user and port are unset where nobody
                                  // but the configuration says one
    std::optional<trust::HostKeyPolicy> m_hostKeyPolicy;
    QString m_localUser;
    QString m_home;
};

} // namespace regatta::engine
