#include "tests/contract/person.h"
#include "tests/contract/transport_contract.h"
#include "tests/support/processes.h"
#include "tests/support/sudo_stand_in.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::SudoStandIn;
using tests::TransportContract;
using Kind = trust::LogInQuestion::Kind;

namespace {

class BecomeContract : public TransportContract
{
protected:
    void SetUp() override
    {
        setCredentials(credentials);
        qputenv("PATH", sudo.folder().toUtf8() + ':' + m_path);
        addConfigLine(QStringLiteral("SetEnv PATH=%1 SHLVL=9").arg(sudo.path()));
        TransportContract::SetUp();
    }
    void TearDown() override
    {
        TransportContract::TearDown();
        qputenv("PATH", m_path);
    }

    transport::Execution becoming(const QByteArray &command)
    {
        transport::Execution one = execution(command);
        one.become = QStringLiteral("root");
        return one;
    }

    void expectRefusal(transport::ExecutionId id, ErrorCode code)
    {
        EXPECT_EQ(result(id).outcome, Outcome::AuthenticationFailed);
        EXPECT_EQ(result(id).error.value_or(base::Error{}).code, code)
            << result(id).error.value_or(base::Error{}).detail.toStdString();
        EXPECT_FALSE(result(id).exitCode) << "nothing of the command's";
        EXPECT_EQ(record(id).standardOutput, "");
        EXPECT_EQ(record(id).standardError, "");
    }

    /// With the right password, once it is asked for.
    tests::RecordingObserver::Record runWithPassword(const transport::Execution &one)
    {
        const auto id = start(one);
        EXPECT_TRUE(person.waitForQuestion());
        person.say("open sesame");
        EXPECT_TRUE(waitForAll());
        return record(id);
    }

    const QByteArray m_path = qgetenv("PATH");
    SudoStandIn sudo{SudoStandIn::Rules{}};
    tests::Person person;
    trust::Credentials credentials{&person};
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, BecomeContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(BecomeContract, AsksForThePasswordAndRunsTheCommand)
{
    const auto record = runWithPassword(becoming("echo in; echo err >&2"));
    EXPECT_EQ(record.standardOutput, "in\n");
    EXPECT_EQ(record.standardError, "err\n") << "without lecture and prompt";
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
    const auto states = record.stateNames();
    EXPECT_EQ(states.mid(states.indexOf(TaskState::Waiting)),
              (QList<TaskState>{TaskState::Waiting, TaskState::Authenticating, TaskState::Running}));
    EXPECT_EQ(person.questions().value(0).kind, Kind::Become);
    EXPECT_EQ(person.questions().value(0).subject, endpoint.user + u'@' + endpoint.host);
}

TEST_P(BecomeContract, TheInputComesAfterThePassword)
{
    auto one = becoming("cat; echo end");
    one.input.text = "first\nlast\n";
    EXPECT_EQ(runWithPassword(one).standardOutput, "first\nlast\nend\n");
}

TEST_P(BecomeContract, WithoutAPasswordTheInputIsNotTakenForOne)
{
    sudo.setRules({.password = ""});
    auto one = becoming("cat; echo end");
    one.input.text = "first\nlast\n";
    const auto record = run(one);
    EXPECT_EQ(record.standardOutput, "first\nlast\nend\n");
    EXPECT_TRUE(person.questions().isEmpty());
    EXPECT_FALSE(record.reached(TaskState::Waiting));
}

TEST_P(BecomeContract, ACommandThatFailsIsNotRefused)
{
    const auto record = runWithPassword(becoming("exit 7"));
    EXPECT_EQ(record.results.value(0).outcome, Outcome::CommandFailed);
    EXPECT_EQ(record.results.value(0).exitCode, 7);
}

TEST_P(BecomeContract, AWrongPasswordIsAskedForAgainAtMostTwice)
{
    const auto id = start(becoming("echo in"));
    for (qsizetype i = 1; i <= 3; ++i) {
        ASSERT_TRUE(person.waitForQuestion(i));
        EXPECT_EQ(person.questions().last().wasWrong, i > 1);
        person.say("wrong");
    }
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::BecomePasswordWrong);
    EXPECT_EQ(person.questions().size(), 3);
}

TEST_P(BecomeContract, TheSecondPasswordMayBeTheRightOne)
{
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion(1));
    person.say("wrong");
    ASSERT_TRUE(person.waitForQuestion(2));
    person.say("open sesame");
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "in\n");
    EXPECT_EQ(record(id).standardError, "");
}

TEST_P(BecomeContract, WhoDoesNotAnswerIsNotLetIn)
{
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion());
    person.say(trust::LogInAnswer{});
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::AnswerNeeded);
}

TEST_P(BecomeContract, WhereNobodyCanBeAskedItEndsAtOnce)
{
    transport = GetParam().make(nullptr);
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::AnswerNeeded);
    EXPECT_EQ(result(id).error->detail, QStringLiteral("sudo: password"));
}

TEST_P(BecomeContract, WhoMayNotIsToldSo)
{
    sudo.setRules({.isListed = false});
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion());
    person.say("open sesame");
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::BecomeRefused);
    EXPECT_TRUE(result(id).error->detail.contains(QStringLiteral("not in the sudoers")));
}

TEST_P(BecomeContract, AHostWithoutSudoIsToldSo)
{
    QFile::remove(sudo.folder() + QStringLiteral("/sudo"));
    QFile broken(sudo.folder() + QStringLiteral("/sudo"));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly) &&
                broken.write("#!/bin/sh\necho sh: sudo: not found >&2\nexit 127\n") > 0);
    broken.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    broken.close();
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::BecomeRefused);
    EXPECT_FALSE(result(id).error->detail.isEmpty());
}

TEST_P(BecomeContract, OneAnswerServesAllThatAsk)
{
    for (int i = 0; i < 4; ++i)
        start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion());
    person.say("open sesame", true);
    ASSERT_TRUE(waitForAll());
    for (std::uint64_t id = 1; id <= 4; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
    EXPECT_EQ(person.questions().size(), 1);
}

TEST_P(BecomeContract, StandsAsideUntilItMayGoOn)
{
    auto one = becoming("echo old");
    one.standsAside = true;
    const auto id = start(one);
    ASSERT_TRUE(person.waitForQuestion());
    person.say("open sesame");
    ASSERT_TRUE(observer->waitForWishToGoOn(id));
    EXPECT_FALSE(record(id).reached(TaskState::Running));
    transport->goOn(id, "echo new"); // it may name its slot
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "new\n");
    EXPECT_TRUE(result(id).times.resumed);
}

TEST_P(BecomeContract, APersonMayTakeLongerThanSudoWaits)
{
    sudo.setRules({.hasPatience = false});
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion());
    ASSERT_TRUE(sudo.waitUntilItGivesUp());
    // What ends after it on the same connection is known later.
    start(execution("true"));
    ASSERT_TRUE(observer->waitForFinished(1));
    sudo.setRules({});
    person.say("open sesame");
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(id).standardOutput, "in\n")
        << result(id).error.value_or(base::Error{}).detail.toStdString();
    EXPECT_EQ(person.questions().size(), 1);
}

TEST_P(BecomeContract, StoppedWhileItWaitsItHasRunNothing)
{
    const auto id = start(becoming("echo in"));
    ASSERT_TRUE(person.waitForQuestion());
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
    EXPECT_EQ(record(id).standardOutput, "");
}

TEST_P(BecomeContract, StoppedWhileItRuns)
{
    const auto id = start(becoming("echo $$; exec sleep 600"));
    ASSERT_TRUE(person.waitForQuestion());
    person.say("open sesame");
    ASSERT_TRUE(observer->waitForOutput(id, "\n"));
    const pid_t process = record(id).standardOutput.trimmed().toInt();
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(id).outcome, GetParam().verifiesStop ? Outcome::Cancelled : Outcome::StopUnverified);
    if (result(id).outcome == Outcome::Cancelled) {
        EXPECT_FALSE(tests::isAlive(process)) << "a receipt that isn't true";
    }
    tests::killAll({process});
}

TEST_P(BecomeContract, OnATerminalThePasswordIsNotEchoed)
{
    auto one = becoming("test -t 0 && echo terminal");
    one.hasPty = true;
    EXPECT_EQ(runWithPassword(one).standardOutput, "terminal\r\n");
}

TEST_P(BecomeContract, ThePasswordIsInNoProcessListAndNoEnvironment)
{
    const auto id = start(becoming("echo $$; exec sleep 600"));
    ASSERT_TRUE(person.waitForQuestion());
    person.say("open sesame");
    ASSERT_TRUE(observer->waitForOutput(id, "\n"));
    int seen = 0;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        for (const char *name : {"cmdline", "environ"}) {
            QFile file(QStringLiteral("/proc/%1/%2").arg(entry, QString::fromLatin1(name)));
            if (!entry.front().isDigit() || !file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray text = file.readAll();
            seen += text.contains("sleep");
            EXPECT_FALSE(text.contains("open sesame")) << file.fileName().toStdString();
        }
    }
    EXPECT_GT(seen, 0);
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    tests::killAll({pid_t(record(id).standardOutput.trimmed().toInt())});
}

/// The real one asks root for no password, and becomes somebody else indeed.
TEST_P(BecomeContract, RealSudoBecomesSomebodyElse)
{
    if (geteuid() != 0)
        return; // who else has a right to it, nobody knows; the stand-in has shown the rules
    QFile::remove(sudo.folder() + QStringLiteral("/sudo"));
    auto one = becoming("id -un; cat; printf %s \"$A\"");
    one.command = "export A='x y'; " + one.command;
    one.become = QStringLiteral("nobody");
    one.input.text = "input\n";
    const auto first = run(one);
    EXPECT_EQ(first.standardOutput, "nobody\ninput\nx y");
    EXPECT_EQ(first.results.value(0).outcome, Outcome::Succeeded);
    auto failing = becoming("exit 5");
    failing.become = QStringLiteral("nobody");
    EXPECT_EQ(run(failing).results.value(0).exitCode, 5);
    auto lasting = becoming("echo $$; exec sleep 600");
    lasting.become = QStringLiteral("nobody");
    const auto stopped = start(lasting);
    ASSERT_TRUE(observer->waitForOutput(stopped, "\n"));
    transport->stop(stopped);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(result(stopped).outcome,
              GetParam().verifiesStop ? Outcome::Cancelled : Outcome::StopUnverified);
    const pid_t process = record(stopped).standardOutput.trimmed().toInt();
    EXPECT_FALSE(GetParam().verifiesStop && tests::isAlive(process)) << "a receipt that isn't true";
    tests::killAll({process});
    auto stranger = becoming("id");
    stranger.become = QStringLiteral("no-such-user");
    const auto id = start(stranger);
    ASSERT_TRUE(waitForAll());
    expectRefusal(id, ErrorCode::BecomeRefused);
}
