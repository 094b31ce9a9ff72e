#include "core/spool/log_search.h"

#include <QFile>

#include <sys/mman.h>
#include <unistd.h>

using namespace regatta::spool;

/// Whatever a file holds: reading it ends, and what is read is what the index says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int file = ::memfd_create("spool", 0);
    const QByteArray head = fileHead();
    if (::write(file, head.constData(), size_t(head.size())) < 0 || ::write(file, data, size) < 0)
        std::abort();
    auto opened = SpoolReader::open(QStringLiteral("/proc/self/fd/%1").arg(file));
    ::close(file);
    if (!opened)
        std::abort();
    const std::shared_ptr<const SpoolReader> reader = *std::move(opened);
    const auto index = std::make_shared<SpoolIndex>();
    reader->buildIndex(*index, false);
    LogSource source(reader, index, {});
    source.follow(~quint64(0));
    // The head says how many lines there are; it can't make us show more than some.
    constexpr qint64 most = 1'000;
    source.lines(0, most);
    std::vector<qint64> matches;
    LogSearch search(LogPattern(QStringLiteral("a"), LogPattern::Kind::Text, false));
    search.searchOn(source, ~quint64(0), matches);
    return 0;
}
