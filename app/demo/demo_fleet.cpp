#include "app/demo/demo_fleet.h"

#include "app/demo/docker_stand_in.h"
#include "app/demo/janitor.h"
#include "app/demo/key_pair.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

namespace regatta::demo {

namespace {

constexpr int mostHosts = 250;
constexpr int failingHost = 5;
constexpr int failingContainer = 1;

// A loopback network that little else uses: 127.77.0.1, 127.77.0.2, ...
QString addressOf(int number)
{
    return QStringLiteral("127.77.0.%1").arg(number);
}

} // namespace

DemoFleet::DemoFleet() = default;

DemoFleet::~DemoFleet()
{
    m_server.reset();
    m_janitor.reset();
}

base::Expected<std::unique_ptr<DemoFleet>> DemoFleet::start(FleetSettings settings)
{
    std::unique_ptr<DemoFleet> fleet(new DemoFleet);
    fleet->m_settings = std::move(settings);
    fleet->m_settings.hosts = std::clamp(fleet->m_settings.hosts, 1, mostHosts);
    if (auto prepared = fleet->prepare(); !prepared)
        return tl::unexpected(prepared.error());
    return fleet;
}

base::Expected<void> DemoFleet::prepare()
{
    // QTemporaryDir makes it for its owner alone (0700).
    m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/regatta-demo-XXXXXX"));
    if (!m_folder->isValid())
        return base::failure(base::ErrorCode::FileUnwritable, QDir::tempPath());
    auto janitor = Janitor::start(m_folder->path());
    if (!janitor)
        return tl::unexpected(janitor.error());
    m_janitor = std::move(*janitor);

    const auto userKey = generateKeyPair();
    if (!userKey)
        return tl::unexpected(userKey.error());
    if (auto written = write(identityFile(), userKey->privateKey); !written)
        return written;

    QList<ServerSettings> hosts;
    for (int number = 1; number <= m_settings.hosts; ++number) {
        auto host = prepareHost(number, userKey->publicKey);
        if (!host)
            return tl::unexpected(host.error());
        hosts << *host;
    }
    auto server = SshServer::start(hosts, PortChoice::Common);
    if (!server)
        return tl::unexpected(server.error());
    m_server = std::move(*server);
    return write(knownHostsFile(), m_server->knownHosts());
}

base::Expected<ServerSettings> DemoFleet::prepareHost(int number, const QByteArray &authorizedKey)
{
    ServerSettings host;
    host.address = addressOf(number);
    host.home = folder() + QStringLiteral("/host-%1").arg(number, 2, 10, QLatin1Char('0'));
    host.searchPath = {host.home + QStringLiteral("/bin")};
    host.logIn.user = m_settings.user;
    host.logIn.authorizedKeys = {authorizedKey};
    if (!QDir().mkpath(host.searchPath.first()))
        return base::failure(base::ErrorCode::FileUnwritable, host.home);
    DockerStandIn docker;
    docker.host = number;
    if (m_settings.oneFails && number == std::min(failingHost, m_settings.hosts))
        docker.failingContainer = failingContainer;
    if (auto written = writeDockerStandIn(host.searchPath.first(), docker); !written)
        return tl::unexpected(written.error());
    return host;
}

base::Expected<void> DemoFleet::write(const QString &path, const QByteArray &bytes) const
{
    QFile file(path);
    // Permissions before the content: ssh refuses keys that others may read, and so it should be.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(bytes) != bytes.size())
        return base::failure(base::ErrorCode::FileUnwritable, path);
    return {};
}

QList<DemoFleet::Host> DemoFleet::hosts() const
{
    QList<Host> hosts;
    for (int number = 1; number <= m_settings.hosts; ++number)
        hosts << Host{addressOf(number), addressOf(number), m_server->port(number - 1)};
    return hosts;
}

QString DemoFleet::user() const
{
    return QString::fromUtf8(m_settings.user);
}

QString DemoFleet::folder() const
{
    return m_folder->path();
}

QString DemoFleet::identityFile() const
{
    return m_folder->filePath(QStringLiteral("id_ed25519"));
}

QString DemoFleet::knownHostsFile() const
{
    return m_folder->filePath(QStringLiteral("known_hosts"));
}

model::Profile DemoFleet::exampleProfile() const
{
    model::Profile profile;
    profile.name = QCoreApplication::translate("DemoFleet", "Restart app containers");
    profile.description = QCoreApplication::translate(
        "DemoFleet", "The demo: hosts inside this program, and a stand-in for docker that restarts nothing.");
    model::TargetEntry entry;
    entry.nodeSet =
        m_settings.hosts == 1 ? addressOf(1) : QStringLiteral("127.77.0.[1-%1]").arg(m_settings.hosts);
    entry.port = m_server->port();
    profile.targets = {entry};
    profile.matrix = {{QStringLiteral("app"), {QStringLiteral("app-[0-%1]").arg(containersPerHost - 1)}}};
    model::Step step;
    step.name = QStringLiteral("restart");
    step.run = QStringLiteral("docker restart {{app}}");
    profile.steps = {step};
    profile.parallel = 4;
    profile.ssh.user = user();
    profile.ssh.identity = identityFile();
    return profile;
}

} // namespace regatta::demo
