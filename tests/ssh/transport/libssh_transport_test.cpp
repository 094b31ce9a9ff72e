#include "core/transport/libssh/libssh_transport.h"

#include "core/trust/host_key_verifier.h"
#include "tests/support/recording_observer.h"
#include "tests/support/sshd_fixture.h"

#include <gtest/gtest.h>

namespace regatta::tests {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using transport::Endpoint;
using transport::Execution;
using transport::ExecutionId;
using transport::LibSshSettings;
using transport::LibSshTransport;

class LibSshTransportTest : public testing::Test
{
protected:
    void makeTransport(LibSshSettings settings = {})
    {
        settings.agentSocket.clear();
        transport = std::make_unique<LibSshTransport>(verifier, settings);
    }

    Execution execution(const Endpoint &endpoint, const QByteArray &command)
    {
        Execution one;
        one.id = ExecutionId{++lastId};
        one.endpoint = endpoint;
        one.command = command;
        one.observer = observer;
        return one;
    }

    ExecutionId start(const Endpoint &endpoint, const QByteArray &command)
    {
        const Execution one = execution(endpoint, command);
        transport->start(one);
        return one.id;
    }

    RecordingObserver::Record finishedRecord(ExecutionId id, qsizetype count = 1)
    {
        EXPECT_TRUE(observer->waitForFinished(count));
        RecordingObserver::Record record = observer->record(id);
        EXPECT_EQ(record.results.size(), 1);
        EXPECT_EQ(record.callsAfterFinish, 0);
        EXPECT_EQ(record.emptyOutputs, 0);
        if (record.results.isEmpty())
            record.results.append(model::AttemptResult{});
        return record;
    }

    trust::HostKeyVerifier verifier{nullptr};
    std::shared_ptr<RecordingObserver> observer = std::make_shared<RecordingObserver>();
    std::unique_ptr<LibSshTransport> transport;
    quint64 lastId = 0;
};

TEST_F(LibSshTransportTest, RunsACommand)
{
    SshdFixture sshd;
    ASSERT_TRUE(sshd.isRunning()) << qPrintable(sshd.problem());
    makeTransport();
    const ExecutionId id = start(sshd.endpoint(), "echo out; echo err >&2; exit 3");
    const auto record = finishedRecord(id);
    EXPECT_EQ(record.standardOutput, "out\n");
    EXPECT_EQ(record.standardError, "err\n");
    EXPECT_EQ(record.results[0].outcome, Outcome::CommandFailed);
    EXPECT_EQ(record.results[0].exitCode, 3);
    EXPECT_EQ(record.stateNames(),
              (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Running}));
}

} // namespace
} // namespace regatta::tests
