#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <vector>

namespace regatta::spool {

/// How much a spool has of each task, and until when.
struct SpoolAmounts
{
    std::vector<qint64> bytes; ///< of output, by task; empty: that would have taken too long to find out
    qint64 total = 0;          ///< of all tasks; without `bytes` about so much
    base::Duration last{};     ///< when the last record came, since the run's start

    bool operator==(const SpoolAmounts &) const = default;
};

/// From the heads of the records of a spool that nobody writes any more, with what a crash has cut short left
/// out. Reads about `mostRead` bytes; of a spool that needs more the end alone tells. Blocks on the disk.
/// Errors: those of SpoolReader::open().
base::Expected<SpoolAmounts> amountsOf(const QString &path, size_t tasks, quint64 mostRead);

} // namespace regatta::spool
