#include "tests/bench/memory/memory_growth.h"

#include <QFile>

namespace regatta::bench {

namespace {

/// A line of /proc/self/status, in megabytes.
double statusOf(const QByteArray &key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.sliced(key.size()).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

MemoryGrowth::MemoryGrowth()
{
    // proc(5): 5 sets the peak back to what is resident now.
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
    file.close();
    m_before = statusOf("VmRSS:");
}

double MemoryGrowth::megabytes() const
{
    return statusOf("VmHWM:") - m_before;
}

} // namespace regatta::bench
