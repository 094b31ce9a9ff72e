#include "core/trust/prompter.h"
#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>

#include <condition_variable>
#include <mutex>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// Keeps the question until the test answers it.
class PatientPrompter final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        const std::lock_guard lock(m_mutex);
        m_count = hosts.size();
        m_answer = std::move(answer);
        m_asked.notify_all();
    }

    void askToLogIn(trust::LogInQuestion, std::function<void(trust::LogInAnswer)> answer) override
    {
        answer({});
    }
    void withdrawLogInQuestion() override {}

    void answerWith(trust::HostKeyAnswer choice)
    {
        std::unique_lock lock(m_mutex);
        ASSERT_TRUE(m_asked.wait_for(lock, 60s, [this] { return bool(m_answer); }));
        const auto answer = std::exchange(m_answer, nullptr);
        const QList<trust::HostKeyAnswer> answers(m_count, choice);
        lock.unlock();
        answer(answers);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::function<void(QList<trust::HostKeyAnswer>)> m_answer;
    qsizetype m_count = 0;
};

class Asking : public LibSshFixture
{
protected:
    void startAsking(const demo::Faults &faults = {})
    {
        startServer(faults);
        QFile::remove(endpoint.knownHostsFiles.first());
        endpoint.hostKeyPolicy = trust::HostKeyPolicy::Ask;
        settings.agentSocket.clear();
        settings.sshDirectory = folder.path();
        transport = std::make_unique<LibSshTransport>(asking, settings);
    }

    PatientPrompter prompter;
    trust::HostKeyVerifier asking{&prompter};

    ~Asking() override { transport.reset(); }
};

} // namespace

TEST_F(Asking, WaitsAndGoesOn)
{
    startAsking();
    const auto id = start("echo in");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
    EXPECT_EQ(server->counters().authenticated, 0);
    prompter.answerWith(trust::HostKeyAnswer::AcceptForThisRun);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(record(id).stateNames(),
              (QList{TaskState::Connecting, TaskState::Authenticating, TaskState::Waiting,
                     TaskState::Authenticating, TaskState::Running}));
}

TEST_F(Asking, RefusalEndsIt)
{
    startAsking();
    const auto id = start("echo in");
    prompter.answerWith(trust::HostKeyAnswer::Refuse);
    ASSERT_TRUE(waitForAll());
    expectFailure(result(id), Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
    EXPECT_EQ(server->counters().authenticated, 0);
}

TEST_F(Asking, ConnectsAgainIfTheServerLostPatience)
{
    startAsking();
    const auto id = start("echo in");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
    server->dropConnections();
    server->counters().connectedNow.wait(1);
    prompter.answerWith(trust::HostKeyAnswer::AcceptForThisRun);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(server->counters().accepted, 2);
}

TEST_F(Asking, CanBeStopped)
{
    startAsking();
    const auto id = start("echo in");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    prompter.answerWith(trust::HostKeyAnswer::AcceptForThisRun); // too late, and harmless
}

TEST_F(Asking, DoesNotOutliveTheTransport)
{
    startAsking();
    const auto id = start("echo in");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
    transport.reset();
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    prompter.answerWith(trust::HostKeyAnswer::AcceptForThisRun);
}
