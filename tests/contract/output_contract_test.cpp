#include "tests/contract/transport_contract.h"

#include <QElapsedTimer>

using namespace regatta;
using namespace std::chrono_literals;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::TransportContract;

namespace {

using OutputContract = TransportContract;

constexpr qsizetype eightMegabytes = 8 * 1024 * 1024;

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, OutputContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(OutputContract, KeepsOutputAndErrorsApart)
{
    const auto record = run("printf out; printf err >&2");
    EXPECT_EQ(record.standardOutput, "out");
    EXPECT_EQ(record.standardError, "err");
}

TEST_P(OutputContract, ChangesNoByte)
{
    const auto record =
        run("printf '\\377\\376\\000\\001\\303(\\r\\n\\000'; printf '\\000\\200\\n\\377' >&2");
    EXPECT_EQ(record.standardOutput, QByteArray("\xff\xfe\0\x01\xc3(\r\n\0", 9));
    EXPECT_EQ(record.standardError, QByteArray("\0\x80\n\xff", 4));
}

TEST_P(OutputContract, PassesTheCommandOnAsItIs)
{
    const QByteArray text = "gr\xc3\xbc\xc3\x9f \"$HOME\" \\ %h * ~\n-o # \t end";
    const auto record = run("printf %s '" + text + "'");
    EXPECT_EQ(record.standardOutput, text);
}

TEST_P(OutputContract, IsSilentAboutASilentCommand)
{
    const auto record = run("true");
    EXPECT_EQ(record.standardOutput, "");
    EXPECT_EQ(record.standardError, "");
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(OutputContract, CarriesLargeOutput)
{
    const auto record = run("head -c 8388608 /dev/zero | tr '\\0' x; echo end");
    EXPECT_EQ(record.standardOutput.size(), eightMegabytes + 4);
    EXPECT_EQ(record.standardOutput.count('x'), eightMegabytes);
    EXPECT_TRUE(record.standardOutput.endsWith("xend\n"));
}

TEST_P(OutputContract, CarriesLargeErrors)
{
    const auto record = run("head -c 8388608 /dev/zero | tr '\\0' x >&2; echo end >&2");
    EXPECT_EQ(record.standardError.size(), eightMegabytes + 4);
    EXPECT_TRUE(record.standardError.endsWith("xend\n"));
    EXPECT_EQ(record.standardOutput, "");
}

TEST_P(OutputContract, CarriesALineOfHundredMegabytes)
{
    const auto record = run("head -c 104857600 /dev/zero | tr '\\0' x");
    EXPECT_EQ(record.standardOutput.size(), 104857600);
    EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
}

TEST_P(OutputContract, StopsReadingWhileTheBudgetIsExhausted)
{
    constexpr qint64 limit = 256 * 1024;
    const auto budget = std::make_shared<base::OutputBudget>(limit);
    auto flood = execution("head -c 8388608 /dev/zero");
    flood.budget = budget;
    const auto writer = std::make_shared<tests::RecordingObserver>(budget);
    flood.observer = writer;
    const transport::ExecutionId id = flood.id;
    transport->start(std::move(flood));

    ASSERT_TRUE(writer->waitForOutput(id, QByteArray(limit, '\0')));
    // Others go on, and when a whole execution has passed, the flood still stands. Another host, because
    // executions on the same one may share a connection, and a connection has one flow.
    auto other = execution("echo other");
    other.endpoint.host = QStringLiteral("127.0.0.2");
    transport->start(other);
    ASSERT_TRUE(observer->waitForFinished(1));
    EXPECT_EQ(observer->record(other.id).standardOutput, "other\n");
    EXPECT_EQ(writer->finishedCount(), 0);
    EXPECT_LT(writer->record(id).standardOutput.size(), limit + 1024 * 1024);

    QElapsedTimer waited;
    waited.start();
    while (!writer->waitForFinished(1, 5ms) && waited.elapsed() < 60'000)
        budget->giveBack(budget->used());
    EXPECT_EQ(writer->record(id).standardOutput.size(), eightMegabytes);
    tests::expectSound(writer->record(id));
}

TEST_P(OutputContract, EndsThoughADaemonHoldsTheOutput)
{
    const auto record = run("sleep 3 & echo begun; exit 5");
    const model::AttemptResult result = record.results.value(0);
    EXPECT_EQ(record.standardOutput, "begun\n");
    EXPECT_EQ(result.exitCode, 5);
    ASSERT_TRUE(result.times.running);
    const base::Duration took = *result.times.finished - *result.times.running;
    EXPECT_EQ(took < 2500ms, GetParam().seesExitFirst) << base::toMilliseconds(took);
}
