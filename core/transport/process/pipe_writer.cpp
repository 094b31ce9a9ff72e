#include "core/transport/process/pipe_writer.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace regatta::transport::process {

PipeWriter::PipeWriter(QObject *parent)
    : QObject(parent)
{}

PipeWriter::~PipeWriter()
{
    close();
}

int PipeWriter::open()
{
    // Sockets, because writing into a pipe that nobody reads raises SIGPIPE and can't be told not to.
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return -1;
    ::shutdown(ends[0], SHUT_RD);
    m_descriptor = ends[0];
    return ends[1];
}

qsizetype PipeWriter::write(QByteArrayView bytes)
{
    if (m_descriptor < 0)
        return 0;
    ssize_t count = -1;
    do
        count = ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    const bool isFull = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (count < 0 && !isFull) {
        close(); // nobody reads: how the child ends says why
        return 0;
    }
    const qsizetype taken = std::max<ssize_t>(count, 0);
    if (taken < bytes.size()) {
        if (!m_notifier) {
            m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
            connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
                m_notifier->setEnabled(false);
                Q_EMIT writable();
            });
        }
        m_notifier->setEnabled(true);
    }
    return taken;
}

void PipeWriter::close()
{
    // The notifier may be the one who calls.
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater();
    }
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace regatta::transport::process
