// SSH servers that answer every command with "hello" and start no process: for as many sessions at once as no
// machine could hold of sshd's processes. A hundred addresses, 127.2.0.1 to 127.2.0.100, at one port, where
// any user may log in: "u[1-100]@127.2.0.[1-100]" are ten thousand targets.
//
//     light_fleet
#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "core/base/descriptor_limit.h"
#include "tests/bench/peers/until_input_ends.h"

#include <QFile>
#include <QTemporaryDir>

using namespace regatta;

namespace {

constexpr int hosts = 100;

/// For its owner's eyes: ssh refuses keys that others may read.
bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
           file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(bytes) == bytes.size();
}

} // namespace

int main()
{
    base::raiseDescriptorLimit();
    const QTemporaryDir folder;
    const QString identity = folder.filePath(QStringLiteral("user_key"));
    const QString knownHosts = folder.filePath(QStringLiteral("known_hosts"));
    const auto userKey = demo::generateKeyPair();
    if (!userKey || !write(identity, userKey->privateKey))
        return 4;
    demo::ServerSettings host;
    host.logIn.authorizedKeys = {userKey->publicKey};
    host.cannedReply = demo::CannedReply{"hello\n", {}, 0};
    QList<demo::ServerSettings> all;
    for (int number = 1; number <= hosts; ++number) {
        host.address = QStringLiteral("127.2.0.%1").arg(number);
        all << host;
    }
    const auto server = demo::SshServer::start(all, demo::PortChoice::Common);
    if (!server || !write(knownHosts, (*server)->knownHosts()))
        return 4;
    bench::serveUntilInputEnds({{QStringLiteral("port"), (*server)->port()},
                                {QStringLiteral("user"), QStringLiteral("bench")},
                                {QStringLiteral("identity"), identity},
                                {QStringLiteral("known_hosts"), knownHosts}});
    return 0;
}
