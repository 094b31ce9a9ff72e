#pragma once

#include "core/transport/transport.h"
#include "core/trust/credentials.h"
#include "tests/support/recording_observer.h"
#include "tests/support/sshd_fixture.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>

namespace regatta::tests {

/// One transport as the contract sees it: how it is made, and what it declares that it cannot know. A limit
/// that is declared here is tested too.
struct Subject
{
    const char *name = "";
    /// With who asks for passwords, or null.
    std::function<std::unique_ptr<transport::Transport>(trust::Credentials *)> make;
    bool reachesHosts = true;  ///< has phases before Running, and ways to fail in them
    bool namesSignals = true;  ///< knows which signal ended a command
    bool verifiesStop = true;  ///< can tell that a stopped command is gone
    bool seesExitFirst = true; ///< ends with the command, though a daemon of it holds the output open

    friend std::ostream &operator<<(std::ostream &stream, const Subject &subject)
    {
        return stream << subject.name;
    }
};

std::vector<Subject> allSubjects();
std::vector<Subject> sshSubjects();
std::string subjectName(const testing::TestParamInfo<Subject> &info);

/// A transport with a host to run on. Whatever a test does, at its end each of its executions must have
/// finished exactly once, with states and times in order.
class TransportContract : public testing::TestWithParam<Subject>
{
protected:
    void SetUp() override;
    void TearDown() override;

    /// To be called before SetUp().
    void setCredentials(trust::Credentials &credentials) { m_credentials = &credentials; }
    /// Of sshd_config; the same.
    void addConfigLine(const QString &line) { m_configLines << line; }

    /// Counted from 1; not started yet.
    transport::Execution execution(const QByteArray &command);
    transport::ExecutionId start(transport::Execution execution);
    transport::ExecutionId start(const QByteArray &command) { return start(execution(command)); }

    /// Starts it and waits for its end.
    RecordingObserver::Record run(transport::Execution execution);
    RecordingObserver::Record run(const QByteArray &command) { return run(execution(command)); }

    /// Waits until all that were started have finished.
    bool waitForAll();
    RecordingObserver::Record record(transport::ExecutionId id) const { return observer->record(id); }
    model::AttemptResult result(transport::ExecutionId id) const;

    transport::Endpoint endpoint;      ///< of the executions to come
    std::unique_ptr<SshdFixture> sshd; ///< null if the subject reaches no hosts
    std::shared_ptr<RecordingObserver> observer = std::make_shared<RecordingObserver>();
    std::unique_ptr<transport::Transport> transport;

private:
    trust::Credentials *m_credentials = nullptr;
    QStringList m_configLines = {QStringLiteral("KexAlgorithms curve25519-sha256")};
    std::uint64_t m_started = 0;
    std::uint64_t m_made = 0;
};

/// The part that only transports with hosts have.
class SshTransportContract : public TransportContract
{};

void expectSound(const RecordingObserver::Record &record);

} // namespace regatta::tests
