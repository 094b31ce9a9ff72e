#include "tests/ssh/transport/log_in_fixture.h"

using namespace regatta;
using namespace regatta::tests;
using demo::LogInMethod;
using Kind = trust::LogInQuestion::Kind;

namespace {

/// Several methods would do, or are wanted one after the other.
class LogInOrder : public LogInByPerson
{
protected:
    void startServerThatTakesAny()
    {
        startAskingServer({LogInMethod::PublicKey, LogInMethod::Password, LogInMethod::KeyboardInteractive},
                          true);
    }

    /// As PreferredAuthentications has it.
    void prefer(std::initializer_list<const char *> methods, int passwordPrompts = 3)
    {
        regatta::transport::HostOptions options;
        for (const char *method : methods)
            options.preferredAuthentications << QLatin1String(method);
        options.passwordPrompts = passwordPrompts;
        endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    }

    QList<Kind> questionKinds()
    {
        QList<Kind> kinds;
        for (const trust::LogInQuestion &question : prompter.questions())
            kinds << question.kind;
        return kinds;
    }
};

} // namespace

TEST_F(LogInOrder, KeysComeFirstUnlessSaidOtherwise)
{
    startServerThatTakesAny();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_TRUE(prompter.questions().isEmpty());
}

TEST_F(LogInOrder, APreferredPasswordIsAskedForFirst)
{
    startServerThatTakesAny();
    prefer({"password", "keyboard-interactive"});
    prompter.willSay({"open sesame"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(questionKinds(), QList<Kind>{Kind::Password});
}

TEST_F(LogInOrder, PreferredPromptsComeBeforeThePassword)
{
    startServerThatTakesAny();
    prefer({"keyboard-interactive", "password"});
    prompter.willSay({"4711", "00"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(questionKinds(), QList<Kind>{Kind::Interactive});
}

TEST_F(LogInOrder, AKeyThatIsPreferredLeastComesWhenTheOthersAreUsedUp)
{
    startServerThatTakesAny();
    prefer({"password", "keyboard-interactive", "publickey"}, 1);
    prompter.willSay({"wrong"});
    prompter.willSay({"wrong", "too"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(questionKinds(), (QList<Kind>{Kind::Password, Kind::Interactive}));
}

TEST_F(LogInOrder, NoPromptsMeansThatNobodyIsAsked)
{
    startServerThatTakesAny();
    prefer({"password", "keyboard-interactive", "publickey"}, 0);
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_TRUE(prompter.questions().isEmpty());
}

TEST_F(LogInOrder, WithNobodyThereAKeyBehindAPasswordStillLogsIn)
{
    startServerThatTakesAny();
    prefer({"password", "publickey"});
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogInOrder, APartialSuccessBeginsFromThePreferredOneAgain)
{
    startAskingServer({LogInMethod::KeyboardInteractive, LogInMethod::Password, LogInMethod::PublicKey});
    prefer({"password", "keyboard-interactive", "publickey"});
    prompter.willSay({"4711", "00"});
    prompter.willSay({"open sesame"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(questionKinds(), (QList<Kind>{Kind::Interactive, Kind::Password}));
}

TEST_F(LogInOrder, AKeyThatWasRefusedBeforeACodeIsTriedAfterIt)
{
    startAskingServer({LogInMethod::KeyboardInteractive, LogInMethod::PublicKey});
    prompter.willSay({"4711", "00"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(prompter.questions().size(), 1);
}

TEST_F(LogInOrder, AServerThatIsNeverSatisfiedIsGivenUp)
{
    constexpr int manySteps = 100; // each but the last of which is a partial success
    startAskingServer(QList<LogInMethod>(manySteps, LogInMethod::Password));
    for (int i = 0; i < manySteps; ++i)
        prompter.willSay({"open sesame"});
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_GT(prompter.questions().size(), 3) << "it might have wanted several";
    EXPECT_LE(prompter.questions().size(), 21);
}

TEST_F(LogInOrder, KeysThatTheServerTakesNoneOfAreNotAllTried)
{
    startSshd({QStringLiteral("PasswordAuthentication yes"), QStringLiteral("PubkeyAuthentication no"),
               QStringLiteral("LogLevel DEBUG1")});
    const QString other = folder.filePath(QStringLiteral("other"));
    ASSERT_TRUE(makeKey(other));
    endpoint.identityFiles << other;
    makeAskingTransport();
    EXPECT_EQ(run("echo in").results.front().outcome, Outcome::AuthenticationFailed);
    EXPECT_EQ(sshd->log().count("method publickey"), 1) << "which is how it became known";
    EXPECT_EQ(questionKinds(), QList<Kind>{Kind::Password});
}
