#include "core/history/owner.h"

#include <QFile>
#include <QList>

#include <unistd.h>

namespace regatta::history {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "" if there is no such process, or only what is left of one.
QString startOf(qint64 process)
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(process));
    // proc(5): the name stands in brackets and may hold anything; the state is the third field, the start in
    // clock ticks since the boot the twenty-second.
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startField = 22 - 3;
    if (fields.size() <= startField || fields.first() == "Z" || fields.first() == "X")
        return {};
    const QByteArray boot = contentOf(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed();
    return QString::fromLatin1(boot + '/' + fields[startField]);
}

} // namespace

Owner thisProcess()
{
    const qint64 process = ::getpid();
    return {process, startOf(process)};
}

bool isAlive(const Owner &owner)
{
    return owner.process > 0 && !owner.start.isEmpty() && startOf(owner.process) == owner.start;
}

} // namespace regatta::history
