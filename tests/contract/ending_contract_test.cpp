#include "tests/contract/transport_contract.h"

using namespace regatta;
using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::TransportContract;

namespace {

using EndingContract = TransportContract;

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, EndingContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(EndingContract, TellsExitCodes)
{
    for (const int code : {0, 1, 3, 127, 254, 255}) {
        const auto result = run("exit " + QByteArray::number(code)).results.value(0);
        EXPECT_EQ(result.outcome, code == 0 ? Outcome::Succeeded : Outcome::CommandFailed) << code;
        EXPECT_EQ(result.exitCode, code);
        EXPECT_EQ(result.signal, "");
        EXPECT_FALSE(result.error);
    }
}

TEST_P(EndingContract, TellsDeathByASignal)
{
    for (const QByteArray signal : {"KILL", "TERM"}) {
        const auto result = run("kill -" + signal + " $$; sleep 60").results.value(0);
        EXPECT_EQ(result.outcome, Outcome::CommandFailed);
        EXPECT_FALSE(result.exitCode);
        EXPECT_EQ(result.signal, GetParam().namesSignals ? signal : "UNKNOWN");
    }
}

TEST_P(EndingContract, TellsTheShellsWordForASignalAsAnExitCode)
{
    const auto result = run("sh -c 'kill -KILL $$'; exit $?").results.value(0);
    EXPECT_EQ(result.exitCode, 128 + 9);
    EXPECT_EQ(result.signal, "");
}

TEST_P(EndingContract, ReachesItsStatesInOrderAndStampsThem)
{
    const auto record = run("true");
    const auto &times = record.results.value(0).times;
    const QList<TaskState> withHost = {TaskState::Connecting, TaskState::Authenticating, TaskState::Running};
    EXPECT_EQ(record.stateNames(), GetParam().reachesHosts ? withHost : QList{TaskState::Running});
    EXPECT_TRUE(times.started && times.running && times.finished);
    EXPECT_EQ(times.authenticating.has_value(), GetParam().reachesHosts);
}

TEST_P(EndingContract, LimitsTheStep)
{
    auto slow = execution("echo begun; sleep 60");
    slow.timeouts.step = 500ms;
    const auto record = run(std::move(slow));
    const auto result = record.results.value(0);
    EXPECT_EQ(record.standardOutput, "begun\n");
    EXPECT_EQ(result.outcome, Outcome::TimedOut);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::StepTimedOut);
    EXPECT_FALSE(result.exitCode);
    ASSERT_TRUE(result.times.running);
    EXPECT_GE(*result.times.finished - *result.times.running, 500ms);
}

TEST_P(EndingContract, LimitsSilence)
{
    auto silent = execution("echo begun; sleep 60");
    silent.timeouts.silence = 500ms;
    const auto record = run(std::move(silent));
    const auto result = record.results.value(0);
    EXPECT_EQ(result.outcome, Outcome::TimedOut);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::SilenceTimedOut);
    EXPECT_GE(*result.times.finished - record.lastOutput, 500ms);
}

TEST_P(EndingContract, LetsACommandThatSpeaksOutliveTheLimitOfSilence)
{
    auto talker = execution("for i in 1 2 3 4 5 6 7 8 9 10 11; do echo $i; sleep 0.2; done");
    talker.timeouts.silence = 2s;
    EXPECT_EQ(run(std::move(talker)).results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(EndingContract, LosesNoneOfManyAtOnce)
{
    // On twenty hosts, because sshd bounds what runs on one connection at once (MaxSessions).
    constexpr int count = 200;
    for (int i = 1; i <= count; ++i) {
        endpoint.host = QStringLiteral("127.0.0.%1").arg(1 + i % 20);
        start("echo " + QByteArray::number(i) + "; exit " + QByteArray::number(i % 7));
    }
    ASSERT_TRUE(waitForAll());
    for (std::uint64_t i = 1; i <= count; ++i) {
        const auto record = this->record({i});
        EXPECT_EQ(record.standardOutput, QByteArray::number(i) + '\n');
        EXPECT_EQ(record.results.value(0).exitCode, static_cast<int>(i % 7))
            << record.standardError.toStdString();
    }
}

TEST_P(EndingContract, RunsManyOnOneEndpointAtTheSameTime)
{
    // Each waits for all the others, so one after the other would never end.
    QTemporaryDir meeting;
    constexpr int count = 8;
    const QByteArray folder = meeting.path().toUtf8();
    for (int i = 0; i < count; ++i)
        start("touch " + folder + "/" + QByteArray::number(i) + "; while [ $(ls " + folder +
              " | wc -l) -lt 8 ]; do sleep 0.05; done");
    ASSERT_TRUE(waitForAll());
    for (std::uint64_t i = 1; i <= count; ++i)
        EXPECT_EQ(result({i}).outcome, Outcome::Succeeded);
}
