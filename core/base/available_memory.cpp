#include "core/base/available_memory.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>

namespace regatta::base {

namespace {

QByteArray systemSays(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<qint64> numberIn(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 number = text.trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// What stands behind `name` at the beginning of a line of a file.
std::optional<qint64> numberAfter(const QByteArray &name, const QString &path)
{
    for (const QByteArray &line : systemSays(path).split('\n')) {
        if (line.startsWith(name))
            return numberIn(line.mid(name.size()).replace("kB", ""));
    }
    return std::nullopt;
}

/// "MemAvailable:   123 kB", see proc(5).
std::optional<qint64> availableToAll(const QString &root)
{
    const auto kilobytes = numberAfter("MemAvailable:", root + QStringLiteral("/proc/meminfo"));
    return kilobytes ? std::optional(*kilobytes * 1024) : std::nullopt;
}

/// Of one control group; "max" is no limit. What it caches of files that nobody reads goes when it is needed.
std::optional<qint64> leftInGroup(const QString &folder)
{
    const auto most = numberIn(systemSays(folder + QStringLiteral("/memory.max")));
    const auto current = numberIn(systemSays(folder + QStringLiteral("/memory.current")));
    const auto cache = numberAfter("inactive_file ", folder + QStringLiteral("/memory.stat"));
    return most && current ? std::optional(std::max<qint64>(0, *most - *current + cache.value_or(0)))
                           : std::nullopt;
}

/// The one that we are in, as version 2 says it: "0::/a/b".
QString ownGroup(const QString &root)
{
    for (const QByteArray &line : systemSays(root + QStringLiteral("/proc/self/cgroup")).split('\n')) {
        if (line.startsWith("0::/"))
            return QString::fromLocal8Bit(line.mid(3));
    }
    return {};
}

} // namespace

std::optional<qint64> availableMemory(const QString &root)
{
    std::optional<qint64> least = availableToAll(root);
    // Limits of the groups that ours is in count, too, up to the root of all.
    for (QString group = ownGroup(root);; group.truncate(group.lastIndexOf(u'/'))) {
        if (const auto left = leftInGroup(root + QStringLiteral("/sys/fs/cgroup") + group))
            least = std::min(*left, least.value_or(*left));
        if (group.isEmpty())
            return least;
    }
}

} // namespace regatta::base
