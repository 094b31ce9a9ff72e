#include "core/transport/copy/local_files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace regatta::transport::copy {

using base::ErrorCode;

namespace {

tl::unexpected<base::Error> failed(ErrorCode code, const QByteArray &path, int error = errno)
{
    return base::failure(code, QString::fromUtf8(path) + QStringLiteral(": ") + qt_error_string(error));
}

base::Expected<void> written(int result, const QByteArray &path)
{
    if (result != 0)
        return failed(ErrorCode::FileUnwritable, path);
    return {};
}

Attributes attributesOf(const struct stat &status)
{
    Attributes attributes;
    attributes.size = status.st_size;
    attributes.mode = status.st_mode & 0777;
    if (S_ISREG(status.st_mode))
        attributes.kind = Attributes::Kind::File;
    else if (S_ISDIR(status.st_mode))
        attributes.kind = Attributes::Kind::Folder;
    else if (S_ISLNK(status.st_mode))
        attributes.kind = Attributes::Kind::Link;
    return attributes;
}

base::Expected<std::optional<Attributes>> lookAt(const QByteArray &path, bool throughLinks)
{
    struct stat status = {};
    const int flags = throughLinks ? 0 : AT_SYMLINK_NOFOLLOW;
    if (::fstatat(AT_FDCWD, path.constData(), &status, flags) == 0)
        return attributesOf(status);
    if (errno == ENOENT)
        return std::nullopt;
    return failed(ErrorCode::FileUnreadable, path);
}

base::Expected<std::vector<Entry>> listOf(const QByteArray &path)
{
    struct CloseFolder
    {
        void operator()(DIR *folder) const { ::closedir(folder); }
    };
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.constData()));
    if (!folder)
        return failed(ErrorCode::FileUnreadable, path);
    std::vector<Entry> entries;
    while (const dirent *entry = ::readdir(folder.get())) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        struct stat status = {};
        if (::fstatat(::dirfd(folder.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return failed(ErrorCode::FileUnreadable, path + '/' + name);
        entries.push_back({name, attributesOf(status)});
    }
    return entries;
}

base::Expected<QByteArray> resolved(const QByteArray &path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.constData(), nullptr), &std::free);
    if (!real)
        return failed(ErrorCode::FileUnreadable, path);
    return QByteArray(real.get());
}

base::Expected<QByteArray> readFrom(int descriptor, const QByteArray &path, qint64 offset, qint64 length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    const ssize_t count = ::pread(descriptor, bytes.data(), size_t(length), offset);
    if (count < 0)
        return failed(ErrorCode::FileUnreadable, path);
    bytes.truncate(count);
    return bytes;
}

base::Expected<void> writeTo(int descriptor, const QByteArray &path, qint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::pwrite(descriptor, bytes.data(), size_t(bytes.size()), offset);
        if (count < 0)
            return failed(ErrorCode::FileUnwritable, path);
        bytes = bytes.sliced(count);
        offset += count;
    }
    return {};
}

base::Expected<void> folderMade(const QByteArray &path, quint32 mode)
{
    if (::mkdir(path.constData(), mode) == 0)
        return {};
    const int error = errno;
    const auto found = lookAt(path, true);
    if (found && *found && (*found)->kind == Attributes::Kind::Folder)
        return {};
    return failed(ErrorCode::FileUnwritable, path, error);
}

} // namespace

LocalFiles::~LocalFiles()
{
    for (const auto &[id, descriptor] : m_open)
        ::close(descriptor);
}

void LocalFiles::work(int most)
{
    for (; most > 0 && !m_questions.empty(); --most) {
        const auto question = std::move(m_questions.front());
        m_questions.pop_front();
        question();
    }
}

template <typename Value, typename Deed>
void LocalFiles::queue(Done<Value> done, Deed deed)
{
    m_questions.push_back(
        [done = std::move(done), deed = std::move(deed)] { done(base::Expected<Value>(deed())); });
}

int LocalFiles::descriptor(const Handle &handle) const
{
    const auto found = m_open.find(handle.id);
    return found == m_open.end() ? -1 : found->second;
}

base::Expected<Handle> LocalFiles::open(const QByteArray &path, int flags)
{
    const int descriptor = ::open(path.constData(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, forUsAlone);
    if (descriptor < 0)
        return failed(flags & O_CREAT ? ErrorCode::FileUnwritable : ErrorCode::FileUnreadable, path);
    const QByteArray id = QByteArray::number(++m_lastId);
    m_open.emplace(id, descriptor);
    return Handle{id, path};
}

void LocalFiles::look(const QByteArray &path, bool throughLinks, Done<std::optional<Attributes>> done)
{
    queue(std::move(done), [path, throughLinks] { return lookAt(path, throughLinks); });
}

void LocalFiles::list(const QByteArray &path, Done<std::vector<Entry>> done)
{
    queue(std::move(done), [path] { return listOf(path); });
}

void LocalFiles::resolve(const QByteArray &path, Done<QByteArray> done)
{
    queue(std::move(done), [path] { return resolved(path); });
}

void LocalFiles::openToRead(const QByteArray &path, Done<Handle> done)
{
    queue(std::move(done), [this, path] { return open(path, O_RDONLY); });
}

void LocalFiles::create(const QByteArray &path, Done<Handle> done)
{
    queue(std::move(done), [this, path] { return open(path, O_WRONLY | O_CREAT | O_EXCL); });
}

void LocalFiles::read(const Handle &handle, qint64 offset, qint64 length, Done<QByteArray> done)
{
    queue(std::move(done), [this, handle, offset, length] {
        return readFrom(descriptor(handle), handle.path, offset, length);
    });
}

void LocalFiles::write(const Handle &handle, qint64 offset, const QByteArray &bytes, Done<void> done)
{
    queue(std::move(done),
          [this, handle, offset, bytes] { return writeTo(descriptor(handle), handle.path, offset, bytes); });
}

void LocalFiles::close(const Handle &handle, Done<void> done)
{
    queue(std::move(done), [this, handle]() -> base::Expected<void> {
        const auto found = m_open.extract(handle.id);
        return found.empty() ? base::Expected<void>() : written(::close(found.mapped()), handle.path);
    });
}

void LocalFiles::setMode(const QByteArray &path, quint32 mode, Done<void> done)
{
    queue(std::move(done), [path, mode] { return written(::chmod(path.constData(), mode), path); });
}

void LocalFiles::makeFolder(const QByteArray &path, quint32 mode, Done<void> done)
{
    queue(std::move(done), [path, mode] { return folderMade(path, mode); });
}

void LocalFiles::replace(const QByteArray &path, const QByteArray &by, Done<void> done)
{
    queue(std::move(done),
          [path, by] { return written(std::rename(by.constData(), path.constData()), path); });
}

void LocalFiles::remove(const QByteArray &path, Done<void> done)
{
    queue(std::move(done), [path] { return written(::unlink(path.constData()), path); });
}

} // namespace regatta::transport::copy
