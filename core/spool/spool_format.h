#pragma once

#include "core/model/task.h"
#include "core/spool/line_pieces.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace regatta::spool {

/// The spool of a run: what its hosts printed, byte for byte, in the order of arrival.
///
///     file   = "REGATTA\n" version:u32 reserved:u32 record*
///     record = task:u32 attempt:u16 step:u16 stream:u8 open:u8 reserved:u8[2] length:u32 time:i64 lines:u32
///     checksum:u32
///              bytes[length]
///
/// Little endian; what is reserved is 0. `time` is in nanoseconds since the run's start. `lines` is how many
/// lines a log shows of the bytes: see line_pieces.h. `open` is 1 if the last of them has no newline (yet),
/// so that the next record of the stream goes on with it; version 1 had no such mark, and 0 there. The
/// checksum is a CRC-32 (as zlib's and IEEE 802.3's) over the head, with the checksum as 0, and the bytes: a
/// record that a crash has cut short, or that a disk has spoilt, is recognised by it.
constexpr qsizetype fileHeadSize = 16;
constexpr qsizetype recordHeadSize = 32;
constexpr quint32 formatVersion = 2;

/// A record is never longer, so that a spoilt length can't ask for all memory.
constexpr qsizetype longestRecord = 1024 * 1024;

struct RecordHead
{
    model::TaskId task;
    quint16 attempt = 1; ///< from 1
    quint16 step = 0;    ///< from 0
    model::OutputStream stream = model::OutputStream::Stdout;
    quint32 length = 0;
    base::Duration time{};
    quint32 lines = 0;
    bool isOpen = false; ///< no newline at its end
    quint32 checksum = 0;

    bool operator==(const RecordHead &) const = default;
};

QByteArray fileHead();

/// The version of a spool file; nothing if these bytes are no spool file's head.
std::optional<quint32> versionOf(QByteArrayView head);

/// As it stands in the file.
QByteArray encodeHead(const RecordHead &head);

/// Fills in what the bytes say: length, lines, isOpen and checksum.
RecordHead completed(RecordHead head, QByteArrayView bytes);

/// Head, completed, and bytes, ready to be written.
QByteArray encodeRecord(const RecordHead &head, QByteArrayView bytes);

/// Nothing if these bytes can't be a record's head.
std::optional<RecordHead> decodeHead(QByteArrayView head);

/// Whether the bytes are the ones that were written with this head.
bool isIntact(const RecordHead &head, QByteArrayView bytes);

quint32 countLines(QByteArrayView bytes);

/// A number for the stream of a task that the record is of.
quint64 streamOf(const RecordHead &head);

/// How the lines of a record are cut, so that they are as many as its head says: all versions wrote the same
/// format, but older ones cut long lines where escape sequences were, too.
Cuts cutsOf(const RecordHead &head, QByteArrayView bytes);

} // namespace regatta::spool
