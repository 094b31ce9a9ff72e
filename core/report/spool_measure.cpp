#include "core/report/spool_measure.h"

#include "core/spool/spool_amounts.h"

#include <limits>

namespace regatta::report {

namespace {

/// The next start of the program waits for it: a fraction of a second where records are short, and no more
/// than 4096 of the long ones.
constexpr quint64 quickRead = 64 * 1024 * 1024;

} // namespace

history::SpoolMeasure spoolMeasure()
{
    return [](const QString &path, size_t tasks, history::Depth depth) -> std::optional<history::Printed> {
        const auto mostRead =
            depth == history::Depth::Quick ? quickRead : std::numeric_limits<quint64>::max();
        auto amounts = spool::amountsOf(path, tasks, mostRead);
        if (!amounts)
            return std::nullopt;
        return history::Printed{std::move(amounts->bytes), amounts->total, amounts->last};
    };
}

} // namespace regatta::report
