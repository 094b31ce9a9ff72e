#pragma once

#include "core/spool/spool_reader.h"

#include <QString>

namespace regatta::spool {

/// The index of a finished spool as a file beside it, so that a large one need not be walked through again:
///
///     file = "REGATTAI" version:u32 reserved:u32 lastHeadOffset:u64 lastHead[32] stride:u64 records:u64
///     lines:i64 markCount:u64 joinCount:u64 mark* join* checksum:u32 mark = offset:u64 firstLine:i64 join =
///     from:u64 to:u64
///
/// Little endian. It is nothing but a shortcut: what doesn't fit its spool counts as not there, and whoever
/// deletes a spool deletes it too. At most 21 MB.
QString indexFileOf(const QString &spool);

/// Smaller spools are walked through in no time, and get none.
constexpr quint64 fewestIndexedRecords = 2'000;

/// Replaces what is there. False: the spool is too small, or the file can't be written.
bool saveIndex(const QString &spool, const SpoolIndex &index);

/// Fills an index that is empty. False: there is none that fits, and `index` is as it was. What came into
/// the spool behind it is left to SpoolReader::buildIndex(). Blocks on the disk.
bool loadIndex(const QString &spool, const SpoolReader &reader, SpoolIndex &index);

} // namespace regatta::spool
