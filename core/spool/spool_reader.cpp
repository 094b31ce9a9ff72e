#include "core/spool/spool_reader.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::spool {

namespace {

/// Where records are short, one read brings many heads; where they are long, little is read in vain.
constexpr qsizetype windowSize = 16 * 1024;
// Records that are added to an index at once: few in the beginning, so that there is something to show.
constexpr size_t firstBatch = 64;
constexpr size_t batchSize = 16 * 1024;

} // namespace

base::Expected<std::unique_ptr<SpoolReader>> SpoolReader::open(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return base::failure(base::ErrorCode::FileUnreadable, path);
    std::unique_ptr<SpoolReader> reader(new SpoolReader(descriptor));

    QByteArray head(fileHeadSize, '\0');
    const auto version =
        reader->readAt(0, head.data(), head.size()) == head.size() ? versionOf(head) : std::nullopt;
    if (!version)
        return base::failure(base::ErrorCode::SpoolDamaged, path);
    if (*version > formatVersion)
        return base::failure(base::ErrorCode::SpoolNewer, path);
    return reader;
}

SpoolReader::SpoolReader(int descriptor)
    : m_descriptor(descriptor)
{}

SpoolReader::~SpoolReader()
{
    ::close(m_descriptor);
}

qsizetype SpoolReader::readAt(quint64 offset, char *into, qsizetype size) const
{
    qsizetype done = 0;
    while (done < size) {
        const ssize_t count =
            ::pread(m_descriptor, into + done, size_t(size - done), off_t(offset + quint64(done)));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        done += count;
    }
    return done;
}

base::Expected<QByteArray> SpoolReader::read(const IndexEntry &entry) const
{
    QByteArray bytes(qsizetype(entry.head.length), Qt::Uninitialized);
    errno = 0;
    if (readAt(entry.offset, bytes.data(), bytes.size()) != bytes.size())
        return base::failure(base::ErrorCode::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)));
    if (!isIntact(entry.head, bytes))
        return base::failure(base::ErrorCode::SpoolDamaged, QString::number(entry.offset));
    return bytes;
}

QByteArray SpoolReader::readEnd(const IndexEntry &entry, qsizetype most) const
{
    QByteArray bytes(std::min(most, qsizetype(entry.head.length)), Qt::Uninitialized);
    bytes.truncate(readAt(entry.end() - quint64(bytes.size()), bytes.data(), bytes.size()));
    return bytes;
}

quint64 SpoolReader::fileSize() const
{
    struct stat status = {};
    return ::fstat(m_descriptor, &status) == 0 ? quint64(status.st_size) : 0;
}

bool SpoolReader::isDeleted() const
{
    struct stat status = {};
    return ::fstat(m_descriptor, &status) == 0 && status.st_nlink == 0;
}

std::vector<IndexEntry> SpoolReader::scan() const
{
    std::vector<IndexEntry> entries;
    HeadWalker walker(*this, fileHeadSize, fileSize());
    while (const auto entry = walker.next())
        entries.push_back(*entry);
    if (!entries.empty() && !read(entries.back()))
        entries.pop_back();
    return entries;
}

void SpoolReader::buildIndex(SpoolIndex &index, const std::atomic<bool> &isCancelled) const
{
    HeadWalker walker(*this, index.extent().end, fileSize());
    std::vector<IndexEntry> batch;
    size_t limit = firstBatch;
    while (!isCancelled) {
        const auto entry = walker.next();
        if (!entry) {
            if (!batch.empty() && !read(batch.back()))
                batch.pop_back();
            index.append(batch);
            return;
        }
        // The last record is held back until it is known that it is not the last.
        if (batch.size() >= limit) {
            index.append(batch);
            batch.clear();
            limit = std::min(2 * limit, batchSize);
        }
        batch.push_back(*entry);
    }
}

HeadWalker::HeadWalker(const SpoolReader &reader, quint64 from, quint64 end)
    : m_reader(reader)
    , m_at(from)
    , m_end(end)
    , m_window(windowSize, Qt::Uninitialized)
{}

std::optional<IndexEntry> HeadWalker::next()
{
    if (m_at + recordHeadSize > m_end)
        return std::nullopt;
    const char *bytes = headAt(m_at);
    const auto head = bytes ? decodeHead(QByteArrayView(bytes, recordHeadSize)) : std::nullopt;
    if (!head || m_at + recordHeadSize + head->length > m_end)
        return std::nullopt;
    const IndexEntry entry{m_at + recordHeadSize, *head};
    m_at = entry.end();
    return entry;
}

base::Expected<QByteArray> HeadWalker::read(const IndexEntry &entry)
{
    if (!isInWindow(entry.offset, entry.head.length))
        return m_reader.read(entry);
    // No copy: a run of short lines has a million of them.
    const QByteArray bytes = QByteArray::fromRawData(m_window.constData() + (entry.offset - m_windowAt),
                                                     qsizetype(entry.head.length));
    if (!isIntact(entry.head, bytes))
        return base::failure(base::ErrorCode::SpoolDamaged, QString::number(entry.offset));
    return bytes;
}

bool HeadWalker::isInWindow(quint64 offset, quint64 size) const
{
    return offset >= m_windowAt && offset + size <= m_windowAt + quint64(m_windowFill);
}

const char *HeadWalker::headAt(quint64 offset)
{
    if (!isInWindow(offset, recordHeadSize)) {
        const auto size = qsizetype(std::min(quint64(windowSize), m_end - offset));
        m_windowAt = offset;
        m_windowFill = m_reader.readAt(offset, m_window.data(), size);
        if (m_windowFill < recordHeadSize)
            return nullptr;
    }
    return m_window.constData() + (offset - m_windowAt);
}

} // namespace regatta::spool
