// Hands a numbered line of each of two tasks to a spool every millisecond until it is killed. Says on stdout
// that it has begun, and in a file that outlives it which line it handed in last. Usage: spool_child SPOOL
// PROGRESS

#include "core/spool/spool_writer.h"

#include <QFile>

#include <atomic>
#include <cstdio>
#include <new>

#include <sys/timerfd.h>
#include <unistd.h>

using namespace regatta;

namespace {

constexpr long period = 1'000'000; // ns

int makeTimer()
{
    const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    const itimerspec times{{0, period}, {0, period}};
    return ::timerfd_settime(timer, 0, &times, nullptr) == 0 ? timer : -1;
}

} // namespace

int main(int, char **arguments)
{
    const base::SteadyClock clock;
    const auto budget = std::make_shared<base::OutputBudget>(1 << 20);
    const auto index = std::make_shared<spool::SpoolIndex>();
    const auto writer = spool::SpoolWriter::create(QString::fromLocal8Bit(arguments[1]), {}, budget, index);
    QFile progress(QString::fromLocal8Bit(arguments[2]));
    const int timer = makeTimer();
    if (!writer || timer < 0 || !progress.open(QIODevice::ReadWrite) || !progress.resize(sizeof(quint64)))
        return 1;
    auto &handedIn = *new (progress.map(0, sizeof(quint64))) std::atomic<quint64>(0);
    for (quint64 line = 1;; ++line) {
        const auto now = clock.now();
        const QByteArray text =
            QByteArray::number(line) + ' ' + QByteArray::number(qint64(now.time_since_epoch().count()));
        // What ends with a newline is written soon. What never does, like the dots of something that takes
        // its time, has to reach the disk too.
        const char *const end = line % 2 == 0 ? "\n" : ";";
        (*writer)->append({model::TaskId{0}, 1, 0, model::OutputStream::Stdout, text + end, now});
        (*writer)->append({model::TaskId{1}, 1, 0, model::OutputStream::Stdout, text + ';', now});
        handedIn = line;
        if (line == 1) {
            std::puts("begun");
            std::fflush(stdout);
        }
        quint64 expirations = 0;
        if (::read(timer, &expirations, sizeof expirations) != sizeof expirations)
            return 1;
    }
}
