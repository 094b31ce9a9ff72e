#pragma once

#include "app/demo/ssh_server.h"
#include "core/base/error.h"
#include "core/model/profile.h"

#include <QList>
#include <QString>

#include <memory>

class QTemporaryDir;

namespace regatta::demo {

class Janitor;

struct FleetSettings
{
    int hosts = 10;        ///< 1 to 250
    bool oneFails = false; ///< app-1 of host 5 (or of the last one) can't be restarted
    QByteArray user = "demo";
};

/// Ten hosts that exist for as long as this object: real SSH servers on loopback addresses of their own, with
/// keys made for the occasion, each with a temporary home and a stand-in for docker. Nothing is left behind,
/// neither files nor processes, even if our process is killed. Destroying it waits for that, some
/// milliseconds.
class DemoFleet
{
public:
    struct Host
    {
        QString name; ///< its address
        QString address;
        quint16 port = 0;

        bool operator==(const Host &) const = default;
    };

    /// Errors: FileUnwritable (the temporary folder), and those of SshServer::start().
    static base::Expected<std::unique_ptr<DemoFleet>> start(FleetSettings settings = {});
    ~DemoFleet();
    Q_DISABLE_COPY_MOVE(DemoFleet)

    QList<Host> hosts() const;
    QString user() const;
    QString identityFile() const;   ///< the one key that lets in, without passphrase
    QString knownHostsFile() const; ///< the fleet's host keys; belongs into Endpoint::knownHostsFiles
    QString folder() const;         ///< holds all of the fleet's files

    /// Restarts ten containers on each of the hosts, four at a time.
    model::Profile exampleProfile() const;

private:
    DemoFleet();

    base::Expected<void> prepare();
    base::Expected<ServerSettings> prepareHost(int number, const QByteArray &authorizedKey);
    base::Expected<void> write(const QString &path, const QByteArray &bytes) const;

    FleetSettings m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Janitor> m_janitor; // works after the servers are gone
    std::unique_ptr<SshServer> m_server;
};

} // namespace regatta::demo
