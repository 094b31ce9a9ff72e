#include "core/spool/index_file.h"

#include <QFile>
#include <QSaveFile>
#include <QtEndian>

#include <algorithm>

#include <libdeflate.h>

namespace regatta::spool {

namespace {

constexpr QByteArrayView magic = "REGATTAI";
constexpr quint32 version = 1;
constexpr qsizetype headSize = 16 + 8 + recordHeadSize + 5 * 8;
constexpr qsizetype pairSize = 16;
constexpr qsizetype checksumSize = 4;

template <typename T>
void append(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// Takes numbers from the front. Whoever calls it has seen that there are enough bytes.
class Numbers
{
public:
    explicit Numbers(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    template <typename T>
    T take()
    {
        const T value = qFromLittleEndian<T>(m_bytes.data());
        m_bytes = m_bytes.sliced(sizeof(T));
        return value;
    }

    QByteArrayView takeBytes(qsizetype size)
    {
        const QByteArrayView bytes = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return bytes;
    }

    qsizetype left() const { return m_bytes.size(); }

private:
    QByteArrayView m_bytes;
};

quint32 checksumOf(QByteArrayView bytes)
{
    return libdeflate_crc32(0, bytes.data(), size_t(bytes.size()));
}

std::vector<LineMap::Mark> takeMarks(Numbers &numbers, quint64 count)
{
    std::vector<LineMap::Mark> marks(count);
    for (LineMap::Mark &mark : marks) {
        mark.offset = numbers.take<quint64>();
        mark.firstLine = numbers.take<qint64>();
    }
    return marks;
}

std::vector<LineJoins::Join> takeJoins(Numbers &numbers, quint64 count)
{
    std::vector<LineJoins::Join> joins(count);
    for (LineJoins::Join &join : joins) {
        join.from = numbers.take<quint64>();
        join.to = numbers.take<quint64>();
    }
    return joins;
}

/// Whether marks and counts are such as LineMap makes them.
bool isSound(const LineMap &map)
{
    const auto &marks = map.marks();
    return map.stride() > 0 && map.lineCount() >= 0 && !marks.empty() &&
           marks.front() == LineMap::Mark{fileHeadSize, 0} && marks.back().firstLine <= map.lineCount() &&
           std::is_sorted(marks.begin(), marks.end(), [](const LineMap::Mark &a, const LineMap::Mark &b) {
               return a.offset < b.offset && a.firstLine <= b.firstLine;
           });
}

std::optional<SpoolIndex::State> stateFrom(QByteArrayView bytes)
{
    if (bytes.size() < headSize + checksumSize || !bytes.startsWith(magic) ||
        qFromLittleEndian<quint32>(bytes.last(checksumSize).data()) !=
            checksumOf(bytes.chopped(checksumSize)))
        return std::nullopt;
    Numbers numbers(bytes.chopped(checksumSize).sliced(magic.size()));
    if (numbers.take<quint32>() != version)
        return std::nullopt;
    (void)numbers.take<quint32>();
    SpoolIndex::State state;
    state.last.offset = numbers.take<quint64>() + recordHeadSize;
    const auto last = decodeHead(numbers.takeBytes(recordHeadSize));
    const auto stride = numbers.take<quint64>();
    const auto records = numbers.take<quint64>();
    const auto lines = numbers.take<qint64>();
    const auto markCount = numbers.take<quint64>();
    const auto joinCount = numbers.take<quint64>();
    const auto most = quint64(numbers.left() / pairSize);
    if (!last || markCount > most || joinCount > most ||
        quint64(numbers.left()) != (markCount + joinCount) * pairSize)
        return std::nullopt;
    state.last.head = *last;
    state.lines = LineMap::restored(takeMarks(numbers, markCount), stride, records, lines);
    state.joins = LineJoins::restored(takeJoins(numbers, joinCount));
    return isSound(state.lines) ? std::optional(std::move(state)) : std::nullopt;
}

QByteArray bytesOf(const SpoolIndex::State &state)
{
    const std::vector<LineJoins::Join> &joins = state.joins.joins();
    QByteArray bytes = magic.toByteArray();
    bytes.reserve(headSize + qsizetype(state.lines.marks().size() + joins.size()) * pairSize + checksumSize);
    append(bytes, version);
    append(bytes, quint32(0));
    append(bytes, state.last.headOffset());
    bytes.append(encodeHead(state.last.head));
    append(bytes, state.lines.stride());
    append(bytes, state.lines.recordCount());
    append(bytes, state.lines.lineCount());
    append(bytes, quint64(state.lines.marks().size()));
    append(bytes, quint64(joins.size()));
    for (const LineMap::Mark &mark : state.lines.marks()) {
        append(bytes, mark.offset);
        append(bytes, mark.firstLine);
    }
    for (const LineJoins::Join &join : joins) {
        append(bytes, join.from);
        append(bytes, join.to);
    }
    append(bytes, checksumOf(bytes));
    return bytes;
}

} // namespace

QString indexFileOf(const QString &spool)
{
    return spool + QStringLiteral(".index");
}

bool saveIndex(const QString &spool, const SpoolIndex &index)
{
    if (index.extent().records < fewestIndexedRecords)
        return false;
    QSaveFile file(indexFileOf(spool));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(bytesOf(index.state()));
    return file.commit();
}

bool loadIndex(const QString &spool, const SpoolReader &reader, SpoolIndex &index)
{
    QFile file(indexFileOf(spool));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    auto state = stateFrom(file.readAll());
    if (!state)
        return false;
    // That it is this spool's shows in the last record: the same head at the same place, with bytes that fit.
    HeadWalker walker(reader, state->last.headOffset(), reader.fileSize());
    const auto last = walker.next();
    if (!last || last->head != state->last.head || !walker.read(*last))
        return false;
    index.restore(*std::move(state));
    return true;
}

} // namespace regatta::spool
