#pragma once

#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "core/transport/libssh/libssh_transport.h"
#include "core/trust/host_key_verifier.h"
#include "tests/support/recording_observer.h"
#include "tests/support/sshd_fixture.h"

#include <gtest/gtest.h>

namespace regatta::tests {

using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using transport::Endpoint;
using transport::Execution;
using transport::ExecutionId;
using transport::LibSshSettings;
using transport::LibSshTransport;

/// A libssh transport with a server to talk to: a real sshd, or one of ours with faults. At the end of each
/// test every execution must have finished exactly once.
class LibSshFixture : public testing::Test
{
protected:
    ~LibSshFixture() override;

    /// Without an agent, and with an empty folder in place of ~/.ssh, unless the test says otherwise.
    LibSshSettings settings;
    void makeTransport();

    void startSshd(const QStringList &configLines = {}, const QString &address = QStringLiteral("127.0.0.1"));
    /// Ours; `host.logIn.authorizedKeys` and keys are filled in.
    void startServer(demo::ServerSettings host);
    void startServer(const demo::Faults &faults);

    Execution execution(const QByteArray &command);
    ExecutionId start(Execution one);
    ExecutionId start(const QByteArray &command) { return start(execution(command)); }

    bool waitForAll() { return observer->waitForFinished(qsizetype(lastId)); }
    RecordingObserver::Record record(ExecutionId id) const { return observer->record(id); }
    model::AttemptResult result(ExecutionId id) const;
    RecordingObserver::Record run(Execution one);
    RecordingObserver::Record run(const QByteArray &command) { return run(execution(command)); }

    void expectFailure(const model::AttemptResult &result, Outcome outcome, ErrorCode code) const;

    QTemporaryDir folder;
    std::unique_ptr<SshdFixture> sshd;
    std::unique_ptr<demo::SshServer> server;
    Endpoint endpoint; ///< of the executions to come
    trust::HostKeyVerifier verifier{nullptr};
    std::shared_ptr<RecordingObserver> observer = std::make_shared<RecordingObserver>();
    std::unique_ptr<LibSshTransport> transport;
    quint64 lastId = 0;
};

} // namespace regatta::tests
