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

void PipeWriter::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_descriptor >= 0) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), size_t(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return; // it has ended, and its end tells
        bytes = bytes.sliced(count);
    }
}

void PipeWriter::feed(std::unique_ptr<InputSource> source)
{
    if (m_descriptor < 0)
        return;
    m_source = std::move(source);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PipeWriter::writeOn);
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
    const ssize_t count = ::write(m_descriptor, piece.data(), size_t(piece.size()));
    if (count >= 0)
        m_source->take(count);
    else if (errno != EAGAIN && errno != EINTR)
        close(); // nobody reads any more
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
