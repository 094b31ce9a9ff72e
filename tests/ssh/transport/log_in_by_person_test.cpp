#include "tests/ssh/transport/log_in_fixture.h"

#include <QFile>

using namespace regatta;
using namespace regatta::tests;
using demo::LogInMethod;
using Kind = trust::LogInQuestion::Kind;

TEST_F(LogInByPerson, WithAPassword)
{
    startAskingServer({LogInMethod::Password});
    prompter.willSay({"open sesame"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    ASSERT_EQ(prompter.questions().size(), 1);
    EXPECT_EQ(prompter.questions().first().kind, Kind::Password);
    EXPECT_EQ(prompter.questions().first().subject,
              QStringLiteral("%1@%2:%3").arg(endpoint.user, endpoint.host).arg(endpoint.port));
    EXPECT_FALSE(prompter.questions().first().wasWrong);
}

TEST_F(LogInByPerson, AWrongPasswordIsSaidToBeWrongAndAskedForAgain)
{
    startAskingServer({LogInMethod::Password});
    prompter.willSay({"wrong"});
    prompter.willSay({"open sesame"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    ASSERT_EQ(prompter.questions().size(), 2);
    EXPECT_TRUE(prompter.questions().last().wasWrong);
}

TEST_F(LogInByPerson, ThreeWrongPasswordsAreEnough)
{
    startAskingServer({LogInMethod::Password});
    for (int i = 0; i < 5; ++i)
        prompter.willSay({"wrong"});
    const auto end = run("echo in").results.front();
    expectFailure(end, Outcome::AuthenticationFailed, ErrorCode::PasswordRefused);
    EXPECT_EQ(end.error->detail, prompter.questions().first().subject);
    EXPECT_EQ(prompter.questions().size(), 3);
}

TEST_F(LogInByPerson, AServerWithoutAQuestionOfItsOwnLeavesThreeTriesForThePassword)
{
    // Without PAM it denies keyboard-interactive at once, and counts that among its MaxAuthTries.
    startSshd({QStringLiteral("PasswordAuthentication yes"),
               QStringLiteral("KbdInteractiveAuthentication yes"), QStringLiteral("MaxAuthTries 7"),
               QStringLiteral("LogLevel DEBUG1")});
    ASSERT_TRUE(QFile::remove(sshd->folder() + QStringLiteral("/authorized_keys")));
    makeAskingTransport();
    for (int i = 0; i < 5; ++i)
        prompter.willSay({"wrong"});
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::PasswordRefused);
    EXPECT_EQ(prompter.questions().size(), 3);
    EXPECT_FALSE(prompter.questions().first().wasWrong) << "nobody had answered anything yet";
    EXPECT_EQ(sshd->log().count("method keyboard-interactive"), 1) << sshd->log().toStdString();
}

TEST_F(LogInByPerson, AServerThatHangsUpAfterAWrongPasswordIsSaidToHaveHungUp)
{
    startSshd({QStringLiteral("PasswordAuthentication yes"), QStringLiteral("MaxAuthTries 3")});
    ASSERT_TRUE(QFile::remove(sshd->folder() + QStringLiteral("/authorized_keys")));
    makeAskingTransport();
    prompter.willSay({"wrong"});
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::TooManyAttempts);
    EXPECT_EQ(prompter.questions().size(), 1);
}

TEST_F(LogInByPerson, AnswersThatAreWrongAreSaidToBeWrong)
{
    startAskingServer({LogInMethod::KeyboardInteractive});
    for (int i = 0; i < 3; ++i)
        prompter.willSay({"4712", "00"});
    const auto end = run("echo in").results.front();
    expectFailure(end, Outcome::AuthenticationFailed, ErrorCode::AnswerRefused);
    EXPECT_EQ(end.error->detail, QStringLiteral("One-time code:, PIN:"));
}

TEST_F(LogInByPerson, WithSeveralPromptsAtOnce)
{
    startAskingServer({LogInMethod::KeyboardInteractive});
    prompter.willSay({"4711", "00"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    ASSERT_EQ(prompter.questions().size(), 1);
    const trust::LogInQuestion question = prompter.questions().first();
    EXPECT_EQ(question.kind, Kind::Interactive);
    ASSERT_EQ(question.prompts.size(), 2);
    EXPECT_EQ(question.prompts[0].text, QStringLiteral("One-time code: "));
    EXPECT_TRUE(question.prompts[0].isShown);
    EXPECT_FALSE(question.prompts[1].isShown);
}

TEST_F(LogInByPerson, WithAPasswordAndThenACode)
{
    startAskingServer({LogInMethod::Password, LogInMethod::KeyboardInteractive});
    prompter.willSay({"open sesame"});
    prompter.willSay({"4711", "00"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(prompter.questions().size(), 2);
}

TEST_F(LogInByPerson, WithAKeyAndThenACode)
{
    startAskingServer({LogInMethod::PublicKey, LogInMethod::KeyboardInteractive});
    prompter.willSay({"4711", "00"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(prompter.questions().size(), 1);
}

TEST_F(LogInByPerson, NoAnswerEndsTheTaskAndSaysWhatWasAsked)
{
    startAskingServer({LogInMethod::KeyboardInteractive});
    const auto end = run("echo in").results.front();
    expectFailure(end, Outcome::AuthenticationFailed, ErrorCode::AnswerNeeded);
    EXPECT_TRUE(end.error->detail.contains(QStringLiteral("One-time code:")))
        << end.error->detail.toStdString();
    EXPECT_EQ(prompter.questions().size(), 1);
}

TEST_F(LogInByPerson, WithNobodyThereItEndsAtOnce)
{
    startAskingServer({LogInMethod::Password});
    makeTransport();
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::AnswerNeeded);
}

TEST_F(LogInByPerson, WithALockedKeyThatIsOpenedOnceForMany)
{
    startSshd();
    const QString key = makeLockedKey(QStringLiteral("locked"));
    QFile publicHalf(key + QStringLiteral(".pub"));
    ASSERT_TRUE(publicHalf.open(QIODevice::ReadOnly));
    QFile accepted(sshd->folder() + QStringLiteral("/authorized_keys"));
    ASSERT_TRUE(accepted.open(QIODevice::Append));
    accepted.write(publicHalf.readAll());
    accepted.close();
    endpoint.identityFiles = {key};
    makeAskingTransport();
    prompter.willSay({"wrong"});
    prompter.willSay({"secret"});
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    EXPECT_EQ(prompter.questions().size(), 2);
    EXPECT_EQ(prompter.questions().first().kind, Kind::Passphrase);
    EXPECT_EQ(prompter.questions().first().subject, key);
    transport->closeIdleSessions();
    EXPECT_EQ(run("echo again").standardOutput, "again\n");
    EXPECT_EQ(prompter.questions().size(), 2);
}

TEST_F(LogInByPerson, APassphraseThatIsWrongThreeTimesIsAskedForNoMore)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    const QString key = makeLockedKey(QStringLiteral("locked"));
    ASSERT_TRUE(QFile::remove(sshd->folder() + QStringLiteral("/authorized_keys")));
    ASSERT_TRUE(
        QFile::copy(key + QStringLiteral(".pub"), sshd->folder() + QStringLiteral("/authorized_keys")));
    endpoint.identityFiles = {key};
    makeAskingTransport();
    for (int i = 0; i < 5; ++i)
        prompter.willSay({"wrong"});
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::PassphraseNeeded);
    EXPECT_EQ(prompter.questions().size(), 3);
    EXPECT_FALSE(prompter.questions().first().wasWrong);
    EXPECT_TRUE(prompter.questions().last().wasWrong);
    endpoint.host = QStringLiteral("127.0.0.2");
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::PassphraseNeeded);
    EXPECT_EQ(prompter.questions().size(), 3) << "nor for another host";
}

TEST_F(LogInByPerson, AServerThatAsksForeverIsGivenUp)
{
    demo::ServerSettings host;
    host.logIn.methods = {LogInMethod::KeyboardInteractive};
    host.logIn.prompts = {{"Once more: ", "", true}};
    host.logIn.asksForever = true;
    startServer(host);
    makeAskingTransport();
    for (int i = 0; i < 100; ++i)
        prompter.willSay({"here you are"});
    EXPECT_EQ(run("echo in").results.front().outcome, Outcome::AuthenticationFailed);
    EXPECT_GT(prompter.questions().size(), 3) << "it might have had several questions";
    EXPECT_LE(prompter.questions().size(), 20);
}

TEST_F(LogInByPerson, AServerThatOffersNothingIsNotAskedAbout)
{
    startAskingServer({});
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_TRUE(prompter.questions().isEmpty());
}

TEST_F(LogInByPerson, ALockedKeyThatTheServerDoesNotTakeIsNotAskedAbout)
{
    startSshd();
    endpoint.identityFiles = {makeLockedKey(QStringLiteral("stranger"))};
    makeAskingTransport();
    EXPECT_EQ(run("echo in").results.front().outcome, Outcome::AuthenticationFailed);
    EXPECT_TRUE(prompter.questions().isEmpty());
}

TEST_F(LogInByPerson, AKeyThatOthersMayReadIsNotUsed)
{
    startSshd();
    QFile::setPermissions(endpoint.identityFiles.first(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    makeAskingTransport();
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed,
                  ErrorCode::KeyPermissionsTooOpen);
}

TEST_F(LogInByPerson, AConfiguredKeyThatOthersMayReadIsToldBeforeThePasswordThatNobodyGave)
{
    startAskingServer({LogInMethod::PublicKey, LogInMethod::Password});
    const QString key = makeLockedKey(QStringLiteral("open"));
    QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    regatta::transport::HostOptions options;
    options.identityFiles = {key};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    endpoint.identityFiles.clear();
    makeTransport();
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed,
                  ErrorCode::KeyPermissionsTooOpen);
}

TEST_F(LogInByPerson, WhoStandsAsideRunsNothingBeforeItMay)
{
    startAskingServer({LogInMethod::Password});
    prompter.willSay({"open sesame"});
    Execution one = execution("echo planned");
    one.standsAside = true;
    const auto id = start(one);
    ASSERT_TRUE(observer->waitForWishToGoOn(id));
    EXPECT_TRUE(record(id).reached(TaskState::Waiting));
    EXPECT_FALSE(record(id).reached(TaskState::Running));
    transport->goOn(id, "echo as it is now");
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "as it is now\n");
    EXPECT_GE(*result(id).times.resumed, *result(id).times.started);
}

TEST_F(LogInByPerson, WhoStandsAsideLeavesItsDescriptorToOthers)
{
    settings.openSessions = 1;
    startAskingServer({LogInMethod::Password});
    prompter.willSay({"open sesame"}, true);
    std::vector<ExecutionId> ids;
    for (const auto &user : {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}) {
        Execution aside = execution("false");
        aside.endpoint.user = user;
        aside.standsAside = true;
        ids.push_back(start(aside));
    }
    ASSERT_TRUE(observer->waitForWishToGoOn(ids[0]));
    ASSERT_TRUE(observer->waitForWishToGoOn(ids[1])) << "though the first one has not run";
    // The first one has the slot that the third one waits for.
    transport->goOn(ids[0], "echo first");
    ASSERT_TRUE(observer->waitForOutput(ids[0], "first"));
    transport->goOn(ids[1], "echo second");
    transport->stop(ids[2]);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(ids[0]).outcome, Outcome::Succeeded);
    EXPECT_EQ(result(ids[1]).outcome, Outcome::Succeeded);
    EXPECT_EQ(result(ids[2]).outcome, Outcome::Cancelled);
}

TEST_F(LogInByPerson, WhoWantsNoQuestionsIsAskedNone)
{
    startAskingServer({LogInMethod::KeyboardInteractive, LogInMethod::Password}, true);
    regatta::transport::HostOptions options;
    options.asksNobody = true;
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);

    startSshd();
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    endpoint.identityFiles = {makeLockedKey(QStringLiteral("locked"))};
    ASSERT_TRUE(QFile::remove(sshd->folder() + QStringLiteral("/authorized_keys")));
    ASSERT_TRUE(QFile::copy(endpoint.identityFiles.first() + QStringLiteral(".pub"),
                            sshd->folder() + QStringLiteral("/authorized_keys")));
    expectFailure(run("echo in").results.front(), Outcome::AuthenticationFailed, ErrorCode::PassphraseNeeded);
    EXPECT_TRUE(prompter.questions().isEmpty());
}
