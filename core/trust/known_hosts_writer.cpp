#include "core/trust/known_hosts_writer.h"

#include "core/trust/host_names.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::trust {
namespace {

/// Closing it unlocks it.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {}
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {}
    Descriptor &operator=(Descriptor &&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

tl::unexpected<base::Error> unwritable(const QString &path)
{
    const QString reason = qt_error_string(errno);
    return base::failure(base::ErrorCode::FileUnwritable, path + QStringLiteral(": ") + reason);
}

/// ssh-keygen -R puts a new file in the old one's place: a lock on what is no longer there protects nothing.
base::Expected<Descriptor> openLocked(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    ::mkdir(QFile::encodeName(QFileInfo(path).absolutePath()).constData(),
            0700); // if it fails, so does open()
    for (;;) {
        Descriptor file(::open(name.constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
        if (!file.isOpen())
            return unwritable(path);
        while (::flock(file.get(), LOCK_EX) != 0) {
            if (errno != EINTR)
                return unwritable(path);
        }
        const FileStamp locked = FileStamp::of(file.get());
        const FileStamp present = FileStamp::of(path);
        if (locked.device == present.device && locked.inode == present.inode)
            return file;
    }
}

bool endsInMiddleOfLine(int descriptor, off_t size)
{
    char last = '\n';
    return size > 0 && ::pread(descriptor, &last, 1, size - 1) == 1 && last != '\n';
}

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

} // namespace

base::Expected<void> KnownHostsWriter::append(const QString &path, const std::vector<NewEntry> &entries)
{
    const std::lock_guard lock(m_mutex);
    const auto file = openLocked(path);
    return file ? appendLocked(file->get(), path, entries) : tl::unexpected(file.error());
}

base::Expected<void> KnownHostsWriter::appendLocked(int descriptor, const QString &path,
                                                    const std::vector<NewEntry> &entries)
{
    Seen &seen = m_seen[path];
    const FileStamp before = FileStamp::of(descriptor);
    if (!seen.file || before != seen.stamp)
        seen = {before, KnownHostsFile::read(path), {}};
    QByteArray lines = newLines(seen, entries);
    if (lines.isEmpty())
        return {};
    if (endsInMiddleOfLine(descriptor, before.size))
        lines.prepend('\n');
    if (!writeAll(descriptor, lines)) {
        const auto failed = unwritable(path);
        m_seen.remove(path);
        return failed;
    }
    seen.stamp = FileStamp::of(descriptor);
    return {};
}

QByteArray KnownHostsWriter::newLines(Seen &seen, const std::vector<NewEntry> &entries) const
{
    QByteArray lines;
    for (const NewEntry &entry : entries) {
        const auto id = std::pair(entry.name, entry.key.blob);
        bool isThere = seen.written.contains(id);
        for (const KnownHostsFile::Line *line : seen.file->linesFor(entry.name, entry.key.blob))
            isThere = isThere || line->marker == Marker::None;
        if (isThere)
            continue;
        seen.written.insert(id);
        const bool plain = !entry.hashed && canStandPlain(entry.name);
        lines += plain ? entry.name : HashedName::make(entry.name);
        lines += ' ' + entry.key.type + ' ' + entry.key.blob.toBase64() + '\n';
    }
    return lines;
}

} // namespace regatta::trust
