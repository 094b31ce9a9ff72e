// How fast the output of one host comes onto disk: a large file through libssh into a spool, and by
// `ssh host cat FILE > file`, with the same cipher, from the same sshd. The two take turns.
//
//     bulk_output [megabytes] [rounds]
//
// The wall time is from the beginning, without a connection, until the last byte is with the operating
// system.
#include "core/base/allocator.h"
#include "core/spool/spool_reader.h"
#include "core/spool/spool_writer.h"
#include "core/transport/libssh/libssh_transport.h"
#include "core/trust/host_key_verifier.h"
#include "tests/bench/memory/memory_growth.h"
#include "tests/bench/transport/measured_program.h"
#include "tests/support/sshd_fixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <future>

#include <sys/resource.h>
#include <unistd.h>

using namespace regatta;

namespace {

constexpr qint64 megabyte = 1'000'000;
constexpr qint64 budgetSize = 8 * 1024 * 1024; ///< as the window has it

/// Hands all output to a spool.
class SpoolingObserver final : public transport::ExecutionObserver
{
public:
    explicit SpoolingObserver(spool::SpoolWriter &writer)
        : m_writer(writer)
    {}

    void stateChanged(transport::ExecutionId, model::TaskState, base::Instant) override {}
    void output(transport::ExecutionId, model::OutputStream stream, QByteArray bytes,
                base::Instant time) override
    {
        m_writer.append({model::TaskId{0}, 1, 0, stream, std::move(bytes), time});
    }
    void finished(transport::ExecutionId, model::AttemptResult result) override
    {
        m_result.set_value(result.outcome);
    }

    model::Outcome wait() { return m_result.get_future().get(); }

private:
    spool::SpoolWriter &m_writer;
    std::promise<model::Outcome> m_result;
};

bool makeData(const QString &path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (qint64 line = 0; file.pos() < size;) {
        QByteArray chunk;
        while (chunk.size() < megabyte)
            chunk += "2026-01-01 12:00:00 worker: step " + QByteArray::number(++line) +
                     " of the deployment is done, nothing to report\n";
        chunk.truncate(std::min<qint64>(chunk.size(), size - file.pos()));
        if (file.write(chunk) != chunk.size())
            return false;
    }
    return file.flush();
}

/// Whether the spool holds exactly the file's bytes.
bool isSame(const QString &spoolPath, const QString &path)
{
    QFile file(path);
    const auto reader = spool::SpoolReader::open(spoolPath);
    if (!reader || !file.open(QIODevice::ReadOnly))
        return false;
    spool::HeadWalker walker(**reader, spool::fileHeadSize, (*reader)->fileSize());
    while (const auto entry = walker.next()) {
        const auto bytes = walker.read(*entry);
        if (!bytes || *bytes != file.read(entry->head.length))
            return false;
    }
    return file.atEnd();
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Turn
{
    double wallSeconds = 0;
    double cpuSeconds = 0; ///< of the client alone
    double growth = 0;     ///< of memory, in megabytes
    bool isComplete = false;
};

Turn withRegatta(const tests::SshdFixture &sshd, const QString &data)
{
    const QString path = sshd.folder() + QStringLiteral("/run.spool");
    QFile::remove(path);
    const bench::MemoryGrowth growth;
    Turn turn;
    const double cpu = processorSeconds();
    const auto begin = std::chrono::steady_clock::now();
    {
        trust::HostKeyVerifier hostKeys(nullptr);
        const auto budget = std::make_shared<base::OutputBudget>(budgetSize);
        const auto writer =
            spool::SpoolWriter::create(path, {}, budget, std::make_shared<spool::SpoolIndex>()).value();
        const auto observer = std::make_shared<SpoolingObserver>(*writer);
        transport::LibSshTransport transport(hostKeys);
        transport::Execution execution;
        execution.id = transport::ExecutionId{1};
        execution.endpoint = sshd.endpoint();
        execution.command = "cat " + data.toLocal8Bit();
        execution.budget = budget;
        execution.observer = observer;
        transport.start(std::move(execution));
        turn.isComplete = observer->wait() == model::Outcome::Succeeded;
        writer->flush();
        turn.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        turn.cpuSeconds = processorSeconds() - cpu;
    }
    turn.growth = growth.megabytes();
    turn.isComplete = turn.isComplete && isSame(path, data);
    return turn;
}

Turn withSsh(const tests::SshdFixture &sshd, const QString &data)
{
    const QString path = sshd.folder() + QStringLiteral("/plain");
    QFile::remove(path);
    const QString command =
        QStringLiteral("exec ssh -F %1 -i %2 -p %3 -l %4 -o BatchMode=yes -o IdentitiesOnly=yes "
                       "-o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile=%5 127.0.0.1 cat %6 > %7")
            .arg(sshd.sshConfigFile(), sshd.identityFile())
            .arg(sshd.port())
            .arg(sshd.user(), sshd.knownHostsFile(), data, path);
    const bench::Measured measured = bench::measure({QStringLiteral("sh"), QStringLiteral("-c"), command});
    Turn turn;
    turn.wallSeconds = measured.wallSeconds;
    turn.cpuSeconds = measured.cpuSeconds;
    turn.isComplete = QFileInfo(path).size() == QFileInfo(data).size();
    return turn;
}

double median(const QList<Turn> &turns, double Turn::*figure)
{
    QList<double> values;
    for (const Turn &turn : turns)
        values << turn.*figure;
    return bench::median(values);
}

} // namespace

int main(int argc, char **argv)
{
    base::tuneAllocator(); // as the program does
    QCoreApplication application(argc, argv);
    const qint64 size = (argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000) * megabyte;
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 5;
    tests::SshdFixture::Options options;
    options.configLines = {QStringLiteral("KexAlgorithms curve25519-sha256"),
                           QStringLiteral("Ciphers aes128-gcm@openssh.com")};
    const tests::SshdFixture sshd(options);
    const QString data = sshd.folder() + QStringLiteral("/data");
    if (!sshd.isRunning() || size <= 0 || rounds <= 0 || !makeData(data, size)) {
        std::fprintf(stderr, "%s\n", qPrintable(sshd.problem()));
        return 4;
    }
    QList<Turn> ours;
    QList<Turn> theirs;
    for (int round = 0; round < rounds; ++round) {
        ::sync(); // what the turn before wrote is not this one's burden
        ours << withRegatta(sshd, data);
        ::sync();
        theirs << withSsh(sshd, data);
    }
    const double wall = median(ours, &Turn::wallSeconds);
    const double theirWall = median(theirs, &Turn::wallSeconds);
    double growth = 0;
    for (const Turn &turn : std::as_const(ours))
        growth = std::max(growth, turn.growth);
    const bool isComplete = std::all_of(ours.begin(), ours.end(), std::mem_fn(&Turn::isComplete)) &&
                            std::all_of(theirs.begin(), theirs.end(), std::mem_fn(&Turn::isComplete));
    std::printf("%lld MB, medians of %d rounds\n%-10s %10s %12s\n", static_cast<long long>(size / megabyte),
                rounds, "", "wall", "client CPU");
    std::printf("%-10s %8.2f s %10.2f s\n", "regatta", wall, median(ours, &Turn::cpuSeconds));
    std::printf("%-10s %8.2f s %10.2f s\n", "ssh", theirWall, median(theirs, &Turn::cpuSeconds));
    std::printf("ratio of wall times %.2f (goal <= 1.0), memory %+.0f MB at most (goal < 32), %s\n",
                wall / theirWall, growth, isComplete ? "every byte is there" : "BYTES ARE MISSING");
    return isComplete ? 0 : 1;
}
