#include "tests/ssh/transport/libssh_fixture.h"

#include <QElapsedTimer>
#include <QFile>

using namespace regatta;
using namespace regatta::tests;

namespace {

constexpr qint64 pausedMegabyte = 1'000'000;

/// Paused: whoever writes the output down takes nothing, until a test gives the budget back.
class Pause : public LibSshFixture
{
protected:
    static constexpr qint64 limit = 256 * 1024;

    void SetUp() override
    {
        startSshd(configLines(), QStringLiteral("0.0.0.0"));
        settings.reactors = 1;
        settings.stopGrace = 100ms;
        settings.killGrace = 100ms;
    }

    virtual QStringList configLines() const { return {}; }

    Execution withBudget(const QByteArray &command)
    {
        Execution one = execution(command);
        one.budget = budget;
        one.observer = writer;
        one.id = ExecutionId{1'000'000 + ++m_floods}; // waitForAll() waits for the others only
        return one;
    }

    /// Lets time pass for the reactor: as much as a command on another host takes.
    void passTime(const QByteArray &command = "true")
    {
        Execution other = execution(command);
        other.endpoint.host = QStringLiteral("127.0.0.2");
        EXPECT_EQ(run(other).results.value(0).outcome, Outcome::Succeeded);
    }

    /// Gives back all that is taken until `count` executions have ended.
    void writeUntilFinished(qsizetype count)
    {
        QElapsedTimer waited;
        waited.start();
        while (!writer->waitForFinished(count, 5ms) && waited.elapsed() < 60'000)
            budget->giveBack(budget->used());
        EXPECT_EQ(writer->finishedCount(), count);
    }

    /// Lets a pause outlast the time that a channel has to be opened in. Returns what became of an execution
    /// that wants one meanwhile, on the paused connection.
    RecordingObserver::Record openBehindPause(Execution second)
    {
        settings.channelLimit = 1500ms;
        makeTransport();
        budget->take(limit);
        const Execution first = withBudget("printf first");
        transport->start(first);
        const ExecutionId id = start(std::move(second));
        EXPECT_TRUE(writer->waitForState(first.id, TaskState::Running));
        const auto clock = std::make_shared<RecordingObserver>();
        Execution other = execution("sleep 3.5"); // beyond the limit
        other.endpoint.host = QStringLiteral("127.0.0.2");
        other.observer = clock;
        other.id = ExecutionId{2'000'000};
        transport->start(other);
        EXPECT_TRUE(clock->waitForFinished(1));
        budget->giveBack(limit);
        writeUntilFinished(1);
        EXPECT_TRUE(waitForAll());
        EXPECT_EQ(writer->record(first.id).standardOutput, "first");
        return record(id);
    }

    std::shared_ptr<base::OutputBudget> budget = std::make_shared<base::OutputBudget>(limit);
    std::shared_ptr<RecordingObserver> writer = std::make_shared<RecordingObserver>(budget);

private:
    quint64 m_floods = 0;
};

class PauseOfAnImpatientServer : public Pause
{
    QStringList configLines() const override
    {
        return {QStringLiteral("ClientAliveInterval 1"), QStringLiteral("ClientAliveCountMax 1")};
    }
};

qint64 numberIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : -1;
}

} // namespace

TEST_F(Pause, TakesNoMoreThanTheWindowHoweverLongItLasts)
{
    // Each tick may read a little; the server may have sent a window, and what fits into sockets and pipes.
    settings.pauseTick = 1ms;
    makeTransport();
    const QString written = folder.filePath(QStringLiteral("written"));
    const Execution flood =
        withBudget("i=0; while [ $i -lt 480 ]; do head -c 65536 /dev/zero; i=$((i+1)); echo $i > " +
                   written.toUtf8() + "; done");
    transport->start(flood);
    ASSERT_TRUE(writer->waitForOutput(flood.id, QByteArray(limit, '\0')));
    passTime();
    const qsizetype taken = writer->record(flood.id).standardOutput.size();
    qint64 blocks = -1;
    while (blocks != numberIn(written)) {
        blocks = numberIn(written);
        for (int i = 0; i < 20; ++i)
            passTime();
    }
    EXPECT_LT(blocks, 480) << "the server was never told to wait";
    EXPECT_EQ(writer->record(flood.id).standardOutput.size(), taken)
        << "nobody takes it, and yet it was delivered";

    writeUntilFinished(1);
    EXPECT_EQ(writer->record(flood.id).standardOutput.size(), 480 * 65536);
    EXPECT_EQ(writer->record(flood.id).results.value(0).outcome, Outcome::Succeeded);
}

TEST_F(Pause, LosesNothingOfBothStreamsAndTheEnd)
{
    settings.pauseTick = 1ms;
    makeTransport();
    budget->take(limit); // exhausted before it begins
    const Execution all = withBudget("for i in 1 2 3; do printf out$i; printf err$i >&2; done; exit 7");
    transport->start(all);
    ASSERT_TRUE(writer->waitForState(all.id, TaskState::Running));
    for (int i = 0; i < 5; ++i)
        passTime();
    budget->giveBack(limit);
    writeUntilFinished(1);
    EXPECT_EQ(writer->record(all.id).standardOutput, "out1out2out3");
    EXPECT_EQ(writer->record(all.id).standardError, "err1err2err3");
    EXPECT_EQ(writer->record(all.id).results.value(0).exitCode, 7);
}

TEST_F(Pause, IsNotTakenForAServerThatOpensNoChannel)
{
    EXPECT_EQ(openBehindPause(execution("printf second")).standardOutput, "second");
}

TEST_F(Pause, IsNotTakenForAServerThatOpensNoChannelForACopy)
{
    QFile from(folder.filePath(QStringLiteral("from")));
    ASSERT_TRUE(from.open(QIODevice::WriteOnly));
    Execution copying = execution({});
    copying.copy = transport::CopyOrder{model::FileCopy::Direction::Push,
                                        QFile::encodeName(from.fileName()),
                                        QFile::encodeName(folder.filePath(QStringLiteral("to"))),
                                        {}};
    EXPECT_EQ(openBehindPause(std::move(copying)).results.value(0).outcome, Outcome::Succeeded);
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("to"))));
}

TEST_F(Pause, CanBeStopped)
{
    makeTransport();
    const Execution flood = withBudget("cat /dev/zero");
    transport->start(flood);
    ASSERT_TRUE(writer->waitForOutput(flood.id, QByteArray(limit, '\0')));
    transport->stop(flood.id);
    ASSERT_TRUE(writer->waitForFinished(1));
    EXPECT_EQ(run("echo next").standardOutput, "next\n") << "the session is of use all the same";
}

TEST_F(Pause, DoesNotStopTheStepLimit)
{
    makeTransport();
    Execution flood = withBudget("cat /dev/zero");
    flood.timeouts.step = 500ms;
    transport->start(flood);
    ASSERT_TRUE(writer->waitForFinished(1));
    EXPECT_EQ(writer->record(flood.id).results.value(0).outcome, Outcome::TimedOut);
}

TEST_F(Pause, IsNoSilenceOfTheHost)
{
    makeTransport();
    Execution flood = withBudget("head -c 3000000 /dev/zero; sleep 0.5; echo end");
    flood.timeouts.silence = 1000ms;
    transport->start(flood);
    ASSERT_TRUE(writer->waitForOutput(flood.id, QByteArray(limit, '\0')));
    passTime("sleep 1.5");
    writeUntilFinished(1);
    EXPECT_EQ(writer->record(flood.id).results.value(0).outcome, Outcome::Succeeded);
    EXPECT_EQ(writer->record(flood.id).standardOutput.size(), 3 * pausedMegabyte + 4);
}

TEST_F(PauseOfAnImpatientServer, KeepsTheConnection)
{
    settings.pauseTick = 300ms;
    makeTransport();
    const Execution flood = withBudget("head -c 8000000 /dev/zero");
    transport->start(flood);
    ASSERT_TRUE(writer->waitForOutput(flood.id, QByteArray(limit, '\0')));
    passTime("sleep 4"); // who says nothing is dropped after two seconds
    writeUntilFinished(1);
    EXPECT_EQ(writer->record(flood.id).standardOutput.size(), 8 * pausedMegabyte);
    EXPECT_EQ(writer->record(flood.id).results.value(0).outcome, Outcome::Succeeded);
}
