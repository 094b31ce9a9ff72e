#pragma once

#include "core/model/profile.h"
#include "core/model/target.h"
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
    trust::HostKeyPolicy hostKeyPolicy = trust::HostKeyPolicy::Ask;
    QStringList knownHostsFiles;
    QString sshConfigFile;
    QString profileFolder; ///< what a relative path in the profile is relative to
    QString localUser;     ///< log-in name where nobody says one
    QString home;          ///< what "~" stands for
};

/// This user's name and home folder.
ConnectionSettings defaultConnectionSettings();

/// Turns targets into endpoints: the target's own user and port, else the person's, else the profile's, else
/// OpenSSH's default. Pure.
class EndpointResolver
{
public:
    EndpointResolver(const model::Profile &profile, const ConnectionSettings &settings);

    transport::Endpoint endpointFor(const model::Target &target) const;

private:
    transport::Endpoint m_common; // everything that all targets share
};

} // namespace regatta::engine
