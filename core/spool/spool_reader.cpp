#include "core/spool/spool_reader.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::spool {

base::Expected<std::unique_ptr<SpoolReader>> SpoolReader::open(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return base::failure(base::ErrorCode::FileUnreadable, path);
    std::unique_ptr<SpoolReader> reader(new SpoolReader(descriptor));

    QByteArray head(fileHeadSize, '\0');
    const auto version = reader->readAt(0, head.data(), head.size()) ? versionOf(head) : std::nullopt;
    if (!version)
        return base::failure(base::ErrorCode::SyntaxError, path);
    if (*version > formatVersion)
        return base::failure(base::ErrorCode::NewerSchema, path);
    return reader;
}

SpoolReader::SpoolReader(int descriptor)
    : m_descriptor(descriptor)
{}

SpoolReader::~SpoolReader()
{
    ::close(m_descriptor);
}

bool SpoolReader::readAt(quint64 offset, char *into, qsizetype size) const
{
    while (size > 0) {
        const ssize_t count = ::pread(m_descriptor, into, size_t(size), off_t(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        into += count;
        size -= count;
        offset += quint64(count);
    }
    return true;
}

base::Expected<QByteArray> SpoolReader::read(const IndexEntry &entry) const
{
    QByteArray bytes(qsizetype(entry.head.length), Qt::Uninitialized);
    if (!readAt(entry.offset, bytes.data(), bytes.size()))
        return base::failure(base::ErrorCode::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)));
    if (!isIntact(entry.head, bytes))
        return base::failure(base::ErrorCode::SyntaxError, QString::number(entry.offset));
    return bytes;
}

std::vector<IndexEntry> SpoolReader::scan() const
{
    struct stat status = {};
    if (::fstat(m_descriptor, &status) != 0)
        return {};
    const auto size = quint64(status.st_size);
    std::vector<IndexEntry> entries;
    std::array<char, recordHeadSize> bytes;
    for (quint64 at = fileHeadSize; at + recordHeadSize <= size;) {
        if (!readAt(at, bytes.data(), recordHeadSize))
            break;
        const auto head = decodeHead(QByteArrayView(bytes.data(), recordHeadSize));
        if (!head || at + recordHeadSize + head->length > size)
            break;
        entries.push_back({at + recordHeadSize, *head});
        at += recordHeadSize + head->length;
    }
    if (!entries.empty() && !isLastIntact(entries.back()))
        entries.pop_back();
    return entries;
}

bool SpoolReader::isLastIntact(const IndexEntry &last) const
{
    return read(last).has_value();
}

} // namespace regatta::spool
