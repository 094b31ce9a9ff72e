#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <vector>

namespace regatta::transport::copy {

/// NAME_MAX of Linux's file systems.
constexpr qsizetype longestName = 255;

/// The mode of a file that nobody else may open yet.
constexpr quint32 forUsAlone = 0600;

/// Called exactly once, later than the call that it answers; not at all if the Files are destroyed before.
template <typename Value>
using Done = std::function<void(base::Expected<Value>)>;

struct Attributes
{
    enum class Kind {
        File,
        Folder,
        Link,  ///< or unknown: to be looked at again, through the link
        Other, ///< a device, a socket, a pipe
    };

    Kind kind = Kind::Other;
    qint64 size = 0;
    quint32 mode = 0; ///< the nine permission bits
};

struct Entry
{
    QByteArray name;       ///< without a folder; as the host says it, so not to be trusted
    Attributes attributes; ///< of a link itself
};

/// An open file, and its path for those who have to complain.
struct Handle
{
    QByteArray id;
    QByteArray path;
};

/// The files of one machine. Nothing blocks for long; answers come in the order of the questions, or not.
/// Paths are bytes, as POSIX has them. Errors: CopyFailed (FileUnreadable, FileUnwritable of this machine),
/// their detail is the path and the system's or server's words. Of one thread.
class Files
{
public:
    virtual ~Files() = default;

    /// Nothing there is nullopt, not an error.
    virtual void look(const QByteArray &path, bool throughLinks, Done<std::optional<Attributes>> done) = 0;
    /// Without "." and "..".
    virtual void list(const QByteArray &path, Done<std::vector<Entry>> done) = 0;
    /// The path without links.
    virtual void resolve(const QByteArray &path, Done<QByteArray> done) = 0;

    virtual void openToRead(const QByteArray &path, Done<Handle> done) = 0;
    /// A file that wasn't there, and that nobody else may open yet.
    virtual void create(const QByteArray &path, Done<Handle> done) = 0;
    /// Empty: the file ends before `offset`. May be less than `length`.
    virtual void read(const Handle &handle, qint64 offset, qint64 length, Done<QByteArray> done) = 0;
    virtual void write(const Handle &handle, qint64 offset, const QByteArray &bytes, Done<void> done) = 0;
    virtual void close(const Handle &handle, Done<void> done) = 0;

    virtual void setMode(const QByteArray &path, quint32 mode, Done<void> done) = 0;
    /// One that is there already is as good; its mode stays.
    virtual void makeFolder(const QByteArray &path, quint32 mode, Done<void> done) = 0;
    /// Puts a file in the place of another, or of none, in one step.
    virtual void replace(const QByteArray &path, const QByteArray &by, Done<void> done) = 0;
    virtual void remove(const QByteArray &path, Done<void> done) = 0;
};

} // namespace regatta::transport::copy
