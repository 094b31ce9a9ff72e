#include "core/spool/spool_reader.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr auto promised = 250ms;
constexpr size_t childTasks = 2; ///< of the child
/// A process that is killed sooner could have written nothing in time, whether it wanted to or not.
constexpr int leastLife = 300; // ms
constexpr int mostLife = 700;
/// What a busy machine may add: a thread that isn't given the processor can't write.
constexpr auto patience = 5s;

struct Crash
{
    std::array<quint64, childTasks> written{};
    std::array<std::chrono::nanoseconds, childTasks> lastWritten{};
    quint64 handedIn = 0;
    std::chrono::nanoseconds
        lost{}; ///< age of the oldest line that is not on the disk, when the process was killed
};

std::chrono::nanoseconds now()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

/// Reads the spool as the next start of the program would, and checks that nothing is missing in the middle.
void readBack(const QString &path, Crash &crash)
{
    const auto reader = spool::SpoolReader::open(path).value();
    std::array<QByteArray, childTasks> all;
    for (const spool::IndexEntry &entry : reader->scan())
        all.at(entry.head.task.value) += reader->read(entry).value();
    for (size_t task = 0; task < childTasks; ++task) {
        const QList<QByteArray> lines = all[task].replace(';', '\n').split('\n');
        for (const QByteArray &line : lines) {
            if (line.isEmpty())
                continue;
            const QList<QByteArray> words = line.split(' ');
            ASSERT_EQ(words.size(), 2) << line.toStdString();
            ASSERT_EQ(words[0].toULongLong(), ++crash.written[task]);
            crash.lastWritten[task] = std::chrono::nanoseconds(words[1].toLongLong());
        }
    }
}

void crashOnce(int moment, Crash &crash)
{
    const QTemporaryDir folder;
    const QString spool = folder.filePath(QStringLiteral("run.spool"));
    QFile progress(folder.filePath(QStringLiteral("progress")));
    QProcess child;
    const auto started = now();
    child.start(QStringLiteral(SPOOL_CHILD), {spool, progress.fileName()});
    ASSERT_TRUE(child.waitForReadyRead(20'000)) << child.errorString().toStdString();
    ASSERT_FALSE(child.waitForFinished(moment)) << "it goes on until it is killed";
    child.kill();
    child.waitForFinished();
    const auto killed = now();

    ASSERT_TRUE(progress.open(QIODevice::ReadOnly));
    memcpy(&crash.handedIn, progress.readAll().constData(), sizeof crash.handedIn);
    crash.lastWritten.fill(started);
    readBack(spool, crash);
    for (size_t task = 0; task < childTasks; ++task) {
        if (crash.written[task] < crash.handedIn)
            crash.lost = std::max(crash.lost, killed - crash.lastWritten[task]);
    }
}

class SpoolCrash : public testing::TestWithParam<int>
{};

} // namespace

/// A quarter of a hundred times, so that the quarters can run at the same time.
TEST_P(SpoolCrash, LosesAtMostTheLastQuarterOfASecond)
{
    QRandomGenerator random{quint32(GetParam())};
    std::vector<std::chrono::nanoseconds> losses;
    for (int i = 0; i < 25; ++i) {
        Crash crash;
        crashOnce(random.bounded(leastLife, mostLife), crash);
        ASSERT_FALSE(HasFatalFailure());
        for (const quint64 written : crash.written)
            ASSERT_LE(written, crash.handedIn + 1);
        ASSERT_LE(crash.lost, promised + patience) << crash.handedIn;
        losses.push_back(crash.lost);
    }
    std::sort(losses.begin(), losses.end());
    EXPECT_LE(losses[losses.size() / 2], promised);
}

INSTANTIATE_TEST_SUITE_P(HundredTimes, SpoolCrash, testing::Range(0, 4));
