#include "core/trust/credentials.h"
#include "core/trust/prompter.h"
#include "tests/ssh/transport/jump_fixture.h"

#include <QProcess>

#include <condition_variable>
#include <mutex>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// A person who takes their time: what is asked waits until the test answers. All functions from any thread.
class SlowPrompter final : public trust::Prompter
{
public:
    void askAboutHostKeys(QList<trust::UnknownHost> hosts,
                          std::function<void(QList<trust::HostKeyAnswer>)> answer) override
    {
        keep([answer, count = hosts.size()](const trust::LogInAnswer &given) {
            answer(QList<trust::HostKeyAnswer>(count, given.isGiven() ? trust::HostKeyAnswer::AcceptForThisRun
                                                                      : trust::HostKeyAnswer::Refuse));
        });
    }
    void askToLogIn(trust::LogInQuestion, std::function<void(trust::LogInAnswer)> answer) override
    {
        keep(std::move(answer));
    }
    void withdrawLogInQuestion() override
    {
        std::function<void(trust::LogInAnswer)> open;
        {
            const std::lock_guard lock(m_mutex);
            open.swap(m_open);
        }
        if (open)
            open({});
    }

    int questions()
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }

    /// The question that is open, or the next one: hosts are collected for a moment before they are asked
    /// about.
    void answer(const QList<trust::Secret> &words)
    {
        std::function<void(trust::LogInAnswer)> open;
        {
            std::unique_lock lock(m_mutex);
            ASSERT_TRUE(m_asked.wait_for(lock, 60s, [this] { return bool(m_open); })) << "nothing was asked";
            open.swap(m_open);
        }
        open({words, false});
    }

private:
    void keep(std::function<void(trust::LogInAnswer)> answer)
    {
        const std::lock_guard lock(m_mutex);
        ++m_questions;
        m_open = std::move(answer);
        m_asked.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::function<void(trust::LogInAnswer)> m_open; // guarded by m_mutex, as all below
    int m_questions = 0;
};

class JumpThatAsks : public Jump
{
protected:
    ~JumpThatAsks() override { transport.reset(); }

    void makeAskingTransport()
    {
        settings.sshDirectory = folder.path();
        settings.agentSocket.clear();
        transport = std::make_unique<LibSshTransport>(asking, settings, &credentials);
    }

    void startBehindUnknownGate()
    {
        startBehindGate();
        rewriteKnownHosts({});
        Endpoint unknown = *endpoint.jump;
        unknown.hostKeyPolicy = trust::HostKeyPolicy::Ask;
        endpoint.jump = std::make_shared<const Endpoint>(unknown);
        makeAskingTransport();
    }

    /// Those behind the gate wait with it, and a host that isn't behind it doesn't.
    void expectToWait(const QList<ExecutionId> &ids)
    {
        for (const ExecutionId id : ids)
            ASSERT_TRUE(observer->waitForState(id, TaskState::Waiting));
        Execution direct = execution("echo here");
        direct.endpoint.jump.reset();
        const auto other = start(direct);
        ASSERT_TRUE(observer->waitForOutput(other, "here"));
        Execution late = execution("echo in");
        late.endpoint.host = QStringLiteral("127.1.1.1");
        ASSERT_TRUE(observer->waitForState(start(late), TaskState::Waiting));
        EXPECT_EQ(logIns(*sshd), 1);
    }

    SlowPrompter prompter;
    trust::Credentials credentials{&prompter};
    trust::HostKeyVerifier asking{&prompter};
};

} // namespace

TEST_F(JumpThatAsks, AboutItsKeyIsWaitedForByAllWhoGoThroughIt)
{
    startBehindUnknownGate();
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("yes")});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        EXPECT_EQ(record(id).standardOutput, "in\n");
        EXPECT_EQ(record(id).stateNames(), (QList{TaskState::Connecting, TaskState::Waiting,
                                                  TaskState::Authenticating, TaskState::Running}));
    }
    EXPECT_EQ(prompter.questions(), 1);
    EXPECT_EQ(logIns(*gate), 1);
}

TEST_F(JumpThatAsks, ForAPassphraseIsWaitedForThroughAChain)
{
    startBehindGate();
    const auto outer = startGate();
    Endpoint locked = outer->endpoint();
    ASSERT_EQ(QProcess::execute(QStringLiteral("ssh-keygen"),
                                {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-P"), QString(),
                                 QStringLiteral("-N"), QStringLiteral("open sesame"), QStringLiteral("-f"),
                                 locked.identityFiles.first()}),
              0);
    endpoint.jump = jumpTo(*gate, std::make_shared<const Endpoint>(locked));
    makeAskingTransport();
    const auto ids = startOnMany(10, "echo in");
    expectToWait(ids);
    prompter.answer({trust::Secret("open sesame")});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(prompter.questions(), 1);
}

TEST_F(JumpThatAsks, AndGetsNoAnswerEndsAllWhoGoThroughIt)
{
    startBehindUnknownGate();
    const auto ids = startOnMany(10, "echo reached");
    expectToWait(ids);
    prompter.answer({});
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids) {
        expectFailure(result(id), Outcome::HostKeyRejected, ErrorCode::HostKeyUnknown);
        expectNamed(result(id), "jump host 127.0.0.1: ");
    }
    EXPECT_EQ(logIns(*gate), 0);
}
