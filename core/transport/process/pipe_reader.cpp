#include "core/transport/process/pipe_reader.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace regatta::transport::process {

namespace {

/// The capacity of a Linux pipe, pipe(7).
constexpr qint64 chunkSize = 64 * 1024;

} // namespace

PipeReader::PipeReader(QObject *parent)
    : QObject(parent)
{}

PipeReader::~PipeReader()
{
    close();
}

int PipeReader::open()
{
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return -1;
    adopt(ends[0]); // the child expects a pipe that waits
    return ends[1];
}

void PipeReader::adopt(int descriptor)
{
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    m_descriptor = descriptor;
}

void PipeReader::setPaused(bool paused)
{
    m_paused = paused;
    watch();
}

void PipeReader::watch()
{
    if (!m_notifier && !m_paused && m_descriptor >= 0) {
        m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { readChunk(chunkSize); });
    }
    if (m_notifier)
        m_notifier->setEnabled(!m_paused);
}

void PipeReader::drain(qint64 limit)
{
    for (qint64 left = limit; left > 0 && readChunk(std::min(left, chunkSize)); left -= chunkSize) {
    }
}

bool PipeReader::readChunk(qint64 limit)
{
    if (m_descriptor < 0)
        return false;
    QByteArray bytes(static_cast<qsizetype>(limit), Qt::Uninitialized);
    ssize_t count = -1;
    do
        count = ::read(m_descriptor, bytes.data(), static_cast<size_t>(limit));
    while (count < 0 && errno == EINTR);

    if (count > 0) {
        bytes.truncate(count);
        bytes.squeeze();
        Q_EMIT read(bytes);
        return true;
    }
    if (count == 0 || errno != EAGAIN) {
        close();
        Q_EMIT ended();
    }
    return false;
}

void PipeReader::close()
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
