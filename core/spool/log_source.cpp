#include "core/spool/log_source.h"

#include "core/spool/line_pieces.h"
#include "core/spool/log_pattern.h"

#include <algorithm>
#include <utility>

namespace regatta::spool {

namespace {

/// Cuts the first line off, without its newline.
QByteArrayView takeLine(QByteArrayView &rest, Cuts cuts)
{
    const qsizetype size = rest.isEmpty() ? 0 : firstLineSize(rest, cuts);
    const QByteArrayView line = withoutNewline(rest.first(size));
    rest = rest.sliced(size);
    return line;
}

/// The text that `rest` begins with, as much of it as matters to LogPattern::findAcross().
QString frontOf(QByteArrayView rest, Cuts cuts)
{
    return plainTerminalText(takeLine(rest, cuts)).left(LogPattern::mostAcross);
}

} // namespace

LogSource::LogSource(std::shared_ptr<const SpoolReader> reader, std::shared_ptr<const SpoolIndex> index,
                     std::set<model::TaskId> tasks)
    : m_reader(std::move(reader))
    , m_index(std::move(index))
    , m_tasks(std::move(tasks))
{}

bool LogSource::follow(quint64 mostBytes)
{
    const SpoolIndex::Extent now = m_index->extent();
    if (m_tasks.empty()) {
        m_extent = now;
        return false;
    }
    HeadWalker walker(*m_reader, m_extent.end, now.end);
    while (walker.offset() - m_extent.end < mostBytes) {
        const auto entry = walker.next();
        if (!entry)
            break;
        if (isShown(entry->head.task))
            m_lines.add(entry->headOffset(), m_index->linesOf(*entry));
    }
    const bool isStuck = walker.offset() == m_extent.end;
    m_extent.end = walker.offset();
    return m_extent.end < now.end && !isStuck;
}

qint64 LogSource::lineCount() const
{
    return m_tasks.empty() ? m_extent.lines : m_lines.lineCount();
}

void LogSource::visit(qint64 first, qint64 count, const std::function<bool(LogLine &&)> &visit) const
{
    const qint64 end = std::min(first + count, lineCount());
    if (first < 0 || first >= end)
        return;
    const LineMap::Mark mark = m_tasks.empty() ? m_index->markBefore(first) : m_lines.markBefore(first);
    HeadWalker walker(*m_reader, mark.offset, m_extent.end);
    for (qint64 line = mark.firstLine; line < end;) {
        const auto entry = walker.next();
        if (!entry)
            return;
        if (!isShown(entry->head.task))
            continue;
        const qint64 behind = line + m_index->linesOf(*entry);
        if (behind > first && !visitRecord(*entry, walker.read(*entry), line, {first, end}, visit))
            return;
        line = behind;
    }
}

bool LogSource::visitRecord(const IndexEntry &entry, const base::Expected<QByteArray> &bytes, qint64 line,
                            const Range &wanted, const LineVisitor &visit) const
{
    QByteArrayView rest = bytes ? QByteArrayView(*bytes) : QByteArrayView();
    const Cuts cuts = cutsOf(entry.head, rest);
    TerminalText terminal;
    const qint64 behind = line + m_index->linesOf(entry);
    if (m_index->isJoined(entry.headOffset()))
        terminal.show(takeLine(rest, cuts));
    for (bool isFirst = true; line < std::min(behind, wanted.end); ++line, isFirst = false) {
        const QByteArrayView before = rest;
        const QByteArrayView piece = takeLine(rest, cuts);
        if (line < wanted.first) {
            if (piece.contains('\x1b'))
                terminal.show(piece);
            continue;
        }
        LogLine shown{entry.head.task, entry.head.stream, entry.head.attempt,
                      entry.head.time, isFirst,           !bytes};
        shown.bytes = piece.toByteArray();
        if (bytes && entry.head.isOpen && line + 1 == behind) {
            const Continuation more = continuationOf(entry.headOffset());
            shown.bytes += more.bytes;
            shown.isOpen = more.isOpen;
            shown.isCut = more.isCut;
            shown.ahead = more.ahead;
        } else {
            shown.isCut = bytes && line + 1 < behind && before.size() - rest.size() == piece.size();
            shown.ahead = shown.isCut ? frontOf(rest, cuts) : QString();
        }
        shown.text = terminal.show(shown.bytes);
        if (!visit(std::move(shown)))
            return false;
    }
    return true;
}

LogSource::Continuation LogSource::continuationOf(quint64 offset) const
{
    Continuation more;
    more.last = offset;
    while (more.isOpen) {
        const auto next = m_index->nextOf(more.last);
        if (!next)
            break;
        HeadWalker walker(*m_reader, *next, m_extent.end);
        const auto entry = walker.next();
        const auto bytes = entry ? walker.read(*entry) : base::Expected<QByteArray>();
        if (!bytes || bytes->isEmpty())
            break; // not taken in yet, or spoilt
        const Cuts cuts = cutsOf(entry->head, *bytes);
        const qsizetype size = firstLineSize(*bytes, cuts);
        const QByteArrayView piece = withoutNewline(QByteArrayView(*bytes).first(size));
        more.bytes += piece;
        more.isCut = size < bytes->size() && piece.size() == size;
        more.ahead = more.isCut ? frontOf(QByteArrayView(*bytes).sliced(size), cuts) : QString();
        more.isOpen = size == bytes->size() && entry->head.isOpen;
        more.last = *next;
    }
    return more;
}

LogSource::Continuation LogSource::openLineOf(quint64 offset) const
{
    Continuation line = continuationOf(offset);
    HeadWalker walker(*m_reader, offset, m_extent.end);
    const auto entry = walker.next();
    if (const auto bytes = entry ? walker.read(*entry) : base::Expected<QByteArray>())
        line.bytes.prepend(QByteArrayView(*bytes).sliced(lastLineStart(*bytes, cutsOf(entry->head, *bytes))));
    return line;
}

std::vector<LogLine> LogSource::lines(qint64 first, qint64 count) const
{
    std::vector<LogLine> lines;
    visit(first, count, [&](LogLine &&line) {
        lines.push_back(std::move(line));
        return true;
    });
    return lines;
}

} // namespace regatta::spool
