#include "core/spool/spool_reader.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

using namespace regatta;
using namespace std::chrono_literals;

namespace {

constexpr auto promised = 250ms;
/// What a busy machine may add: a thread that isn't given the processor can't write.
constexpr auto patience = 5s;

struct Crash
{
    quint64 written = 0;
    quint64 handedIn = 0;
    std::chrono::nanoseconds
        lost{}; ///< age of the oldest line that is not on the disk, when the process was killed
};

std::chrono::nanoseconds now()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

/// Reads the spool as the next start of the program would, and checks that nothing is missing in the middle.
void readBack(const QString &path, Crash &crash, std::chrono::nanoseconds &last)
{
    const auto reader = spool::SpoolReader::open(path).value();
    QByteArray all;
    for (const spool::IndexEntry &entry : reader->scan())
        all += reader->read(entry).value();
    const QList<QByteArray> lines = all.replace(';', '\n').split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        const QList<QByteArray> words = line.split(' ');
        ASSERT_EQ(words.size(), 2) << line.toStdString();
        ASSERT_EQ(words[0].toULongLong(), ++crash.written);
        last = std::chrono::nanoseconds(words[1].toLongLong());
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
    std::chrono::nanoseconds last = started;
    readBack(spool, crash, last);
    if (crash.written < crash.handedIn)
        crash.lost = killed - last;
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
        crashOnce(random.bounded(400), crash);
        ASSERT_FALSE(HasFatalFailure());
        ASSERT_LE(crash.written, crash.handedIn + 1);
        ASSERT_LE(crash.lost, promised + patience) << crash.written << " of " << crash.handedIn;
        losses.push_back(crash.lost);
    }
    std::sort(losses.begin(), losses.end());
    EXPECT_LE(losses[losses.size() / 2], promised);
}

INSTANTIATE_TEST_SUITE_P(HundredTimes, SpoolCrash, testing::Range(0, 4));
