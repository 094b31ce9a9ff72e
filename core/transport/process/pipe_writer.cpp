#include "core/transport/process/pipe_writer.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace regatta::transport::process {

PipeWriter::PipeWriter(QObject *parent)
    : QObject(parent)
{}

PipeWriter::~PipeWriter()
{
    close();
}

int PipeWriter::open(bool isTyped)
{
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return -1;
    setDescriptor(ends[1], isTyped);
    return ends[0];
}

void PipeWriter::adoptTerminal(int descriptor)
{
    setDescriptor(descriptor, true);
}

void PipeWriter::setDescriptor(int descriptor, bool isTyped)
{
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    m_descriptor = descriptor;
    m_isTyped = isTyped;
}

qsizetype PipeWriter::write(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_descriptor >= 0) {
        const QByteArrayView left = bytes.sliced(taken);
        const ssize_t count = ::write(m_descriptor, left.data(), size_t(left.size()));
        if (count >= 0) {
            taken += count;
        } else if (errno == EAGAIN) {
            waitForRoom();
            break;
        } else if (errno != EINTR) {
            close(); // nobody reads any more, and how the child ends says why
        }
    }
    return taken;
}

void PipeWriter::feed(std::unique_ptr<InputSource> source)
{
    if (m_descriptor < 0)
        return;
    m_source = std::move(source);
    waitForRoom();
}

void PipeWriter::waitForRoom()
{
    if (!m_notifier) {
        m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &PipeWriter::roomCame);
    }
    m_notifier->setEnabled(true);
}

void PipeWriter::roomCame()
{
    if (m_source)
        return writeOn();
    m_notifier->setEnabled(false);
    Q_EMIT writable();
}

/// A piece a turn of the event loop.
void PipeWriter::writeOn()
{
    const QByteArrayView piece = m_source->next();
    if (m_source->hasFailed()) {
        m_notifier->setEnabled(false);
        Q_EMIT failed(m_source->error());
        return;
    }
    if (piece.isEmpty())
        return end();
    const qsizetype taken = write(piece);
    if (m_source)
        m_source->take(taken);
}

void PipeWriter::end()
{
    if (m_isTyped)
        write(m_source->isAtLineStart() ? "\x04" : "\x04\x04"); // VEOF; the first one ends a line
    close();
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
    m_source.reset();
}

} // namespace regatta::transport::process
