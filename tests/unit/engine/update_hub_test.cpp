#include "core/engine/update_hub.h"

#include <gtest/gtest.h>

#include <thread>

using namespace regatta;
using namespace std::chrono_literals;
using engine::UpdateHub;
using model::TaskId;
using model::TaskState;

namespace {

std::shared_ptr<const model::Manifest> manifestOf(size_t tasks)
{
    auto manifest = std::make_shared<model::Manifest>();
    manifest->tasks.resize(tasks);
    return manifest;
}

class UpdateHubTest : public testing::Test
{
protected:
    UpdateHubTest() { hub.runStarted(manifestOf(10), start); }

    void changeState(std::uint32_t task, TaskState state, base::Duration offset)
    {
        hub.taskEvent(model::TaskStateChanged{TaskId{task}, state, model::Slot{3}, 1, 0, start + offset});
    }

    void print(std::uint32_t task, const QByteArray &bytes)
    {
        hub.taskEvent(model::TaskOutput{TaskId{task}, 1, 0, model::OutputStream::Stdout, bytes, start});
    }

    void printError(const QByteArray &bytes)
    {
        hub.taskEvent(model::TaskOutput{TaskId{0}, 1, 0, model::OutputStream::Stderr, bytes, start});
    }

    QByteArray lastLineAfter(const QByteArray &bytes)
    {
        print(0, bytes);
        return hub.take().front().lastLine.value();
    }

    const base::Instant start = base::Instant(1h);
    int wakes = 0;
    UpdateHub hub{[this] { ++wakes; }};
};

} // namespace

TEST_F(UpdateHubTest, TheLatestStateWinsAndPhasesInBetweenAreKept)
{
    changeState(4, TaskState::Connecting, 1ms);
    changeState(4, TaskState::Authenticating, 2ms);
    changeState(4, TaskState::Running, 3ms);
    const auto batch = hub.take();
    ASSERT_EQ(batch.size(), 1u);
    EXPECT_EQ(batch[0].task, TaskId{4});
    EXPECT_EQ(batch[0].state, TaskState::Running);
    EXPECT_EQ(batch[0].slot, model::Slot{3});
    EXPECT_EQ(batch[0].times.started, start + 1ms);
    EXPECT_EQ(batch[0].times.authenticating, start + 2ms);
    EXPECT_EQ(batch[0].times.running, start + 3ms);
}

TEST_F(UpdateHubTest, WakesOnceABatch)
{
    print(1, "a");
    print(2, "b");
    EXPECT_EQ(wakes, 1);
    hub.take();
    print(2, "c");
    EXPECT_EQ(wakes, 2);
}

TEST_F(UpdateHubTest, BytesAddUpAndStateStaysOutOfIt)
{
    print(1, "abc");
    print(1, "de\n");
    const auto batch = hub.take();
    ASSERT_EQ(batch.size(), 1u);
    EXPECT_EQ(batch[0].bytes, 6);
    EXPECT_EQ(batch[0].lastLine, QByteArray("abcde"));
    EXPECT_FALSE(batch[0].stateIsNews);
}

TEST_F(UpdateHubTest, FindsTheLastLineWithSomethingInIt)
{
    EXPECT_EQ(lastLineAfter("one\ntwo\n"), "two");
    EXPECT_EQ(lastLineAfter("\n\n  \n"), "two");
    EXPECT_EQ(lastLineAfter("10 %\r20 %\r"), "20 %");
    EXPECT_EQ(lastLineAfter("begin"), "begin");
    EXPECT_EQ(lastLineAfter("-end"), "begin-end");
}

TEST_F(UpdateHubTest, StandardErrorHasALastLineOfItsOwn)
{
    printError("no such con");
    print(0, "trying on\n");
    printError("tainer\n");
    print(0, "cleaning up\n");
    const auto batch = hub.take();
    EXPECT_EQ(batch[0].lastLine, QByteArray("cleaning up"));
    EXPECT_EQ(batch[0].lastLineStream, model::OutputStream::Stdout);
    EXPECT_EQ(batch[0].lastErrorLine, QByteArray("no such container"));
}

TEST_F(UpdateHubTest, AnotherAttemptForgetsTheErrorsBeforeIt)
{
    printError("refused\n");
    hub.taskEvent(model::TaskStateChanged{TaskId{0}, TaskState::Running, model::Slot{3}, 2, 0, start});
    EXPECT_FALSE(hub.take()[0].lastErrorLine.has_value());
}

TEST_F(UpdateHubTest, AnEndlessLineStaysBounded)
{
    print(0, QByteArray(10'000'000, 'x'));
    print(0, "y");
    const auto batch = hub.take();
    EXPECT_EQ(batch[0].bytes, 10'000'001);
    EXPECT_LE(batch[0].lastLine->size(), 512);
    EXPECT_TRUE(batch[0].lastLine->endsWith("xy"));
}

TEST_F(UpdateHubTest, ALongLineSaysThatItsFrontIsMissing)
{
    const QByteArray ellipsis = "\xe2\x80\xa6";
    EXPECT_EQ(lastLineAfter(QByteArray(600, 'x')), ellipsis + QByteArray(512 - ellipsis.size(), 'x'));
    EXPECT_EQ(lastLineAfter("\n" + QByteArray(512, 'y')), QByteArray(512, 'y')) << "all of it is there";
    const QByteArray euro = "\xe2\x82\xac";
    for (int length = 0; length < 3; ++length) {
        const QByteArray line = lastLineAfter("\n" + euro.repeated(300) + QByteArray(length, 'z'));
        EXPECT_TRUE(line.startsWith(ellipsis + euro)) << length;
        EXPECT_TRUE(line.isValidUtf8()) << length;
        EXPECT_LE(line.size(), 512);
    }
    EXPECT_EQ(lastLineAfter("\n" + QByteArray(600, '\x80')).size(), 512 - 3) << "not UTF-8 at all";
}

TEST_F(UpdateHubTest, TheEndIsNeverLost)
{
    changeState(5, TaskState::Connecting, 1ms);
    model::TaskFinished end;
    end.task = TaskId{5};
    end.attempts = 1;
    end.result.outcome = model::Outcome::CommandFailed;
    end.result.times.running = start + 2ms;
    end.time = start + 5ms;
    hub.taskEvent(end);
    const auto batch = hub.take();
    ASSERT_TRUE(batch[0].finished);
    EXPECT_EQ(batch[0].state, TaskState::Finished);
    EXPECT_EQ(batch[0].finished->result.outcome, model::Outcome::CommandFailed);
    EXPECT_EQ(batch[0].times.started, start + 1ms);
    EXPECT_EQ(batch[0].times.running, start + 2ms);
    EXPECT_EQ(batch[0].times.finished, start + 5ms);
}

TEST_F(UpdateHubTest, ATaskRunsFromItsFirstStepOn)
{
    model::TaskStateChanged running;
    running.task = TaskId{1};
    running.state = TaskState::Running;
    running.slot = model::Slot{0};
    running.time = start + 1ms;
    hub.taskEvent(running);
    running.step = 1;
    running.time = start + 9ms;
    hub.taskEvent(running);
    EXPECT_EQ(hub.take()[0].times.running, start + 1ms);
    running.step = 2;
    hub.taskEvent(running);
    EXPECT_FALSE(hub.take()[0].times.running) << "is no news";
}

TEST_F(UpdateHubTest, LosesNothingBetweenThreads)
{
    constexpr int rounds = 20'000;
    std::thread worker([&] {
        for (int i = 0; i < rounds; ++i)
            print(std::uint32_t(i % 10), "xyz");
    });
    qint64 bytes = 0;
    while (bytes < 3 * rounds) {
        for (const auto &update : hub.take())
            bytes += update.bytes;
    }
    worker.join();
    EXPECT_EQ(bytes, 3 * rounds);
    EXPECT_TRUE(hub.take().empty());
}

TEST_F(UpdateHubTest, KeepsTheNewestProgressOnly)
{
    for (const qint64 done : {10, 20})
        hub.taskEvent(model::TaskProgress{TaskId{1}, 1, 0, done, 100, start});
    const auto batch = hub.take();
    ASSERT_EQ(batch.size(), 1u);
    EXPECT_EQ(batch[0].progress.value().done, 20);
    EXPECT_FALSE(batch[0].stateIsNews);
    changeState(1, TaskState::Stopping, 1s);
    EXPECT_FALSE(hub.take().front().progress);
}

TEST_F(UpdateHubTest, KeepsTheLatestPaceWhoeverTellsItLast)
{
    EXPECT_FALSE(hub.pace());
    hub.paceChanged({16, true, 2}, start);
    hub.paceChanged({32, true, 1}, start);
    EXPECT_EQ(hub.pace(), (model::HandshakePace{16, true, 2}));
    EXPECT_EQ(wakes, 1);
    EXPECT_TRUE(hub.take().empty());
    hub.paceChanged({17, true, 3}, start);
    EXPECT_EQ(hub.pace()->atOnce, 17);
    EXPECT_EQ(wakes, 2);
}
