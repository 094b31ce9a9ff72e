#include "core/spool/spool_amounts.h"

#include "core/spool/spool_reader.h"

#include <algorithm>
#include <optional>

namespace regatta::spool {

namespace {

/// What a head costs at most: see HeadWalker.
constexpr quint64 dearestHead = 16 * 1024;

void add(SpoolAmounts &amounts, const RecordHead &head)
{
    if (head.task.value >= amounts.bytes.size()) // the disk has spoilt it
        return;
    amounts.bytes[head.task.value] += head.length;
    amounts.total += head.length;
    amounts.last = std::max(amounts.last, head.time);
}

/// The record at an offset, if it is one and whole.
std::optional<IndexEntry> recordAt(const SpoolReader &reader, QByteArrayView bytes, quint64 offset)
{
    const auto head = decodeHead(bytes);
    if (!head || offset + recordHeadSize + head->length > reader.fileSize())
        return std::nullopt;
    const IndexEntry entry{offset + recordHeadSize, *head};
    return reader.read(entry) ? std::optional(entry) : std::nullopt;
}

/// When the last record came, found without what stands before it: one of the last two is whole, however long
/// they are.
base::Duration lastTime(const SpoolReader &reader)
{
    const quint64 size = reader.fileSize();
    const quint64 room = std::min<quint64>(size - fileHeadSize, 2 * (longestRecord + recordHeadSize));
    IndexEntry end;
    end.offset = size - room;
    end.head.length = quint32(room);
    const QByteArray bytes = reader.readEnd(end, qsizetype(room));
    for (qsizetype at = 0; at + recordHeadSize <= bytes.size(); ++at) {
        const quint64 offset = end.offset + quint64(at);
        auto last = recordAt(reader, QByteArrayView(bytes).sliced(at), offset);
        if (!last)
            continue;
        HeadWalker walker(reader, last->end(), size);
        while (const auto next = walker.next()) {
            if (walker.read(*next))
                last = next;
        }
        return last->head.time;
    }
    return {};
}

/// Of a spool of which only the part before `walked` was read: the rest is taken to be like it.
SpoolAmounts estimated(const SpoolReader &reader, const SpoolAmounts &part, quint64 walked)
{
    const double share = double(part.total) / double(walked);
    return {{}, qint64(share * double(reader.fileSize())), std::max(part.last, lastTime(reader))};
}

} // namespace

base::Expected<SpoolAmounts> amountsOf(const QString &path, size_t tasks, quint64 mostRead)
{
    const auto reader = SpoolReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    SpoolAmounts amounts;
    amounts.bytes.resize(tasks);
    HeadWalker walker(**reader, fileHeadSize, (*reader)->fileSize());
    std::optional<IndexEntry> last; // held back: a crash may have spoilt the bytes of the last one
    quint64 read = 0;
    while (const auto entry = walker.next()) {
        if (last)
            add(amounts, last->head);
        last = entry;
        read += std::min(entry->end() - entry->headOffset(), dearestHead);
        if (read > mostRead)
            return estimated(**reader, amounts, entry->headOffset());
    }
    if (last && (*reader)->read(*last))
        add(amounts, last->head);
    return amounts;
}

} // namespace regatta::spool
