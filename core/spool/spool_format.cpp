#include "core/spool/spool_format.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>

#include <libdeflate.h>

namespace regatta::spool {

namespace {

constexpr QByteArrayView magic = "REGATTA\n";

// Where the fields of a record's head stand.
constexpr qsizetype taskAt = 0;
constexpr qsizetype attemptAt = 4;
constexpr qsizetype stepAt = 6;
constexpr qsizetype streamAt = 8;
constexpr qsizetype openAt = 9;
constexpr qsizetype reservedAt = 10;
constexpr qsizetype lengthAt = 12;
constexpr qsizetype timeAt = 16;
constexpr qsizetype linesAt = 24;
constexpr qsizetype checksumAt = 28;

using HeadBytes = std::array<char, recordHeadSize>;

template <typename T, typename Bytes>
void put(Bytes &bytes, qsizetype at, T value)
{
    qToLittleEndian(value, bytes.data() + at);
}

template <typename T>
T get(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

HeadBytes headBytes(const RecordHead &head)
{
    HeadBytes bytes{};
    put<quint32>(bytes, taskAt, head.task.value);
    put<quint16>(bytes, attemptAt, head.attempt);
    put<quint16>(bytes, stepAt, head.step);
    bytes.at(streamAt) = char(head.stream);
    bytes.at(openAt) = char(head.isOpen ? 1 : 0);
    put<quint32>(bytes, lengthAt, head.length);
    put<qint64>(bytes, timeAt, head.time.count());
    put<quint32>(bytes, linesAt, head.lines);
    put<quint32>(bytes, checksumAt, head.checksum);
    return bytes;
}

quint32 checksumOf(RecordHead head, QByteArrayView bytes)
{
    head.checksum = 0;
    const HeadBytes encoded = headBytes(head);
    const quint32 ofHead = libdeflate_crc32(0, encoded.data(), encoded.size());
    return libdeflate_crc32(ofHead, bytes.data(), size_t(bytes.size()));
}

/// A block at a time, whose count fits into a byte: compilers turn that into vector instructions.
quint32 countNewlines(QByteArrayView bytes)
{
    constexpr qsizetype blockSize = 128;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    quint32 count = 0;
    for (; end - at >= blockSize; at += blockSize) {
        quint8 inBlock = 0;
        for (qsizetype i = 0; i < blockSize; ++i)
            inBlock = quint8(inBlock + (at[i] == '\n'));
        count += inBlock;
    }
    return count + quint32(std::count(at, end, '\n'));
}

/// Up to its last newline, and with it.
qsizetype wholeLinesSize(QByteArrayView bytes)
{
    const auto *last = static_cast<const char *>(::memrchr(bytes.data(), '\n', size_t(bytes.size())));
    return last ? last - bytes.data() + 1 : 0;
}

/// Whether a line has to be cut. Looks at the ends of lines alone, and leaves most of them out.
bool hasLongLine(QByteArrayView bytes)
{
    while (bytes.size() > longestShownLine) {
        const qsizetype size = wholeLinesSize(bytes.first(longestShownLine + 1));
        if (size == 0)
            return true;
        bytes = bytes.sliced(size);
    }
    return false;
}

} // namespace

QByteArray fileHead()
{
    QByteArray bytes(fileHeadSize, '\0');
    std::copy(magic.begin(), magic.end(), bytes.begin());
    put<quint32>(bytes, magic.size(), formatVersion);
    return bytes;
}

std::optional<quint32> versionOf(QByteArrayView head)
{
    if (head.size() < fileHeadSize || !head.startsWith(magic))
        return std::nullopt;
    return get<quint32>(head, magic.size());
}

QByteArray encodeHead(const RecordHead &head)
{
    const HeadBytes bytes = headBytes(head);
    return QByteArray(bytes.data(), recordHeadSize);
}

RecordHead completed(RecordHead head, QByteArrayView bytes)
{
    head.length = quint32(bytes.size());
    head.lines = countLines(bytes);
    head.isOpen = !bytes.endsWith('\n');
    head.checksum = checksumOf(head, bytes);
    return head;
}

QByteArray encodeRecord(const RecordHead &head, QByteArrayView bytes)
{
    const HeadBytes encoded = headBytes(completed(head, bytes));
    QByteArray record;
    record.reserve(recordHeadSize + bytes.size());
    return record.append(encoded.data(), recordHeadSize).append(bytes);
}

std::optional<RecordHead> decodeHead(QByteArrayView bytes)
{
    if (bytes.size() < recordHeadSize)
        return std::nullopt;
    RecordHead head;
    head.task = {get<quint32>(bytes, taskAt)};
    head.attempt = get<quint16>(bytes, attemptAt);
    head.step = get<quint16>(bytes, stepAt);
    const auto stream = static_cast<quint8>(bytes[streamAt]);
    if (stream != quint8(model::OutputStream::Stdout) && stream != quint8(model::OutputStream::Stderr))
        return std::nullopt;
    head.stream = model::OutputStream(stream);
    const auto open = static_cast<quint8>(bytes[openAt]);
    if (open > 1)
        return std::nullopt;
    head.isOpen = open == 1;
    const QByteArrayView reserved = bytes.sliced(reservedAt, lengthAt - reservedAt);
    if (std::any_of(reserved.begin(), reserved.end(), [](char c) { return c != 0; }))
        return std::nullopt;
    head.length = get<quint32>(bytes, lengthAt);
    head.time = base::Duration(get<qint64>(bytes, timeAt));
    head.lines = get<quint32>(bytes, linesAt);
    head.checksum = get<quint32>(bytes, checksumAt);
    if (head.length == 0 || head.length > longestRecord)
        return std::nullopt;
    return head;
}

bool isIntact(const RecordHead &head, QByteArrayView bytes)
{
    return bytes.size() == qsizetype(head.length) && checksumOf(head, bytes) == head.checksum;
}

quint32 countLines(QByteArrayView bytes)
{
    quint32 lines = 0;
    while (!bytes.isEmpty()) {
        // None of so few bytes' lines is longer than the longest: but for the last there is nothing to cut.
        const qsizetype size = wholeLinesSize(bytes.first(std::min(bytes.size(), longestShownLine + 1)));
        lines += size > 0 ? countNewlines(bytes.first(size)) : 1;
        bytes = bytes.sliced(size > 0 ? size : firstLineSize(bytes));
    }
    return lines;
}

quint64 streamOf(const RecordHead &head)
{
    return quint64(head.task.value) * 2 + (head.stream == model::OutputStream::Stderr ? 1 : 0);
}

Cuts cutsOf(const RecordHead &head, QByteArrayView bytes)
{
    const bool isAsNow = !hasLongLine(bytes) || countLines(bytes) == head.lines;
    return isAsNow ? Cuts::BetweenSequences : Cuts::BetweenCharacters;
}

} // namespace regatta::spool
