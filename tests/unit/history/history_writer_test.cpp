#include "tests/unit/history/history_samples.h"

#include "core/history/database.h"
#include "core/history/owner.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QtEndian>

using namespace regatta;
using namespace std::chrono_literals;
using history::HistoryReader;
using history::RunState;
using model::Outcome;
using model::TaskState;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class HistoryWriterTest : public tests::HistoryTest
{
protected:
    /// So many there have been, while somebody has the file open. SQLite counts them in the index of its log
    /// (https://www.sqlite.org/walformat.html: iChange, at offset 8, in the machine's byte order).
    quint32 transactions() const
    {
        QFile index(path + QStringLiteral("-shm"));
        EXPECT_TRUE(index.open(QIODevice::ReadOnly) && index.seek(8));
        const QByteArray bytes = index.read(sizeof(quint32));
        return bytes.size() == sizeof(quint32) ? qFromUnaligned<quint32>(bytes.constData()) : 0;
    }
};

} // namespace

TEST_F(HistoryWriterTest, KeepsEverythingAboutARun)
{
    const QString id = QStringLiteral("11112222");
    model::RunSummary summary;
    summary.outcomes[size_t(Outcome::Succeeded)] = 1;
    summary.outcomes[size_t(Outcome::Unreachable)] = 1;
    summary.wall = 3s;
    summary.peakParallel = 2;
    summary.effectiveParallel = 1.5;
    summary.busy = {1s, 2s};
    summary.outputBytes = 77;
    history::RunStart start = tests::runStart(id);
    start.parent = QStringLiteral("0000");
    start.spool = makeSpool(QStringLiteral("a.spool"), 123);
    model::TaskFinished unreachable = tests::finished(1, Outcome::Unreachable, 90ms);
    unreachable.result.error = base::Error{base::ErrorCode::ConnectionRefused, QStringLiteral("web2")};
    unreachable.result.times.running.reset();
    {
        const auto writer = openWriter();
        writer->begin(start);
        writer->taskState(id, tests::state(0, TaskState::Connecting, 1ms));
        writer->taskState(id, tests::state(0, TaskState::Running, 5ms));
        writer->taskFinished(id, tests::finished(0, Outcome::Succeeded, 80ms), 77);
        writer->taskFinished(id, unreachable, 0);
        writer->end(id, summary);
    }
    const auto run = HistoryReader(path).run(id).value();
    const history::RunOverview &overview = run.overview;
    EXPECT_EQ(overview.name, start.name);
    EXPECT_EQ(overview.parent, start.parent);
    EXPECT_EQ(overview.command, start.command);
    EXPECT_EQ(overview.profilePath, start.profilePath);
    EXPECT_EQ(overview.environment, start.environment);
    EXPECT_EQ(overview.transport, start.transport);
    EXPECT_EQ(overview.version, start.version);
    EXPECT_EQ(overview.startedAt, start.startedAt);
    EXPECT_EQ(overview.state, RunState::Finished);
    EXPECT_EQ(overview.tasks, 2);
    EXPECT_EQ(overview.spool, folder.filePath(start.spool));
    EXPECT_EQ(overview.spoolBytes, 123);
    EXPECT_EQ(overview.summary, summary);
    EXPECT_EQ(run.manifest, start.manifest);
    EXPECT_EQ(run.connection, start.connection);
    ASSERT_EQ(run.tasks.size(), 2u);
    EXPECT_EQ(run.tasks[0].subject, start.tasks[0]);
    EXPECT_EQ(run.tasks[0].state, TaskState::Finished);
    EXPECT_EQ(run.tasks[0].bytes, 77);
    EXPECT_EQ(run.tasks[0].firstStarted, tests::at(1ms));
    EXPECT_EQ(run.tasks[0].finished, tests::at(80ms));
    EXPECT_EQ(*run.tasks[0].result, tests::finished(0, Outcome::Succeeded, 80ms).result);
    EXPECT_EQ(run.tasks[0].attempts.size(), 1u);
    EXPECT_EQ(*run.tasks[1].result, unreachable.result);
    EXPECT_THAT(noticedCodes(), IsEmpty());
}

TEST_F(HistoryWriterTest, BeginningsAreThereAtOnce)
{
    const auto writer = openWriter();
    writer->begin(tests::runStart(QStringLiteral("a")));
    writer->flush();
    const auto run = HistoryReader(path).run(QStringLiteral("a")).value();
    EXPECT_EQ(run.overview.state, RunState::Running);
    EXPECT_EQ(run.tasks.size(), 2u);
    EXPECT_EQ(run.tasks[0].state, TaskState::Queued);
}

TEST_F(HistoryWriterTest, StoppedRunsSaySo)
{
    const auto writer = openWriter();
    writer->begin(tests::runStart(QStringLiteral("a")));
    model::RunSummary summary;
    summary.stopped = true;
    writer->end(QStringLiteral("a"), summary);
    writer->flush();
    EXPECT_EQ(HistoryReader(path).run(QStringLiteral("a")).value().overview.state, RunState::Stopped);
}

TEST_F(HistoryWriterTest, RunsOfDeadProcessesAreInterrupted)
{
    const QString id = QStringLiteral("a");
    {
        const auto writer = openWriter();
        writer->begin(tests::runStart(id));
        writer->taskFinished(id, tests::finished(0, Outcome::Succeeded, 80ms), 7);
        writer->taskState(id, tests::state(1, TaskState::Running, 120ms));
    }
    EXPECT_EQ(HistoryReader(path).run(id).value().overview.state, RunState::Running) << "we are alive";

    loseProcess();
    EXPECT_EQ(HistoryReader(path).run(id).value().overview.state, RunState::Interrupted) << "not marked yet";
    openWriter()->flush();

    const auto database = history::Database::open(path, history::Database::Access::ReadOnly).value();
    EXPECT_EQ(database->value(QStringLiteral("SELECT state FROM runs")).value().toString(), u"interrupted");
    const auto run = HistoryReader(path).run(id).value();
    EXPECT_EQ(run.overview.summary.count(Outcome::Succeeded), 1);
    EXPECT_EQ(run.overview.summary.wall, 120ms);
    EXPECT_EQ(run.overview.summary.outputBytes, 7);
    EXPECT_EQ(run.tasks[1].result->outcome, Outcome::Interrupted);
    EXPECT_EQ(run.tasks[1].finished, tests::at(120ms)) << "nothing is known after that";
    EXPECT_EQ(run.tasks[1].attempts.at(0).times.running, tests::at(120ms));
}

TEST_F(HistoryWriterTest, WhatAnInterruptedRunPrintedIsKnownFromItsSpool)
{
    history::RunStart start = tests::runStart(QStringLiteral("a"), 3);
    start.spool = makeSpool(QStringLiteral("a.spool"), 10);
    {
        const auto writer = openWriter();
        writer->begin(start);
        writer->taskFinished(start.id, tests::finished(0, Outcome::Succeeded, 80ms), 7);
        writer->taskState(start.id, tests::state(1, TaskState::Connecting, 100ms));
        writer->taskState(start.id, tests::state(1, TaskState::Running, 120ms));
    }
    loseProcess();
    int asked = 0;
    const history::SpoolMeasure measure = [&](const QString &spool, size_t tasks, history::Depth) {
        ++asked;
        EXPECT_EQ(spool, folder.filePath(start.spool));
        EXPECT_EQ(tasks, 3u);
        return history::Printed{{7, 30, 0}, 37, 2100ms};
    };
    const auto expectWhatItReached = [&] {
        const auto run = HistoryReader(path, measure).run(start.id).value();
        const model::RunSummary &summary = run.overview.summary;
        EXPECT_EQ(summary.wall, 2100ms);
        EXPECT_EQ(summary.outputBytes, 37);
        EXPECT_EQ(summary.count(Outcome::Succeeded), 1);
        EXPECT_EQ(summary.count(Outcome::Interrupted), 1);
        EXPECT_EQ(summary.count(Outcome::Skipped), 1);
        EXPECT_EQ(summary.peakParallel, 1);
        EXPECT_EQ(summary.busy, (std::vector<base::Duration>{79ms, 2s}));
        EXPECT_NEAR(summary.effectiveParallel, 2079. / 2100, 1e-9);
        EXPECT_EQ(run.tasks[1].bytes, 30);
        EXPECT_EQ(run.tasks[1].finished, tests::at(2100ms));
        EXPECT_EQ(run.tasks[2].result->outcome, Outcome::Skipped);
        EXPECT_EQ(run.tasks[2].firstStarted, std::nullopt);
    };
    expectWhatItReached();
    openWriter(measure)->flush();
    asked = 0;
    expectWhatItReached();
    EXPECT_EQ(asked, 0) << "the mark has it";
}

TEST_F(HistoryWriterTest, ALargeSpoolIsReadAsAWholeOnlyWhereItsRunIsAskedFor)
{
    history::RunStart start = tests::runStart(QStringLiteral("a"), 1);
    start.spool = makeSpool(QStringLiteral("a.spool"), 10);
    {
        const auto writer = openWriter();
        writer->begin(start);
        writer->taskState(start.id, tests::state(0, TaskState::Running, 10ms));
    }
    loseProcess();
    const history::SpoolMeasure measure = [](const QString &, size_t, history::Depth depth) {
        return depth == history::Depth::Quick ? history::Printed{{}, 1'000, 9s}
                                              : history::Printed{{990}, 990, 9s};
    };
    openWriter(measure)->flush();
    const HistoryReader reader(path, measure);
    EXPECT_EQ(reader.runs().value().first().summary.outputBytes, 1'000);
    EXPECT_EQ(reader.runs().value().first().summary.wall, 9s);
    const auto run = reader.run(start.id).value();
    EXPECT_EQ(run.tasks[0].bytes, 990);
    EXPECT_EQ(run.overview.summary.outputBytes, 990);
}

TEST_F(HistoryWriterTest, KnowsALivingProcessFromADeadOne)
{
    EXPECT_TRUE(history::isAlive(history::thisProcess()));
    EXPECT_FALSE(history::isAlive({}));
    history::Owner other = history::thisProcess();
    other.process = 1;
    EXPECT_FALSE(history::isAlive(other));
}

TEST_F(HistoryWriterTest, RemovesRunsAndTheirSpools)
{
    history::RunStart start = tests::runStart(QStringLiteral("a"));
    start.spool = makeSpool(QStringLiteral("a.spool"), 10);
    const QString index = folder.filePath(makeSpool(QStringLiteral("a.spool.index"), 10));
    const auto writer = openWriter();
    writer->begin(start);
    writer->begin(tests::runStart(QStringLiteral("b")));
    writer->end(start.id, {});
    std::optional<history::Expected<QStringList>> kept;
    writer->remove({start.id, QStringLiteral("b")}, [&kept](const auto &answer) { kept = answer; });
    writer->flush();
    EXPECT_EQ(kept->value(), QStringList{QStringLiteral("b")}) << "it goes on";
    EXPECT_EQ(ids(), QStringList{QStringLiteral("b")});
    EXPECT_FALSE(QFile::exists(folder.filePath(start.spool)));
    EXPECT_FALSE(QFile::exists(index));

    const auto database = history::Database::open(path, history::Database::Access::ReadOnly).value();
    EXPECT_EQ(database->value(QStringLiteral("SELECT count(*) FROM tasks")).value().toInt(), 2);

    // What comes too late for a removed run is let go.
    writer->taskFinished(start.id, tests::finished(0, Outcome::Succeeded, 1ms), 0);
    writer->end(start.id, {});
    writer->flush();
    EXPECT_EQ(ids(), QStringList{QStringLiteral("b")});
    EXPECT_THAT(noticedCodes(), IsEmpty());
}

TEST_F(HistoryWriterTest, WhatIsGoneAlreadyDoesNotGoOn)
{
    const QString id = QStringLiteral("a");
    const auto writer = openWriter();
    writer->begin(tests::runStart(id));
    writer->end(id, {});
    std::optional<history::Expected<QStringList>> kept;
    writer->remove({id, id}, [&kept](const auto &answer) { kept = answer; });
    writer->flush();
    EXPECT_EQ(kept->value(), QStringList()) << "it was named twice";
    EXPECT_THAT(ids(), IsEmpty());
}

TEST_F(HistoryWriterTest, NeverRemovesAFileOutsideItsFolder)
{
    QTemporaryDir elsewhere;
    QFile precious(elsewhere.filePath(QStringLiteral("precious")));
    ASSERT_TRUE(precious.open(QIODevice::WriteOnly));
    const auto writer = openWriter();
    for (const QString &spool : {precious.fileName(), QStringLiteral("runs/../../precious")}) {
        history::RunStart start = tests::runStart(spool);
        start.spool = spool;
        writer->begin(start);
        writer->end(start.id, {});
        writer->remove({start.id});
    }
    writer->flush();
    EXPECT_THAT(ids(), IsEmpty());
    EXPECT_TRUE(precious.exists());
}

TEST_F(HistoryWriterTest, TheOldestGoFirstWhenTheLimitIsReached)
{
    const auto writer = openWriter();
    for (int i = 0; i < 4; ++i) {
        history::RunStart start = tests::runStart(QString::number(i));
        start.startedAt = start.startedAt.addSecs(i);
        start.spool = makeSpool(start.id, 100);
        writer->begin(start);
        writer->end(start.id, {});
    }
    writer->flush();
    EXPECT_EQ(ids().size(), 4) << "off unless it is asked for";
    writer->setSizeLimit(250);
    writer->flush();
    EXPECT_EQ(ids(), (QStringList{QStringLiteral("3"), QStringLiteral("2")}));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("runs/0"))));
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("runs/3"))));
}

TEST_F(HistoryWriterTest, ManyTasksAreMergedAndKept)
{
    constexpr int count = 5'000;
    const QString id = QStringLiteral("a");
    {
        const auto writer = openWriter();
        writer->begin(tests::runStart(id, count));
        for (std::uint32_t task = 0; task < count; ++task) {
            writer->taskState(id, tests::state(task, TaskState::Connecting, 1ms));
            writer->taskState(id, tests::state(task, TaskState::Running, 2ms));
            writer->taskFinished(id, tests::finished(task, Outcome::Succeeded, 3ms), 1);
        }
        writer->end(id, {});
    }
    const auto run = HistoryReader(path).run(id).value();
    ASSERT_EQ(run.tasks.size(), size_t(count));
    for (const history::TaskRecord &task : run.tasks)
        ASSERT_EQ(task.state, TaskState::Finished);
}

TEST_F(HistoryWriterTest, NewsShareTransactions)
{
    constexpr int count = 2'000;
    const QString id = QStringLiteral("a");
    const auto writer = openWriter();
    writer->begin(tests::runStart(id, count));
    writer->flush();
    const quint32 before = transactions();
    QElapsedTimer time;
    time.start();
    for (std::uint32_t task = 0; task < count; ++task)
        writer->taskFinished(id, tests::finished(task, Outcome::Succeeded, 3ms), 1);
    writer->flush();
    // One for 500 of them, one each 250 ms that they took to be handed in, and what flush() finds left.
    const auto most = quint32(count / 500 + time.elapsed() / 250 + 2);
    const quint32 taken = transactions() - before;
    EXPECT_GE(taken, 1u);
    EXPECT_LE(taken, most);
    EXPECT_EQ(HistoryReader(path).run(id).value().tasks.back().state, TaskState::Finished);
}
