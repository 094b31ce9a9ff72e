#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>

using namespace regatta;
using namespace regatta::tests;

namespace {

using Output = LibSshFixture;

constexpr qint64 megabyte = 1'000'000;

/// Only counts, as a test of much output should.
class CountingObserver final : public transport::ExecutionObserver
{
public:
    explicit CountingObserver(std::shared_ptr<base::OutputBudget> budget)
        : m_budget(std::move(budget))
    {}

    void stateChanged(ExecutionId, TaskState, base::Instant) override {}
    void output(ExecutionId, model::OutputStream, QByteArray bytes, base::Instant) override
    {
        m_budget->take(bytes.size());
        m_bytes += bytes.size();
        m_bytes.notify_all();
    }
    void finished(ExecutionId, model::AttemptResult result) override
    {
        m_result = std::move(result);
        m_finished = true;
        m_finished.notify_all();
    }

    std::shared_ptr<base::OutputBudget> m_budget;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<bool> m_finished = false;
    model::AttemptResult m_result;
};

} // namespace

TEST_F(Output, ACommandThatReadsItsInputFindsTheEndOfIt)
{
    startSshd();
    makeTransport();
    EXPECT_EQ(run("cat; echo end").standardOutput, "end\n");
}

TEST_F(Output, OfADaemonDoesNotHoldTheEnd)
{
    startSshd();
    settings.lingerGrace = 300ms;
    makeTransport();
    const auto done = run("echo before; (sleep 600; echo after) & exit 4");
    EXPECT_EQ(done.standardOutput, "before\n");
    EXPECT_EQ(done.results[0].exitCode, 4);
    EXPECT_FALSE(done.results[0].error);
    EXPECT_EQ(run("echo next").standardOutput, "next\n");
}

TEST_F(Output, BeforeAnExitIsAllDelivered)
{
    startSshd();
    makeTransport();
    constexpr int count = 8;
    for (int i = 0; i < count; ++i)
        start("head -c 3000000 /dev/zero; exit 5");
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= count; ++id) {
        EXPECT_EQ(record({id}).standardOutput.size(), 3 * megabyte);
        EXPECT_EQ(result({id}).exitCode, 5);
    }
}

TEST_F(Output, StopsWhileNobodyTakesItAndLosesNothing)
{
    startSshd();
    makeTransport();
    constexpr qint64 limit = megabyte;
    const auto counting = std::make_shared<CountingObserver>(std::make_shared<base::OutputBudget>(limit));
    Execution much = execution("head -c 100000000 /dev/zero");
    much.id = ExecutionId{1'000'000};
    much.observer = counting;
    much.budget = counting->m_budget;
    transport->start(much);
    qint64 highest = 0;
    // A writer that takes everything at once whenever the budget is exhausted.
    while (!counting->m_finished) {
        const qint64 used = counting->m_budget->used();
        highest = std::max(highest, used);
        if (used >= limit || counting->m_bytes == 100 * megabyte)
            counting->m_budget->giveBack(used);
        else
            counting->m_bytes.wait(counting->m_bytes.load());
        if (counting->m_bytes == 100 * megabyte)
            counting->m_finished.wait(false);
    }
    EXPECT_EQ(counting->m_bytes, 100 * megabyte);
    EXPECT_EQ(counting->m_result.outcome, Outcome::Succeeded);
    EXPECT_LE(highest, limit + 256 * 1024);
}

TEST_F(Output, GoesOnThroughKeyExchanges)
{
    startSshd({QStringLiteral("RekeyLimit 1M")});
    makeTransport();
    const auto much = start("head -c 20000000 /dev/zero");
    QList<ExecutionId> others;
    // Each begins somewhere in the middle of the stream, and some in the middle of a key exchange.
    for (int i = 0; i < 30; ++i)
        EXPECT_TRUE(observer->waitForState(others.emplaceBack(start("echo here")), TaskState::Running));
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(much).standardOutput.size(), 20 * megabyte);
    EXPECT_EQ(result(much).outcome, Outcome::Succeeded);
    for (const ExecutionId other : others)
        EXPECT_EQ(record(other).standardOutput, "here\n");
}

TEST_F(Output, OfOneHostLeavesTheOthersTheirTurn)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    settings.reactors = 1;
    makeTransport();
    const auto endless = start("cat /dev/zero");
    ASSERT_TRUE(observer->waitForState(endless, TaskState::Running));
    endpoint.host = QStringLiteral("127.1.0.1");
    const auto quick = start("echo here");
    ASSERT_TRUE(observer->waitForOutput(quick, "here"));
    transport->stop(endless);
    transport.reset();
}

TEST_F(Output, KeepsTheOrderOfBothStreams)
{
    startServer(demo::Faults{});
    makeTransport();
    const auto done = run("for i in 1 2 3; do echo out$i; echo err$i >&2; done");
    EXPECT_EQ(done.standardOutput, "out1\nout2\nout3\n");
    EXPECT_EQ(done.standardError, "err1\nerr2\nerr3\n");
}
