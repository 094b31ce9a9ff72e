#include "app/demo/channel.h"

#include "app/demo/connection.h"

#include <libssh/server.h>

#include <signal.h>
#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace regatta::demo {

namespace {

constexpr qsizetype outputChunk = 32 * 1024;
constexpr qsizetype inputChunk = 4 * 1024;

struct SignalName
{
    int number;
    const char *name; ///< RFC 4254, 6.10
};
constexpr SignalName signalNames[] = {
    {SIGABRT, "ABRT"}, {SIGALRM, "ALRM"}, {SIGFPE, "FPE"},   {SIGHUP, "HUP"},   {SIGILL, "ILL"},
    {SIGINT, "INT"},   {SIGKILL, "KILL"}, {SIGPIPE, "PIPE"}, {SIGQUIT, "QUIT"}, {SIGSEGV, "SEGV"},
    {SIGTERM, "TERM"}, {SIGUSR1, "USR1"}, {SIGUSR2, "USR2"},
};

QByteArray nameOfSignal(int number)
{
    const auto found = std::find_if(std::begin(signalNames), std::end(signalNames),
                                    [number](const SignalName &entry) { return entry.number == number; });
    return found == std::end(signalNames) ? QByteArray::number(number) + "@regatta" : QByteArray(found->name);
}

} // namespace

Channel::Channel(ssh_channel channel, Connection &connection)
    : m_connection(connection)
    , m_channel(channel)
{
    m_streams[1].isError = true;
}

Channel::~Channel()
{
    forgetWatches();
    if (m_command && !m_done)
        m_command->sendSignal(SIGKILL);
}

void Channel::noteSignal(const QByteArray &name)
{
    const auto found = std::find_if(std::begin(signalNames), std::end(signalNames),
                                    [&name](const SignalName &entry) { return entry.name == name; });
    if (found != std::end(signalNames))
        m_signals << found->number;
}

void Channel::service()
{
    if (m_done)
        return;
    if (m_closedByClient) {
        if (m_command)
            m_command->sendSignal(SIGKILL);
        closeChannel();
        return;
    }
    if (m_commandLine)
        start();
    if (!m_started)
        return;
    sendSignals();
    forwardInput();
    for (Stream &stream : m_streams)
        forward(stream);
    reportExit();
    closeIfFinished();
}

void Channel::start()
{
    const QByteArray commandLine = *std::exchange(m_commandLine, std::nullopt);
    m_started = true;
    const ServerSettings &settings = m_connection.settings();
    if (settings.cannedReply) {
        startCanned();
        return;
    }
    auto command = Command::start(commandLine, {settings.home, settings.searchPath, m_connection.user()});
    if (!command) {
        m_streams[1].pending = "cannot start a shell\n";
        m_exit = ExitState{.code = 255, .signal = {}};
        return;
    }
    m_command = std::move(*command);
    watchCommand();
}

void Channel::startCanned()
{
    const CannedReply &reply = *m_connection.settings().cannedReply;
    m_streams[0].pending = reply.output;
    m_streams[1].pending = reply.error;
    m_exit = ExitState{.code = reply.exitCode, .signal = {}};
}

void Channel::watchCommand()
{
    for (Stream &stream : m_streams) {
        stream.ended = false;
        updateWatch(stream);
    }
    m_processWatch = m_connection.loop().watch(m_command->process.get(), EPOLLIN, [this](std::uint32_t) {
        m_connection.loop().forget(*std::exchange(m_processWatch, std::nullopt));
        m_exit = m_command->exitState();
        m_connection.service();
    });
}

bool Channel::mayWrite() const
{
    return m_connection.mayWrite() && ssh_channel_window_size(m_channel) > 0;
}

void Channel::sendSignals()
{
    for (const int signal : std::exchange(m_signals, {})) {
        if (m_command)
            m_command->sendSignal(signal);
    }
}

Descriptor &Channel::descriptorOf(const Stream &stream) const
{
    return stream.isError ? m_command->error : m_command->output;
}

void Channel::forward(Stream &stream)
{
    send(stream);
    if (stream.readable && stream.pending.isEmpty() && mayWrite()) {
        readFrom(stream);
        send(stream);
    }
    updateWatch(stream);
}

void Channel::readFrom(Stream &stream)
{
    QByteArray chunk(std::min<qsizetype>(outputChunk, ssh_channel_window_size(m_channel)), Qt::Uninitialized);
    const ssize_t count = ::read(descriptorOf(stream).get(), chunk.data(), size_t(chunk.size()));
    stream.readable = false; // epoll says so again if there is more
    if (count > 0) {
        chunk.truncate(count);
        stream.pending = chunk;
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        stream.ended = true;
    }
}

void Channel::send(Stream &stream)
{
    if (stream.pending.isEmpty() || !mayWrite())
        return;
    const auto allowed =
        std::uint32_t(std::min<qint64>(stream.pending.size(), m_connection.outputAllowance()));
    const int taken = stream.isError
                          ? ssh_channel_write_stderr(m_channel, stream.pending.constData(), allowed)
                          : ssh_channel_write(m_channel, stream.pending.constData(), allowed);
    if (taken <= 0)
        return;
    stream.pending.remove(0, taken);
    m_connection.outputSent(taken);
}

void Channel::updateWatch(Stream &stream)
{
    const bool wanted = !stream.ended && !stream.readable && stream.pending.isEmpty() && mayWrite();
    if (wanted == stream.watch.has_value())
        return;
    // A pipe whose reading is paused is taken out altogether: epoll reports a hang-up even to those who asked
    // for nothing.
    if (wanted) {
        stream.watch =
            m_connection.loop().watch(descriptorOf(stream).get(), EPOLLIN, [this, &stream](std::uint32_t) {
                stream.readable = true;
                m_connection.service();
            });
    } else {
        m_connection.loop().forget(*std::exchange(stream.watch, std::nullopt));
    }
}

void Channel::forwardInput()
{
    if (!m_command || !m_command->input.isOpen()) {
        m_pendingInput.clear();
        while (m_inputWaits && readInput())
            m_pendingInput.clear();
        return;
    }
    do {
        writeInput();
    } while (m_command->input.isOpen() && m_pendingInput.isEmpty() && m_inputWaits && !m_inputPauses &&
             readInput());
    if (m_inputEnded && m_pendingInput.isEmpty() && !m_inputWaits)
        closeInput();
}

/// True if there are bytes in m_pendingInput now.
bool Channel::readInput()
{
    m_pendingInput.resize(inputChunk);
    const int count = ssh_channel_read_nonblocking(m_channel, m_pendingInput.data(), inputChunk, 0);
    m_pendingInput.truncate(std::max(count, 0));
    m_inputWaits = count == inputChunk;
    const auto pause = m_connection.settings().faults.inputPause;
    if (count > 0 && pause.count() > 0) {
        m_inputPauses = true;
        m_inputWaits = true;
        m_connection.callAfter(pause, m_channel, [](Channel &channel) { channel.m_inputPauses = false; });
    }
    return count > 0;
}

void Channel::writeInput()
{
    while (!m_pendingInput.isEmpty()) {
        const ssize_t count =
            ::write(m_command->input.get(), m_pendingInput.constData(), size_t(m_pendingInput.size()));
        if (count > 0) {
            m_pendingInput.remove(0, count);
        } else if (errno == EAGAIN) {
            watchInput(true);
            return;
        } else if (errno != EINTR) {
            closeInput();
            return;
        }
    }
    watchInput(false);
}

void Channel::watchInput(bool wanted)
{
    if (wanted == m_inputWatch.has_value())
        return;
    if (wanted)
        m_inputWatch = m_connection.loop().watch(m_command->input.get(), EPOLLOUT,
                                                 [this](std::uint32_t) { m_connection.service(); });
    else
        m_connection.loop().forget(*std::exchange(m_inputWatch, std::nullopt));
}

void Channel::closeInput()
{
    watchInput(false);
    m_pendingInput.clear();
    m_command->input.reset();
}

void Channel::reportExit()
{
    // sshd reports it as soon as the shell has ended, too, even if somebody still holds its output.
    if (!m_exit || m_exitReported || !m_connection.mayWrite())
        return;
    m_exitReported = true;
    const Faults &faults = m_connection.settings().faults;
    if (faults.noExitStatus)
        return;
    if (!faults.exitSignal.isEmpty())
        ssh_channel_request_send_exit_signal(m_channel, faults.exitSignal.constData(), 0, "", "");
    else if (m_exit->signal)
        ssh_channel_request_send_exit_signal(m_channel, nameOfSignal(*m_exit->signal).constData(),
                                             m_exit->coreDumped ? 1 : 0, "", "");
    else
        ssh_channel_request_send_exit_status(m_channel, m_exit->code.value_or(255));
}

void Channel::closeIfFinished()
{
    const bool drained = std::all_of(m_streams.begin(), m_streams.end(), [](const Stream &stream) {
        return stream.ended && stream.pending.isEmpty();
    });
    if (m_exitReported && drained && !m_done)
        closeChannel();
}

void Channel::closeChannel()
{
    forgetWatches();
    m_done = true;
    // The first call may send the end of file alone, if other bytes wait for the network.
    if (ssh_channel_close(m_channel) == SSH_AGAIN)
        ssh_channel_close(m_channel);
    ssh_channel_free(m_channel);
    m_channel = nullptr;
}

void Channel::forgetWatches()
{
    for (std::optional<WatchId> *watch :
         {&m_streams[0].watch, &m_streams[1].watch, &m_inputWatch, &m_processWatch}) {
        if (*watch)
            m_connection.loop().forget(**watch);
        watch->reset();
    }
}

} // namespace regatta::demo
