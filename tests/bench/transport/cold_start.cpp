// How much a cold connection costs: one command on many hosts that are all one real sshd on many loopback
// addresses, by the libssh transport and by xargs with the ssh program, with the same key exchange.
//
//     cold_start [targets] [at once] [alone]     ("alone": without the comparison, for a profiler)
//
// CPU is the client's alone. sshd's part of the wall time is the same for both.
#include "core/transport/libssh/libssh_transport.h"
#include "core/trust/host_key_verifier.h"
#include "tests/support/sshd_fixture.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <semaphore>

using namespace regatta;

namespace {

constexpr int defaultTargets = 1'000;
constexpr int defaultAtOnce = 64;
constexpr int mostAtOnce = 10'000;

struct Measured
{
    double wallSeconds = 0;
    double cpuSeconds = 0;
    int succeeded = 0;
    double peakMegabytes = 0;
};

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

double cpuOf(int who)
{
    rusage usage{};
    ::getrusage(who, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

class Counter final : public transport::ExecutionObserver
{
public:
    explicit Counter(int atOnce)
        : m_places(atOnce)
    {}

    void stateChanged(transport::ExecutionId, model::TaskState, base::Instant) override {}
    void output(transport::ExecutionId, model::OutputStream, QByteArray, base::Instant) override {}
    void finished(transport::ExecutionId, model::AttemptResult result) override
    {
        if (result.outcome == model::Outcome::Succeeded)
            ++m_succeeded;
        else if (result.error)
            std::fprintf(stderr, "%s: %s\n", qPrintable(base::name(result.error->code).toString()),
                         qPrintable(result.error->detail));
        m_places.release();
    }

    std::counting_semaphore<mostAtOnce> m_places;
    std::atomic<int> m_succeeded = 0;
};

QString addressOf(int target)
{
    return QStringLiteral("127.1.%1.%2").arg(target / 250).arg(target % 250 + 1);
}

Measured withLibSsh(const tests::SshdFixture &sshd, int targets, int atOnce)
{
    const auto begin = std::chrono::steady_clock::now();
    const double cpuBefore = cpuOf(RUSAGE_SELF);
    trust::HostKeyVerifier verifier(nullptr);
    const auto counter = std::make_shared<Counter>(atOnce);
    transport::LibSshSettings settings;
    settings.agentSocket.clear();
    {
        transport::LibSshTransport transport(verifier, settings);
        for (int i = 0; i < targets; ++i) {
            counter->m_places.acquire();
            transport::Execution execution;
            execution.id = {std::uint64_t(i) + 1};
            execution.endpoint = sshd.endpoint(addressOf(i));
            execution.command = "echo hello";
            execution.observer = counter;
            transport.start(std::move(execution));
        }
        for (int i = 0; i < atOnce; ++i)
            counter->m_places.acquire();
    }
    Measured measured;
    measured.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measured.cpuSeconds = cpuOf(RUSAGE_SELF) - cpuBefore;
    measured.succeeded = counter->m_succeeded;
    measured.peakMegabytes = peakMegabytes();
    return measured;
}

Measured withXargs(const tests::SshdFixture &sshd, int targets, int atOnce)
{
    QByteArray addresses;
    for (int i = 0; i < targets; ++i)
        addresses += addressOf(i).toLatin1() + '\n';
    const QStringList arguments{
        QStringLiteral("-P"),   QString::number(atOnce),
        QStringLiteral("-I{}"), QStringLiteral("ssh"),
        QStringLiteral("-F"),   sshd.sshConfigFile(),
        QStringLiteral("-o"),   QStringLiteral("KexAlgorithms=curve25519-sha256"),
        QStringLiteral("-o"),   QStringLiteral("BatchMode=yes"),
        QStringLiteral("-o"),   QStringLiteral("UserKnownHostsFile=") + sshd.knownHostsFile(),
        QStringLiteral("-o"),   QStringLiteral("GlobalKnownHostsFile=/dev/null"),
        QStringLiteral("-i"),   sshd.identityFile(),
        QStringLiteral("-o"),   QStringLiteral("IdentitiesOnly=yes"),
        QStringLiteral("-p"),   QString::number(sshd.port()),
        QStringLiteral("-l"),   sshd.user(),
        QStringLiteral("{}"),   QStringLiteral("echo hello")};
    const auto begin = std::chrono::steady_clock::now();
    const double cpuBefore = cpuOf(RUSAGE_CHILDREN);
    QProcess xargs;
    xargs.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    xargs.start(QStringLiteral("xargs"), arguments);
    xargs.write(addresses);
    xargs.closeWriteChannel();
    xargs.waitForFinished(-1);
    Measured measured;
    measured.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measured.cpuSeconds = cpuOf(RUSAGE_CHILDREN) - cpuBefore;
    measured.succeeded = int(xargs.readAllStandardOutput().count("hello\n"));
    return measured;
}

void print(const char *name, const Measured &measured, int targets)
{
    std::printf("%-10s %8.2f s %8.2f s %8.2f ms %8d/%d", name, measured.wallSeconds, measured.cpuSeconds,
                measured.cpuSeconds * 1'000 / targets, measured.succeeded, targets);
    if (measured.peakMegabytes > 0)
        std::printf(" %8.1f MB", measured.peakMegabytes);
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int targets = argc > 1 ? QByteArray(argv[1]).toInt() : defaultTargets;
    const int atOnce = argc > 2 ? QByteArray(argv[2]).toInt() : defaultAtOnce;
    if (targets < 1 || atOnce < 1 || atOnce > mostAtOnce)
        return 2;
    tests::SshdFixture::Options options;
    options.listenAddress = QStringLiteral("0.0.0.0");
    options.configLines = {QStringLiteral("KexAlgorithms curve25519-sha256")};
    const tests::SshdFixture sshd(options);
    if (!sshd.isRunning()) {
        std::fprintf(stderr, "%s\n", qPrintable(sshd.problem()));
        return 4;
    }
    std::printf("%d targets, %d at once\n%-10s %10s %10s %11s %13s %11s\n", targets, atOnce, "", "wall",
                "client CPU", "CPU a host", "succeeded", "peak RSS");
    const Measured ours = withLibSsh(sshd, targets, atOnce);
    print("libssh", ours, targets);
    if (argc > 3)
        return ours.succeeded == targets ? 0 : 1;
    const Measured theirs = withXargs(sshd, targets, atOnce);
    print("xargs ssh", theirs, targets);
    std::printf("ratio      %8.2f   %8.3f   (goals: wall <= 0.80, CPU <= 0.125, peak RSS < 80 MB)\n",
                ours.wallSeconds / theirs.wallSeconds, ours.cpuSeconds / theirs.cpuSeconds);
    return ours.succeeded == targets ? 0 : 1;
}
