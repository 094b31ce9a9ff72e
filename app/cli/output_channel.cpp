#include "app/cli/output_channel.h"

#include <cerrno>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace regatta::cli {

namespace {

using namespace std::chrono_literals;

/// What comes within this time is written by one call: waking up for each line would cost more than the line.
constexpr auto gatheringTime = 33ms;

/// False if it can't be written, now or ever.
bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + written, size_t(bytes.size() - written));
        if (count >= 0) {
            written += count;
        } else if (errno == EAGAIN) {
            // Someone made the terminal non-blocking; wait for it here, where waiting harms nobody.
            pollfd wait{descriptor, POLLOUT, 0};
            ::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

} // namespace

OutputChannel::OutputChannel(std::shared_ptr<base::OutputBudget> budget, std::function<void()> onBroken,
                             std::function<void()> onWritten)
    : m_budget(std::move(budget))
    , m_onBroken(std::move(onBroken))
    , m_onWritten(std::move(onWritten))
    , m_thread([this] { writeLoop(); })
{}

OutputChannel::~OutputChannel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void OutputChannel::write(Sink sink, QByteArray bytes)
{
    m_budget->take(bytes.size());
    bool isWorthWaking = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = m_waiting.empty();
        const bool hadEnough = m_waitingBytes >= portion;
        m_waitingBytes += bytes.size();
        isWorthWaking = wasEmpty || (!hadEnough && m_waitingBytes >= portion);
        if (!wasEmpty && m_waiting.back().sink == sink)
            m_waiting.back().bytes += bytes;
        else
            m_waiting.push_back({sink, std::move(bytes)});
    }
    if (isWorthWaking)
        m_changed.notify_all();
}

void OutputChannel::flush()
{
    std::unique_lock lock(m_mutex);
    ++m_flushes;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_waiting.empty() && !m_isWriting; });
    --m_flushes;
}

void OutputChannel::writeLoop()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return !m_waiting.empty() || m_isClosing; });
        if (m_waiting.empty())
            return;
        m_changed.wait_for(lock, gatheringTime, [this] { return hasToWriteNow(); });
        const std::vector<Chunk> chunks = std::exchange(m_waiting, {});
        m_waitingBytes = 0;
        m_isWriting = true;
        lock.unlock();
        writeOut(chunks);
        lock.lock();
        m_isWriting = false;
        m_changed.notify_all();
    }
}

void OutputChannel::writeOut(const std::vector<Chunk> &chunks)
{
    for (const Chunk &chunk : chunks) {
        writeBytes(chunk.sink, chunk.bytes);
        m_budget->giveBack(chunk.bytes.size());
    }
    if (m_onWritten)
        m_onWritten();
}

void OutputChannel::writeBytes(Sink sink, const QByteArray &bytes)
{
    if (sink == Sink::Stderr) {
        writeAll(STDERR_FILENO, bytes);
    } else if (!m_isBroken && !writeAll(STDOUT_FILENO, bytes)) {
        m_isBroken = true;
        m_onBroken();
    }
}

} // namespace regatta::cli
