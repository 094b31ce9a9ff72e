#include "core/spool/log_source.h"

#include "core/spool/line_pieces.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace regatta::spool {

namespace {

/// Whether what a terminal shows may be something else than the bytes.
bool needsTerminal(QByteArrayView bytes)
{
    const auto has = [&](char c) { return std::memchr(bytes.data(), c, size_t(bytes.size())) != nullptr; };
    return has('\x1b') || has('\r') || has('\b') || has('\t') || has('\xc2');
}

/// Cuts the first line off, without its newline.
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype size = rest.isEmpty() ? 0 : firstLineSize(rest);
    const QByteArrayView line = withoutNewline(rest.first(size));
    rest = rest.sliced(size);
    return line;
}

constexpr std::array<char, 256> lowerCase = [] {
    std::array<char, 256> table{};
    for (size_t c = 0; c < table.size(); ++c)
        table.at(c) = char(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    return table;
}();

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
    TerminalText terminal;
    const qint64 behind = line + m_index->linesOf(entry);
    if (m_index->isJoined(entry.headOffset()))
        terminal.show(takeLine(rest));
    for (bool isFirst = true; line < std::min(behind, wanted.end); ++line, isFirst = false) {
        const QByteArrayView piece = takeLine(rest);
        if (line < wanted.first) {
            if (piece.contains('\x1b'))
                terminal.show(piece);
            continue;
        }
        LogLine shown{entry.head.task, entry.head.stream, entry.head.time, isFirst, !bytes};
        shown.bytes = piece.toByteArray();
        if (bytes && entry.head.isOpen && line + 1 == behind) {
            const Continuation more = continuationOf(entry.headOffset());
            shown.bytes += more.bytes;
            shown.isOpen = more.isOpen;
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
        const qsizetype size = firstLineSize(*bytes);
        more.bytes += withoutNewline(QByteArrayView(*bytes).first(size));
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
        line.bytes.prepend(QByteArrayView(*bytes).sliced(lastLineStart(*bytes)));
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

bool LogSearch::searchOn(const LogSource &source, quint64 mostBytes, std::vector<qint64> &matches)
{
    HeadWalker walker(*source.m_reader, m_at, source.m_extent.end);
    while (walker.offset() - m_at < mostBytes && !hasExploded() && !isFull()) {
        const auto entry = walker.next();
        if (!entry) {
            m_at = walker.offset();
            return false;
        }
        if (!source.isShown(entry->head.task))
            continue;
        const size_t before = matches.size();
        if (const auto bytes = walker.read(*entry))
            searchRecord(source, *entry, *bytes, matches);
        m_line += source.m_index->linesOf(*entry);
        m_found += matches.size() - before;
    }
    m_at = walker.offset();
    return !hasExploded() && !isFull();
}

void LogSearch::searchRecord(const LogSource &source, const IndexEntry &entry, QByteArrayView bytes,
                             std::vector<qint64> &matches)
{
    const quint64 stream =
        quint64(entry.head.task.value) * 2 + (entry.head.stream == model::OutputStream::Stderr ? 1 : 0);
    if (source.m_index->isJoined(entry.headOffset())) {
        takeLine(bytes);
        const auto open = m_open.find(stream);
        if (open != m_open.end() && open->last < entry.headOffset() && searchOpenLine(source, *open, matches))
            m_open.erase(open);
    }
    if (!entry.head.isOpen) {
        m_open.remove(stream);
        searchWholeLines(bytes, matches);
        return;
    }
    if (bytes.isEmpty())
        return; // all of it belongs to a line that was open before
    searchWholeLines(bytes.first(lastLineStart(bytes)), matches);
    OpenLine open{m_line + source.m_index->linesOf(entry) - 1, entry.headOffset()};
    if (searchOpenLine(source, open, matches))
        m_open.remove(stream);
    else
        m_open.insert(stream, open);
}

bool LogSearch::searchOpenLine(const LogSource &source, OpenLine &open, std::vector<qint64> &matches)
{
    const LogSource::Continuation line = source.openLineOf(open.offset);
    open.last = line.last;
    const auto isMatch = m_pattern.matches(TerminalText().show(line.bytes).text);
    m_hasExploded = m_hasExploded || !isMatch;
    if (isMatch.value_or(false))
        matches.push_back(open.line);
    return isMatch.value_or(false);
}

void LogSearch::searchWholeLines(QByteArrayView bytes, std::vector<qint64> &matches)
{
    if (bytes.isEmpty())
        return;
    if (!m_pattern.bytes() || needsTerminal(bytes)) {
        searchLines(bytes, matches);
        return;
    }
    if (m_pattern.isCaseSensitive()) {
        searchBytes(bytes, matches);
        return;
    }
    m_lowered.resize(bytes.size());
    std::transform(bytes.begin(), bytes.end(), m_lowered.begin(),
                   [](char c) { return lowerCase[static_cast<quint8>(c)]; });
    searchBytes(m_lowered, matches);
}

void LogSearch::searchBytes(QByteArrayView bytes, std::vector<qint64> &matches)
{
    const QByteArray &wanted = *m_pattern.bytes();
    qint64 line = m_line;
    qsizetype lineStart = 0;
    for (qsizetype from = 0; from < bytes.size();) {
        const void *found = ::memmem(bytes.data() + from, size_t(bytes.size() - from), wanted.constData(),
                                     size_t(wanted.size()));
        if (!found)
            return;
        const qsizetype at = static_cast<const char *>(found) - bytes.data();
        qsizetype lineEnd = lineStart + firstLineSize(bytes.sliced(lineStart));
        for (; lineEnd <= at; ++line) {
            lineStart = lineEnd;
            lineEnd = lineStart + firstLineSize(bytes.sliced(lineStart));
        }
        matches.push_back(line);
        from = lineEnd;
    }
}

void LogSearch::searchLines(QByteArrayView bytes, std::vector<qint64> &matches)
{
    TerminalText terminal;
    for (qint64 line = m_line; !bytes.isEmpty(); ++line) {
        const qsizetype size = firstLineSize(bytes);
        const auto isMatch = m_pattern.matches(terminal.show(withoutNewline(bytes.first(size))).text);
        if (!isMatch) {
            m_hasExploded = true;
            return;
        }
        if (*isMatch)
            matches.push_back(line);
        bytes = bytes.sliced(size);
    }
}

void mergeMatches(std::vector<qint64> &matches, std::vector<qint64> found)
{
    std::sort(found.begin(), found.end());
    const auto middle = matches.insert(matches.end(), found.begin(), found.end());
    if (middle != matches.begin() && middle != matches.end() && *middle < *std::prev(middle))
        std::inplace_merge(matches.begin(), middle, matches.end());
}

} // namespace regatta::spool
