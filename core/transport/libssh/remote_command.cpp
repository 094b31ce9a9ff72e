#include "core/transport/libssh/remote_command.h"

#include <new>

namespace regatta::transport::libssh {

namespace {

/// A session hands on what one turn has read, 64 KiB; where packets are as large as they get, it will be as
/// much.
constexpr qsizetype turnSize = 64 * 1024;
constexpr qsizetype largeChunk = 16 * 1024;

/// What any host knows, and nothing that would make a program draw pictures that nobody sees.
constexpr auto terminalType = "xterm";
constexpr int terminalColumns = 80;
constexpr int terminalRows = 24;

} // namespace

RemoteCommand::RemoteCommand(SshConnection &connection, Request request)
    : m_request(std::move(request))
    , m_channel(ssh_channel_new(connection.handle()))
{
    if (!m_channel)
        throw std::bad_alloc();
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = dataCame;
    m_callbacks.channel_exit_status_function = exitStatusCame;
    m_callbacks.channel_exit_signal_function = exitSignalCame;
    m_callbacks.channel_close_function = closeCame;
    ssh_callbacks_init(&m_callbacks) ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

RemoteCommand::~RemoteCommand()
{
    letGo();
}

Progress RemoteCommand::open()
{
    return m_opened = progressOf(ssh_channel_open_session(m_channel));
}

Progress RemoteCommand::execute()
{
    if (m_request.hasPty && !m_hasPty) {
        const Progress progress =
            progressOf(ssh_channel_request_pty_size(m_channel, terminalType, terminalColumns, terminalRows));
        if (progress != Progress::Done)
            return progress;
        m_hasPty = true;
    }
    const auto request = m_request.isSubsystem ? ssh_channel_request_subsystem : ssh_channel_request_exec;
    const Progress progress = progressOf(request(m_channel, m_request.commandLine.constData()));
    if (progress == Progress::Done && !m_request.hasInput)
        endInput(true);
    return progress;
}

qsizetype RemoteCommand::write(QByteArrayView bytes)
{
    return ssh_channel_write(m_channel, bytes.data(), std::uint32_t(bytes.size()));
}

void RemoteCommand::endInput(bool isAtLineStart)
{
    constexpr QByteArrayView endKey("\x04\x04"); // VEOF
    if (m_hasPty)
        write(endKey.first(isAtLineStart ? 1 : 2));
    else
        ssh_channel_send_eof(m_channel);
}

Progress RemoteCommand::close()
{
    if (!m_channel)
        return Progress::Done;
    m_output.clear(); // whoever closes wants no more
    // What is being opened must be open before it can be closed, else the server keeps it.
    if (m_opened == Progress::Again && open() == Progress::Again)
        return Progress::Again;
    // Says Again without having sent the request if there is no room to write.
    const Progress progress =
        m_opened == Progress::Done ? progressOf(ssh_channel_close(m_channel)) : m_opened;
    if (progress != Progress::Again)
        letGo();
    return progress;
}

void RemoteCommand::letGo()
{
    if (!m_channel)
        return;
    // libssh keeps the channel until the server has closed it, and would go on calling.
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(std::exchange(m_channel, nullptr));
}

void RemoteCommand::sendSignal(const char *name)
{
    ssh_channel_request_send_signal(m_channel, name);
}

void RemoteCommand::release()
{
    m_isHeld = false;
    takeHeldBack(model::OutputStream::Stdout, m_heldStdout);
    takeHeldBack(model::OutputStream::Stderr, m_heldStderr);
}

/// libssh would offer it again with the next data, which never comes if the window is used up or the command
/// has ended.
void RemoteCommand::takeHeldBack(model::OutputStream stream, std::uint32_t &length)
{
    const std::uint32_t expected = std::exchange(length, 0);
    if (expected == 0 || !m_channel)
        return;
    QByteArray bytes(qsizetype(expected), Qt::Uninitialized);
    const int taken = ssh_channel_read_nonblocking(m_channel, bytes.data(), expected,
                                                   stream == model::OutputStream::Stderr);
    if (taken > 0)
        keep(stream, bytes.constData(), taken);
}

int RemoteCommand::dataCame(ssh_session, ssh_channel, void *data, std::uint32_t length, int isStderr,
                            void *self)
{
    auto &command = *static_cast<RemoteCommand *>(self);
    if (command.m_isHeld) {
        // Each call offers all that was not taken before, too.
        (isStderr ? command.m_heldStderr : command.m_heldStdout) = length;
        return 0;
    }
    command.keep(isStderr ? model::OutputStream::Stderr : model::OutputStream::Stdout,
                 static_cast<const char *>(data), qsizetype(length));
    return int(length);
}

void RemoteCommand::keep(model::OutputStream stream, const char *bytes, qsizetype length)
{
    if (m_output.empty() || m_output.back().stream != stream)
        m_output.push_back({stream, {}});
    if (length >= largeChunk)
        m_output.back().bytes.reserve(turnSize);
    m_output.back().bytes.append(bytes, length);
}

void RemoteCommand::exitStatusCame(ssh_session, ssh_channel, int status, void *self)
{
    static_cast<RemoteCommand *>(self)->m_exitStatus = status;
}

void RemoteCommand::exitSignalCame(ssh_session, ssh_channel, const char *signal, int, const char *,
                                   const char *, void *self)
{
    static_cast<RemoteCommand *>(self)->m_exitSignal = QByteArray(signal);
}

void RemoteCommand::closeCame(ssh_session, ssh_channel, void *self)
{
    static_cast<RemoteCommand *>(self)->m_closed = true;
}

} // namespace regatta::transport::libssh
