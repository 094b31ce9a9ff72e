#include "tests/contract/transport_contract.h"

#include "core/model/names.h"
#include "core/transport/libssh/libssh_transport.h"
#include "core/transport/local/local_transport.h"
#include "core/transport/openssh/openssh_transport.h"
#include "core/trust/host_key_verifier.h"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace regatta::tests {

using model::TaskState;

namespace {

/// QProcess forks by a clone() that ThreadSanitizer takes for its own process's fork: it drops all it knows
/// of locks, and ends the process at the next new thread. So it sees what runs without processes only.
#ifdef __SANITIZE_THREAD__
constexpr bool canRunProcesses = false;
#else
constexpr bool canRunProcesses = true;
#endif

/// A LibSshTransport together with what has to outlive it.
class LibSshWithVerifier final : public transport::Transport
{
public:
    explicit LibSshWithVerifier(trust::Credentials *credentials)
        : m_transport(m_verifier, impatient(), credentials)
    {}
    void start(transport::Execution execution) override { m_transport.start(std::move(execution)); }
    void stop(transport::ExecutionId id) override { m_transport.stop(id); }
    void goOn(transport::ExecutionId id, QByteArray command) override { m_transport.goOn(id, command); }
    void closeIdleSessions() override { m_transport.closeIdleSessions(); }

private:
    static transport::LibSshSettings impatient()
    {
        transport::LibSshSettings settings;
        settings.stopGrace = std::chrono::milliseconds(1000);
        settings.killGrace = std::chrono::milliseconds(500);
        settings.lingerGrace = std::chrono::milliseconds(500);
        return settings;
    }

    trust::HostKeyVerifier m_verifier{nullptr};
    transport::LibSshTransport m_transport;
};

/// The same behind a jump host of its own.
class BehindJumpHost final : public transport::Transport
{
public:
    explicit BehindJumpHost(trust::Credentials *credentials)
        : m_transport(credentials)
    {}
    void start(transport::Execution execution) override
    {
        execution.endpoint.jump = m_jump;
        m_transport.start(std::move(execution));
    }
    void stop(transport::ExecutionId id) override { m_transport.stop(id); }
    void goOn(transport::ExecutionId id, QByteArray command) override { m_transport.goOn(id, command); }
    void closeIdleSessions() override { m_transport.closeIdleSessions(); }

private:
    const SshdFixture m_gate;
    const std::shared_ptr<const transport::Endpoint> m_jump =
        std::make_shared<const transport::Endpoint>(m_gate.endpoint());
    LibSshWithVerifier m_transport;
};

Subject libSsh()
{
    return {"libssh", [](trust::Credentials *credentials) {
                return std::make_unique<LibSshWithVerifier>(credentials);
            }};
}

Subject libSshBehindJumpHost()
{
    Subject subject = libSsh();
    subject.name = "libssh_jump";
    subject.make = [](trust::Credentials *credentials) {
        return std::make_unique<BehindJumpHost>(credentials);
    };
    return subject;
}

Subject local()
{
    Subject subject{"local", [](trust::Credentials *credentials) {
                        return std::make_unique<transport::LocalTransport>(
                            transport::process::defaultProcessLimit(), 0, credentials);
                    }};
    subject.reachesHosts = false;
    return subject;
}

Subject openSsh()
{
    Subject subject{"openssh", [](trust::Credentials *credentials) {
                        return std::make_unique<transport::OpenSshTransport>(
                            transport::process::defaultProcessLimit(), QStringLiteral("ssh"), credentials);
                    }};
    subject.namesSignals = false;
    subject.verifiesStop = false;
    subject.seesExitFirst = false;
    return subject;
}

void expectTimesInOrder(const model::AttemptTimes &times)
{
    std::vector<base::Instant> reached;
    for (const auto &time : {times.started, times.authenticating, times.running, times.finished}) {
        if (time)
            reached.push_back(*time);
    }
    EXPECT_TRUE(std::is_sorted(reached.begin(), reached.end()));
    EXPECT_TRUE(times.finished);
}

} // namespace

std::vector<Subject> allSubjects()
{
    std::vector<Subject> subjects = sshSubjects();
    if (canRunProcesses)
        subjects.push_back(local());
    return subjects;
}

std::vector<Subject> sshSubjects()
{
    std::vector<Subject> subjects = {libSsh(), libSshBehindJumpHost()};
    if (canRunProcesses)
        subjects.push_back(openSsh());
    return subjects;
}

std::string subjectName(const testing::TestParamInfo<Subject> &info)
{
    return info.param.name;
}

void expectSound(const RecordingObserver::Record &record)
{
    EXPECT_EQ(record.results.size(), 1);
    EXPECT_EQ(record.callsAfterFinish, 0);
    EXPECT_EQ(record.emptyOutputs, 0);
    for (qsizetype i = 1; i < record.states.size(); ++i) {
        const bool isAnswered = record.states[i - 1].state == TaskState::Waiting &&
                                record.states[i].state == TaskState::Authenticating;
        EXPECT_TRUE(record.states[i - 1].state < record.states[i].state || isAnswered);
        EXPECT_LE(record.states[i - 1].time, record.states[i].time);
    }
    const bool hasOutput = !record.standardOutput.isEmpty() || !record.standardError.isEmpty();
    EXPECT_TRUE(!hasOutput || record.reached(TaskState::Running) || record.reached(TaskState::Stopping));
    for (const model::AttemptResult &result : record.results)
        expectTimesInOrder(result.times);
}

void TransportContract::SetUp()
{
    qunsetenv("SSH_AUTH_SOCK");
    if (GetParam().reachesHosts) {
        // The default key exchange costs ten times as much and changes nothing here.
        sshd = std::make_unique<SshdFixture>(
            SshdFixture::Options{.listenAddress = QStringLiteral("0.0.0.0"), .configLines = m_configLines});
        ASSERT_TRUE(sshd->isRunning()) << sshd->problem().toStdString();
        endpoint = sshd->endpoint();
    }
    transport = GetParam().make(m_credentials);
}

void TransportContract::TearDown()
{
    transport.reset();
    for (std::uint64_t id = 1; id <= m_made; ++id) {
        SCOPED_TRACE(id);
        const RecordingObserver::Record made = record({id});
        if (id <= m_started || !made.results.isEmpty())
            expectSound(made);
    }
    if (HasFailure() && sshd)
        std::cerr << "sshd said: " << sshd->log().toStdString();
}

transport::Execution TransportContract::execution(const QByteArray &command)
{
    transport::Execution execution;
    execution.id = {++m_made};
    execution.endpoint = endpoint;
    execution.command = command;
    execution.observer = observer;
    execution.timeouts.connect = busyMachine;
    return execution;
}

transport::ExecutionId TransportContract::start(transport::Execution execution)
{
    ++m_started;
    const transport::ExecutionId id = execution.id;
    transport->start(std::move(execution));
    return id;
}

RecordingObserver::Record TransportContract::run(transport::Execution execution)
{
    const transport::ExecutionId id = start(std::move(execution));
    EXPECT_TRUE(waitForAll());
    return record(id);
}

bool TransportContract::waitForAll()
{
    return observer->waitForFinished(static_cast<qsizetype>(m_started));
}

model::AttemptResult TransportContract::result(transport::ExecutionId id) const
{
    return record(id).results.value(0);
}

} // namespace regatta::tests
