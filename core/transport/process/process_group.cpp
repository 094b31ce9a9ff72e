#include "core/transport/process/process_group.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>

namespace regatta::transport::process {

namespace {

/// "pid (name) state parent group ...", proc(5). The name may hold anything, so the fields are counted from
/// its end.
bool isRunningMember(const QByteArray &stat, pid_t group)
{
    const qsizetype end = stat.lastIndexOf(')');
    const QList<QByteArray> fields = stat.mid(end + 2).split(' ');
    if (end < 0 || fields.size() < 3)
        return false;
    const bool isDead = fields[0] == "Z" || fields[0] == "X";
    return !isDead && fields[2].toInt() == group;
}

} // namespace

void signalGroup(pid_t group, int signal)
{
    if (group > 1)
        ::kill(-group, signal);
}

bool groupIsGone(pid_t group)
{
    if (::kill(-group, 0) != 0 && errno == ESRCH)
        return true;
    // Something is left, maybe only dead processes whose new parent is slow to wait for them, or never does.
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        if (!entry.front().isDigit())
            continue;
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (stat.open(QIODevice::ReadOnly) && isRunningMember(stat.readAll(), group))
            return false;
    }
    return true;
}

} // namespace regatta::transport::process
