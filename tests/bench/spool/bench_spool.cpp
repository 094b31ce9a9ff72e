// How long it takes to open a large finished spool, to jump within it, and to search it. Makes a spool of the
// given number of megabytes (2,000) in the given folder (a temporary one), and removes it. At the end it
// opens it once more, forgotten by the kernel's cache.

#include "core/spool/index_file.h"
#include "core/spool/log_search.h"
#include "core/spool/spool_writer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace regatta;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t taskCount = 100;
constexpr quint64 everything = ~quint64(0);

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

long peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

void makeSpool(const QString &path, qint64 bytes)
{
    const auto budget = std::make_shared<base::OutputBudget>(qint64(64) << 20);
    const auto writer =
        spool::SpoolWriter::create(path, {}, budget, std::make_shared<spool::SpoolIndex>()).value();
    qint64 line = 0;
    const auto start = Clock::now();
    for (qint64 done = 0; done < bytes;) {
        QByteArray chunk;
        constexpr qsizetype chunkSize = 60'000;
        for (; chunk.size() < chunkSize; ++line)
            chunk += "2026-01-01 12:00:00 worker[" + QByteArray::number(line % 977) + "]: step " +
                     QByteArray::number(line) + " of the deployment is done, nothing to report\n";
        done += chunk.size();
        writer->append({model::TaskId{std::uint32_t(line) % taskCount}, 1, 0, model::OutputStream::Stdout,
                        chunk, base::Instant(base::Duration(done))});
        if (budget->isExhausted())
            writer->flush();
    }
    writer->flush();
    std::printf("written: %.0f MB, %.1f million lines, %.0f MB/s\n", double(bytes) / 1e6, double(line) / 1e6,
                double(bytes) / 1e3 / millisecondsSince(start));
}

void measureIndexFile(const QString &path, const spool::SpoolReader &reader, const spool::SpoolIndex &walked)
{
    const auto start = Clock::now();
    spool::SpoolIndex loaded;
    const bool fits = spool::loadIndex(path, reader, loaded) && loaded.extent() == walked.extent();
    std::printf("with the index beside it: %s after %.1f ms\n", fits ? "all lines" : "NOTHING",
                millisecondsSince(start));
}

void measureJumps(const char *how, const spool::LogSource &log)
{
    constexpr int jumps = 200;
    QRandomGenerator random(1);
    double longest = 0;
    double all = 0;
    for (int i = 0; i < jumps; ++i) {
        const auto line = qint64(random.generateDouble() * double(log.lineCount()));
        const auto start = Clock::now();
        log.lines(line, 64);
        const double took = millisecondsSince(start);
        longest = std::max(longest, took);
        all += took;
    }
    std::printf("a jump to any line%s: %.2f ms, longest of %d %.2f ms\n", how, all / jumps, jumps, longest);
}

/// The file is on disk alone, as after a restart of the machine.
void measureCold(const QString &path)
{
    for (const QString &file : {path, spool::indexFileOf(path)}) {
        const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
        ::fdatasync(descriptor);
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        ::close(descriptor);
    }
    const auto start = Clock::now();
    const std::shared_ptr<const spool::SpoolReader> reader = spool::SpoolReader::open(path).value();
    const auto index = std::make_shared<spool::SpoolIndex>();
    spool::loadIndex(path, *reader, *index);
    spool::LogSource log(reader, index, {});
    log.follow(everything);
    log.lines(0, 64);
    std::printf("not in the kernel's cache: first lines after %.1f ms\n", millisecondsSince(start));
    measureJumps(" there", log);
}

void measureSearch(const spool::LogSource &log, qint64 bytes, const char *name,
                   const spool::LogPattern &pattern)
{
    spool::LogSearch search(pattern);
    std::vector<qint64> matches;
    const auto start = Clock::now();
    search.searchOn(log, everything, matches);
    std::printf("search, %s: %.0f MB/s, %zu matches\n", name, double(bytes) / 1e3 / millisecondsSince(start),
                matches.size());
}

} // namespace

int main(int count, char **arguments)
{
    const qint64 bytes = (count > 1 ? std::atoll(arguments[1]) : 2'000) * 1'000'000;
    const QTemporaryDir folder(
        count > 2 ? QString::fromLocal8Bit(arguments[2]) + QStringLiteral("/spool-XXXXXX") : QString());
    const QString path = folder.filePath(QStringLiteral("run.spool"));
    makeSpool(path, bytes);

    auto start = Clock::now();
    const std::shared_ptr<const spool::SpoolReader> reader = spool::SpoolReader::open(path).value();
    double firstLines = 0;
    std::shared_ptr<spool::SpoolIndex> index;
    index = std::make_shared<spool::SpoolIndex>([&] {
        if (firstLines > 0)
            return;
        spool::LogSource log(reader, index, {});
        log.follow(everything);
        log.lines(0, 64);
        firstLines = millisecondsSince(start);
    });
    reader->buildIndex(*index, false);
    std::printf("opened: first lines after %.1f ms, all %.1f million lines after %.0f ms\n", firstLines,
                double(index->extent().lines) / 1e6, millisecondsSince(start));

    measureIndexFile(path, *reader, *index);

    spool::LogSource log(reader, index, {});
    log.follow(everything);
    measureJumps("", log);
    start = Clock::now();
    spool::LogSource one(reader, index, {model::TaskId{7}});
    while (one.follow(everything)) {
    }
    std::printf("one task of %u picked out: %.0f ms\n", taskCount, millisecondsSince(start));
    using Kind = spool::LogPattern::Kind;
    measureSearch(log, bytes, "text", {QStringLiteral("out of space"), Kind::Text, true});
    measureSearch(log, bytes, "text in any case", {QStringLiteral("Out Of Space"), Kind::Text, false});
    measureSearch(log, bytes, "expression", {QStringLiteral("step \\d+999 "), Kind::Expression, true});
    measureCold(path);
    std::printf("peak memory: %ld MB\n", peakMegabytes());
    return 0;
}
