#include "core/spool/spool_writer.h"

#include "core/spool/index_file.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::spool {

namespace {

using namespace std::chrono_literals;

constexpr auto longestDelay = 250ms;
/// Chunks of the same moment are joined: as long as the window waits between two looks. Waking up for each
/// would cost more than writing it.
constexpr auto gatheringTime = 33ms;
/// How long a line may wait for its end: its bytes have been gathered before, and others' may be meanwhile.
constexpr auto lineDelay = longestDelay - 2 * gatheringTime;
constexpr auto retryDelay = 1s;
/// Who prints so much in that time doesn't wait for its end: the disk has enough to do.
constexpr qsizetype burst = 2 * 1024 * 1024;
constexpr qsizetype joinedSize = 64 * 1024;
// What is written at once: of all streams, and of one that prints a lot, while it is in the processor's
// cache.
constexpr qsizetype portion = 4 * 1024 * 1024;
constexpr qsizetype streamPortion = 256 * 1024;

} // namespace

base::Expected<std::unique_ptr<SpoolWriter>> SpoolWriter::create(const QString &path, base::Instant start,
                                                                 std::shared_ptr<base::OutputBudget> budget,
                                                                 std::shared_ptr<SpoolIndex> index,
                                                                 TroubleListener onTrouble)
{
    // 0600: what hosts print is nobody else's business.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return base::failure(base::ErrorCode::FileUnwritable, path);
    const QByteArray head = fileHead();
    if (::write(descriptor, head.constData(), size_t(head.size())) != head.size()) {
        ::close(descriptor);
        return base::failure(base::ErrorCode::FileUnwritable, path);
    }
    return std::unique_ptr<SpoolWriter>(
        new SpoolWriter(path, descriptor, start, std::move(budget), std::move(index), std::move(onTrouble)));
}

SpoolWriter::SpoolWriter(QString path, int descriptor, base::Instant start,
                         std::shared_ptr<base::OutputBudget> budget, std::shared_ptr<SpoolIndex> index,
                         TroubleListener onTrouble)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
    , m_start(start)
    , m_budget(std::move(budget))
    , m_index(std::move(index))
    , m_onTrouble(std::move(onTrouble))
    , m_fileSize(fileHeadSize)
    , m_thread([this] { writeLoop(); })
{}

SpoolWriter::~SpoolWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    m_thread.join();
    keepIndex();
    ::close(m_descriptor);
}

void SpoolWriter::keepIndex() const
{
    // Whoever has deleted the spool by now wants nothing of it to come back.
    struct stat status = {};
    if (::fstat(m_descriptor, &status) == 0 && status.st_nlink > 0 && !m_hasGivenUp)
        saveIndex(m_path, *m_index);
}

void SpoolWriter::append(const model::TaskOutput &output)
{
    m_budget->take(output.bytes.size());
    bool isNews = false;
    {
        const std::lock_guard lock(m_mutex);
        const qsizetype before = m_incomingSize;
        m_incomingSize += output.bytes.size();
        isNews = m_incoming.empty() || (before < burst && m_incomingSize >= burst);
        m_incoming.push_back(output);
    }
    if (isNews)
        m_changed.notify_all();
}

void SpoolWriter::flush()
{
    std::unique_lock lock(m_mutex);
    const int wanted = ++m_flushesWanted;
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_flushesDone >= wanted; });
}

void SpoolWriter::writeLoop()
{
    std::unique_lock lock(m_mutex);
    const auto isEverythingWanted = [this] { return m_isClosing || m_flushesWanted > m_flushesDone; };
    const auto hasWork = [&] { return !m_incoming.empty() || isEverythingWanted(); };
    const auto hasEnough = [&] { return m_incomingSize >= burst || isEverythingWanted(); };
    while (true) {
        // With lines that wait for their end there is a deadline; without, there is nothing to wake up for.
        if (m_pending.empty())
            m_changed.wait(lock, hasWork);
        else
            m_changed.wait_until(lock, nextDue(), hasWork);
        if (!m_incoming.empty())
            m_changed.wait_for(lock, gatheringTime, hasEnough);
        const bool isClosing = m_isClosing;
        const int flushes = m_flushesWanted;
        const bool everything = isEverythingWanted();
        std::vector<model::TaskOutput> incoming = std::exchange(m_incoming, {});
        m_incomingSize = 0;
        lock.unlock();
        write(std::move(incoming), everything);
        lock.lock();
        m_flushesDone = flushes;
        m_changed.notify_all();
        if (isClosing && m_incoming.empty())
            return;
    }
}

std::chrono::steady_clock::time_point SpoolWriter::nextDue() const
{
    auto due = std::chrono::steady_clock::time_point::max();
    for (const auto &[key, pending] : m_pending)
        due = std::min(due, pending.since + lineDelay);
    return due;
}

void SpoolWriter::write(std::vector<model::TaskOutput> outputs, bool everything)
{
    // In portions, so that memory is given back on the way.
    qsizetype size = 0;
    for (model::TaskOutput &output : outputs) {
        size += output.bytes.size();
        if (sort(std::move(output)) >= streamPortion || size >= portion) {
            writeDue(false);
            size = 0;
        }
    }
    writeDue(everything);
}

qsizetype SpoolWriter::sort(model::TaskOutput output)
{
    Pending &pending = m_pending[{output.task, output.attempt, output.step, output.stream}];
    if (!pending.bytes.isEmpty()) {
        // Room for a whole portion where a stream floods: growing step by step would copy it again and again.
        if (output.bytes.size() >= joinedSize / 2)
            pending.bytes.reserve(streamPortion + output.bytes.size());
        pending.bytes += output.bytes;
        return pending.bytes.size();
    }
    pending.bytes = std::move(output.bytes);
    pending.first = output.time;
    pending.since = std::chrono::steady_clock::now();
    return pending.bytes.size();
}

void SpoolWriter::writeDue(bool everything)
{
    RecordBatch batch(m_fileSize);
    // In the order in which the first bytes came, which is the order of the merged view.
    std::vector<std::pair<const Key, Pending> *> ordered;
    for (auto &entry : m_pending)
        ordered.push_back(&entry);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto *a, const auto *b) { return a->second.first < b->second.first; });
    for (auto *entry : ordered)
        take(entry->first, entry->second, everything, batch);
    std::erase_if(m_pending, [](const auto &entry) { return entry.second.bytes.isEmpty(); });
    if (batch.size() == 0 || m_hasGivenUp)
        return;
    m_hasGivenUp = !writeOrComplain(batch.parts());
    if (m_hasGivenUp)
        return; // part of a record may be there: nothing can follow it
    m_fileSize += batch.size();
    m_budget->giveBack(batch.payload());
    m_index->append(batch.entries());
}

void SpoolWriter::take(const Key &key, Pending &pending, bool everything, RecordBatch &batch) const
{
    const bool isOld = std::chrono::steady_clock::now() - pending.since >= lineDelay;
    const bool isLong = pending.bytes.size() >= joinedSize;
    const qsizetype wholeLines = pending.bytes.lastIndexOf('\n') + 1;
    const bool isAllDue = everything || isOld || (isLong && wholeLines == 0);
    const qsizetype size = isAllDue ? pending.bytes.size() : wholeLines;
    if (size == 0)
        return;
    RecordHead head;
    head.task = key.task;
    head.attempt = quint16(key.attempt);
    head.step = quint16(key.step);
    head.stream = key.stream;
    head.time = pending.first - m_start;
    QByteArray due = std::exchange(pending.bytes, pending.bytes.sliced(size));
    due.truncate(size);
    batch.add(head, due);
}

bool SpoolWriter::writeOrComplain(std::vector<iovec> parts)
{
    for (size_t at = 0; at < parts.size();) {
        const ssize_t count =
            ::writev(m_descriptor, &parts[at], int(std::min<size_t>(parts.size() - at, IOV_MAX)));
        if (count < 0) {
            if (errno != EINTR && !complainAndWait())
                return false; // the program ends: what the disk does not take is lost
            continue;
        }
        auto left = size_t(count);
        for (; at < parts.size() && left >= parts[at].iov_len; ++at)
            left -= parts[at].iov_len;
        if (left > 0) {
            parts[at].iov_base = static_cast<char *>(parts[at].iov_base) + left;
            parts[at].iov_len -= left;
        }
    }
    if (std::exchange(m_isInTrouble, false) && m_onTrouble)
        m_onTrouble(std::nullopt);
    return true;
}

bool SpoolWriter::complainAndWait()
{
    if (!std::exchange(m_isInTrouble, true) && m_onTrouble) {
        const bool isFull = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
        m_onTrouble(base::Error{isFull ? base::ErrorCode::DiskFull : base::ErrorCode::FileUnwritable,
                                QString::fromLocal8Bit(std::strerror(errno))});
    }
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, retryDelay, [this] { return m_isClosing; });
}

} // namespace regatta::spool
