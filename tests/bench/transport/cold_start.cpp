// How much a cold connection costs: `echo hello` on many hosts that are all one real sshd on many loopback
// addresses, by `regatta run` and by xargs with the ssh program, with the same key exchange and cipher.
//
//     cold_start [targets] [at once] [rounds]
//
// CPU is the client's alone, with all its children. sshd's part of the wall time is the same for both. The
// two take turns, so that what else the machine does meets both alike.
#include "tests/bench/transport/measured_program.h"
#include "tests/support/sshd_fixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace regatta;
using bench::Measured;

namespace {

constexpr int hostsPerNet = 250;

QString option(const char *name, const QString &value)
{
    return QLatin1String(name) + u'=' + value;
}

QString addressOf(int target)
{
    return QStringLiteral("127.1.%1.%2").arg(target / hostsPerNet).arg(target % hostsPerNet + 1);
}

Measured withRegatta(const tests::SshdFixture &sshd, int targets, int atOnce)
{
    QStringList words{QStringLiteral(REGATTA_PROGRAM), QStringLiteral("run")};
    for (int i = 0; i < targets; i += hostsPerNet) {
        const int last = std::min(hostsPerNet, targets - i);
        words << QStringLiteral("-w") << QStringLiteral("127.1.%1.[1-%2]").arg(i / hostsPerNet).arg(last);
    }
    words << QStringLiteral("--command") << QStringLiteral("echo hello");
    words << QStringLiteral("--parallel") << QString::number(atOnce);
    words << QStringLiteral("--port") << QString::number(sshd.port());
    words << QStringLiteral("--user") << sshd.user();
    words << QStringLiteral("--identity") << sshd.identityFile();
    words << QStringLiteral("--known-hosts") << sshd.knownHostsFile();
    words << QStringLiteral("--ssh-config") << sshd.sshConfigFile();
    words << QStringLiteral("--format") << QStringLiteral("jsonl");
    return bench::measure(words);
}

Measured withXargs(const tests::SshdFixture &sshd, int targets, int atOnce)
{
    QByteArray addresses;
    for (int i = 0; i < targets; ++i)
        addresses += addressOf(i).toLatin1() + '\n';
    QStringList words{QStringLiteral("xargs"), QStringLiteral("-P"), QString::number(atOnce),
                      QStringLiteral("-I{}")};
    words << QStringLiteral("ssh") << QStringLiteral("-F") << sshd.sshConfigFile();
    words << QStringLiteral("-i") << sshd.identityFile();
    words << QStringLiteral("-p") << QString::number(sshd.port());
    words << QStringLiteral("-l") << sshd.user();
    for (const QString &setting : {QStringLiteral("BatchMode=yes"), QStringLiteral("IdentitiesOnly=yes"),
                                   QStringLiteral("GlobalKnownHostsFile=/dev/null"),
                                   option("UserKnownHostsFile", sshd.knownHostsFile())})
        words << QStringLiteral("-o") << setting;
    words << QStringLiteral("{}") << QStringLiteral("echo hello");
    return bench::measure(words, addresses);
}

/// A row of the table, and what it came from.
struct Contender
{
    const char *name;
    Measured (*run)(const tests::SshdFixture &, int targets, int atOnce);
    const char *success; ///< each task that succeeded wrote this once
    QList<double> wall;
    QList<double> cpu;
    double peakMegabytes = 0;
    int lost = 0;

    void turn(const tests::SshdFixture &sshd, int targets, int atOnce)
    {
        const Measured measured = run(sshd, targets, atOnce);
        wall << measured.wallSeconds;
        cpu << measured.cpuSeconds;
        peakMegabytes = std::max(peakMegabytes, measured.peakMegabytes);
        lost += targets - int(measured.output.count(success));
    }

    void print(int targets) const
    {
        std::printf("%-10s %8.2f s %9.2f s %9.2f ms %10.1f MB %6d\n", name, bench::median(wall),
                    bench::median(cpu), bench::median(cpu) * 1'000 / targets, peakMegabytes, lost);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir data; // the runs are kept, which is part of their cost, but not with a person's own
    qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
    const auto number = [&](int index, int usual) {
        return argc > index ? QByteArray(argv[index]).toInt() : usual;
    };
    const int targets = number(1, 1'000);
    const int atOnce = number(2, 64);
    const int rounds = number(3, 5);
    if (targets < 1 || atOnce < 1 || rounds < 1)
        return 2;
    tests::SshdFixture::Options options;
    options.listenAddress = QStringLiteral("0.0.0.0");
    options.configLines = {QStringLiteral("KexAlgorithms curve25519-sha256"),
                           QStringLiteral("Ciphers aes128-gcm@openssh.com")};
    const tests::SshdFixture sshd(options);
    if (!sshd.isRunning()) {
        std::fprintf(stderr, "%s\n", qPrintable(sshd.problem()));
        return 4;
    }
    Contender ours{"regatta", withRegatta, R"("outcome":"succeeded")", {}, {}};
    Contender theirs{"xargs ssh", withXargs, "hello\n", {}, {}};
    for (int round = 0; round < rounds; ++round) {
        ours.turn(sshd, targets, atOnce);
        theirs.turn(sshd, targets, atOnce);
    }
    std::printf("%d targets, %d at once, medians of %d rounds\n%-10s %10s %11s %12s %13s %6s\n", targets,
                atOnce, rounds, "", "wall", "client CPU", "CPU a host", "peak RSS", "lost");
    ours.print(targets);
    theirs.print(targets);
    std::printf("%-10s %10.2f %11.3f %26s %6s\n", "ratio",
                bench::median(ours.wall) / bench::median(theirs.wall),
                bench::median(ours.cpu) / bench::median(theirs.cpu), "", "");
    std::printf("%-10s %10s %11s %26s %6s\n", "goal", "<= 0.80", "<= 0.125", "< 80 MB", "0");
    return ours.lost == 0 ? 0 : 1;
}
