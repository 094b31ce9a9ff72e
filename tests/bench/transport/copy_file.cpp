// How fast a large file comes to a host: by `regatta run --push`, which checks it there, and by scp, which
// doesn't, with the same cipher, to the same sshd. The two take turns.
//
//     copy_file [megabytes] [rounds]
#include "tests/bench/transport/measured_program.h"
#include "tests/support/sshd_fixture.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

#include <unistd.h>

using namespace regatta;

namespace {

constexpr qint64 megabyte = 1'000'000;

bool makeData(const QString &path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray chunk(megabyte, Qt::Uninitialized);
    for (qint64 i = 0; file.pos() < size; ++i) {
        for (qsizetype at = 0; at < chunk.size(); ++at)
            chunk[at] = char(at * 31 + i);
        if (file.write(chunk) != chunk.size())
            return false;
    }
    return file.flush();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const qint64 size = (argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000) * megabyte;
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 5;
    tests::SshdFixture::Options options;
    options.configLines = {QStringLiteral("KexAlgorithms curve25519-sha256"),
                           QStringLiteral("Ciphers aes128-gcm@openssh.com")};
    const tests::SshdFixture sshd(options);
    const QString data = sshd.folder() + QStringLiteral("/data");
    const QString copy = sshd.folder() + QStringLiteral("/copy");
    if (!sshd.isRunning() || size <= 0 || rounds <= 0 || !makeData(data, size)) {
        std::fprintf(stderr, "%s\n", qPrintable(sshd.problem()));
        return 4;
    }
    const QString port = QString::number(sshd.port());
    const QStringList regatta = {QStringLiteral(REGATTA_PROGRAM),
                                 QStringLiteral("run"),
                                 QStringLiteral("-w"),
                                 QStringLiteral("127.0.0.1"),
                                 QStringLiteral("--push"),
                                 data,
                                 QStringLiteral("--to"),
                                 copy,
                                 QStringLiteral("--no-history"),
                                 QStringLiteral("--port"),
                                 port,
                                 QStringLiteral("--identity"),
                                 sshd.identityFile(),
                                 QStringLiteral("--known-hosts"),
                                 sshd.knownHostsFile(),
                                 QStringLiteral("--ssh-config"),
                                 sshd.sshConfigFile()};
    const QStringList scp = {QStringLiteral("scp"),
                             QStringLiteral("-q"),
                             QStringLiteral("-F"),
                             sshd.sshConfigFile(),
                             QStringLiteral("-i"),
                             sshd.identityFile(),
                             QStringLiteral("-P"),
                             port,
                             QStringLiteral("-o"),
                             QStringLiteral("UserKnownHostsFile=") + sshd.knownHostsFile(),
                             data,
                             sshd.user() + QStringLiteral("@127.0.0.1:") + copy};
    QList<double> walls[2];
    QList<double> cpus[2];
    bool isComplete = true;
    for (int round = 0; round < rounds; ++round) {
        for (const int who : {0, 1}) {
            QFile::remove(copy);
            ::sync(); // what the turn before wrote is not this one's burden
            const bench::Measured measured = bench::measure(who == 0 ? regatta : scp);
            walls[who] << measured.wallSeconds;
            cpus[who] << measured.cpuSeconds;
            isComplete = isComplete && QFile(copy).size() == QFile(data).size();
        }
    }
    std::printf("%lld MB, medians of %d rounds\n%-10s %10s %12s\n", static_cast<long long>(size / megabyte),
                rounds, "", "wall", "client CPU");
    for (const int who : {0, 1}) {
        std::printf("%-10s %8.2f s %10.2f s\n", who == 0 ? "regatta" : "scp", bench::median(walls[who]),
                    bench::median(cpus[who]));
    }
    std::printf("ratio of wall times %.2f, %s\n", bench::median(walls[0]) / bench::median(walls[1]),
                isComplete ? "every byte is there" : "BYTES ARE MISSING");
    return isComplete ? 0 : 1;
}
