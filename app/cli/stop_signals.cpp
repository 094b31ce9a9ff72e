#include "app/cli/stop_signals.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace regatta::cli {

namespace {

// A signal handler can reach nothing but what is static.
std::array<int, 2> wakePipe = {-1, -1};
std::atomic<int> signalsSeen = 0;
std::atomic<int> signalsBorne = 2; // before one ends the program
std::atomic<int> exitCodeOfLast = 1;

void onSignal(int)
{
    const int savedErrno = errno;
    if (signalsSeen.fetch_add(1) >= signalsBorne.load())
        _exit(exitCodeOfLast.load());
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
    errno = savedErrno;
}

int openWakePipe()
{
    if (::pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no descriptors for a pipe");
    return wakePipe[0];
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

StopSignals::StopSignals(int exitCode, QObject *parent)
    : QObject(parent)
    , m_notifier(openWakePipe(), QSocketNotifier::Read)
{
    exitCodeOfLast = exitCode;
    signalsBorne = 2;
    signalsSeen = 0;
    connect(&m_notifier, &QSocketNotifier::activated, this, &StopSignals::onReadable);
    setHandler(SIGINT, onSignal);
    setHandler(SIGTERM, onSignal);
    setHandler(SIGPIPE, SIG_IGN);
}

StopSignals::~StopSignals()
{
    setHandler(SIGINT, SIG_DFL);
    setHandler(SIGTERM, SIG_DFL);
    setHandler(SIGPIPE, SIG_DFL);
    m_notifier.setEnabled(false);
    for (const int descriptor : wakePipe)
        ::close(descriptor);
}

void StopSignals::endWithoutLoop()
{
    signalsBorne = 0;
}

void StopSignals::onReadable()
{
    char byte = 0;
    while (::read(wakePipe[0], &byte, 1) > 0) {
        if (std::exchange(m_wasAsked, true))
            Q_EMIT leaveRequested();
        else
            Q_EMIT stopRequested();
    }
}

} // namespace regatta::cli
