#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>

namespace regatta::tests {

namespace {

QString written(const QString &path, const QByteArray &text)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // a key that others may read is not used
    return path;
}

} // namespace

LibSshFixture::~LibSshFixture()
{
    transport.reset();
    for (quint64 id = 1; id <= lastId; ++id) {
        const RecordingObserver::Record one = record({id});
        EXPECT_EQ(one.results.size(), 1) << id;
        EXPECT_EQ(one.callsAfterFinish, 0) << id;
        EXPECT_EQ(one.emptyOutputs, 0) << id;
    }
}

void LibSshFixture::makeTransport()
{
    const LibSshSettings usual;
    if (settings.agentSocket == usual.agentSocket)
        settings.agentSocket.clear();
    if (settings.sshDirectory == usual.sshDirectory)
        settings.sshDirectory = folder.path();
    transport = std::make_unique<LibSshTransport>(verifier, settings);
}

void LibSshFixture::startSshd(const QStringList &configLines, const QString &address)
{
    sshd = std::make_unique<SshdFixture>(SshdFixture::Options{address, configLines});
    ASSERT_TRUE(sshd->isRunning()) << qPrintable(sshd->problem());
    endpoint = sshd->endpoint();
}

void LibSshFixture::startServer(demo::ServerSettings host)
{
    const auto key = demo::generateKeyPair();
    ASSERT_TRUE(key);
    host.logIn.authorizedKeys.append(key->publicKey);
    auto started = demo::SshServer::start(host);
    ASSERT_TRUE(started);
    server = std::move(*started);
    endpoint = Endpoint();
    endpoint.host = host.address;
    endpoint.port = server->port();
    endpoint.user = QStringLiteral("somebody");
    endpoint.hostKeyPolicy = trust::HostKeyPolicy::Strict;
    endpoint.identityFiles = {written(folder.filePath(QStringLiteral("server_user_key")), key->privateKey)};
    endpoint.knownHostsFiles = {
        written(folder.filePath(QStringLiteral("server_known_hosts")), server->knownHosts())};
}

void LibSshFixture::startServer(const demo::Faults &faults)
{
    demo::ServerSettings host;
    host.faults = faults;
    startServer(host);
}

Execution LibSshFixture::execution(const QByteArray &command)
{
    Execution one;
    one.id = ExecutionId{lastId + 1};
    one.endpoint = endpoint;
    one.command = command;
    one.observer = observer;
    one.timeouts.connect = busyMachine;
    return one;
}

ExecutionId LibSshFixture::start(Execution one)
{
    one.id = ExecutionId{++lastId};
    const ExecutionId id = one.id;
    transport->start(std::move(one));
    return id;
}

model::AttemptResult LibSshFixture::result(ExecutionId id) const
{
    return record(id).results.value(0);
}

RecordingObserver::Record LibSshFixture::run(Execution one)
{
    const ExecutionId id = start(std::move(one));
    EXPECT_TRUE(waitForAll());
    RecordingObserver::Record done = record(id);
    if (done.results.isEmpty())
        done.results.append(model::AttemptResult{});
    return done;
}

void LibSshFixture::expectFailure(const model::AttemptResult &result, Outcome outcome, ErrorCode code) const
{
    EXPECT_EQ(result.outcome, outcome);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(base::name(result.error->code).toString().toStdString(),
              base::name(code).toString().toStdString())
        << result.error->detail.toStdString();
    EXPECT_FALSE(result.exitCode);
}

} // namespace regatta::tests
