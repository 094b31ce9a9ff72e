#include "core/spool/log_search.h"

#include "core/spool/line_pieces.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace regatta::spool {

namespace {

/// Whether `isHarmless` holds for what follows each `c`; not if nothing does.
template <typename IsHarmless>
bool isAlwaysHarmless(QByteArrayView bytes, char c, IsHarmless isHarmless)
{
    while (const void *found = std::memchr(bytes.data(), c, size_t(bytes.size()))) {
        bytes = bytes.sliced(static_cast<const char *>(found) - bytes.data() + 1);
        if (bytes.isEmpty() || !isHarmless(static_cast<quint8>(bytes.front())))
            return false;
    }
    return true;
}

/// Whether looking for `wanted` in the bytes finds what looking at what a terminal shows of them would.
bool canBeSearchedAsBytes(QByteArrayView bytes, const QByteArray &wanted)
{
    const auto has = [&](char c) { return std::memchr(bytes.data(), c, size_t(bytes.size())) != nullptr; };
    if (has('\x1b') || has('\b'))
        return false;
    // A terminal shows spaces in place of a tab.
    if ((wanted.contains(' ') || wanted.contains('\t')) && has('\t'))
        return false;
    const auto endsLine = [](quint8 next) { return next == '\n'; };
    const auto isLetter = [](quint8 next) { return next >= 0xa0; }; // below, it is a control character
    return isAlwaysHarmless(bytes, '\r', endsLine) && isAlwaysHarmless(bytes, '\xc2', isLetter);
}

constexpr std::array<char, 256> lowerCase = [] {
    std::array<char, 256> table{};
    for (size_t c = 0; c < table.size(); ++c)
        table.at(c) = char(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    return table;
}();

} // namespace

bool LogSearch::searchOn(const LogSource &source, quint64 mostBytes, std::vector<qint64> &matches)
{
    HeadWalker walker(*source.m_reader, m_at, source.m_extent.end);
    while (walker.offset() - m_at < mostBytes && !hasEnded()) {
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
    return !hasEnded();
}

void LogSearch::searchRecord(const LogSource &source, const IndexEntry &entry, QByteArrayView bytes,
                             std::vector<qint64> &matches)
{
    const quint64 stream =
        quint64(entry.head.task.value) * 2 + (entry.head.stream == model::OutputStream::Stderr ? 1 : 0);
    m_cuts = cutsOf(entry.head, bytes);
    if (source.m_index->isJoined(entry.headOffset())) {
        bytes = bytes.isEmpty() ? bytes : bytes.sliced(firstLineSize(bytes, m_cuts));
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
    searchWholeLines(bytes.first(lastLineStart(bytes, m_cuts)), matches);
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
    if (m_pattern.bytes() && canBeSearchedAsBytes(bytes, *m_pattern.bytes()))
        searchBytes(comparable(bytes), matches);
    else
        searchLines(bytes, matches);
}

QByteArrayView LogSearch::comparable(QByteArrayView bytes)
{
    if (m_pattern.isCaseSensitive())
        return bytes;
    m_lowered.resize(bytes.size());
    std::transform(bytes.begin(), bytes.end(), m_lowered.begin(),
                   [](char c) { return lowerCase[static_cast<quint8>(c)]; });
    return m_lowered;
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
        qsizetype lineEnd = lineStart + firstLineSize(bytes.sliced(lineStart), m_cuts);
        for (; lineEnd <= at; ++line) {
            lineStart = lineEnd;
            lineEnd = lineStart + firstLineSize(bytes.sliced(lineStart), m_cuts);
        }
        matches.push_back(line);
        from = lineEnd;
    }
}

void LogSearch::searchLines(QByteArrayView bytes, std::vector<qint64> &matches)
{
    for (qint64 line = m_line; !bytes.isEmpty() && !m_stop.stop_requested(); ++line) {
        const qsizetype size = firstLineSize(bytes, m_cuts);
        const auto isMatch = matchesLine(bytes.first(size));
        if (!isMatch) {
            m_hasExploded = true;
            return;
        }
        if (*isMatch)
            matches.push_back(line);
        bytes = bytes.sliced(size);
    }
}

std::optional<bool> LogSearch::matchesLine(QByteArrayView line)
{
    if (m_pattern.bytes() && canBeSearchedAsBytes(line, *m_pattern.bytes()))
        return comparable(line).contains(*m_pattern.bytes());
    return m_pattern.matches(TerminalText().show(withoutNewline(line)).text);
}

void mergeMatches(std::vector<qint64> &matches, std::vector<qint64> found)
{
    std::sort(found.begin(), found.end());
    const auto middle = matches.insert(matches.end(), found.begin(), found.end());
    if (middle != matches.begin() && middle != matches.end() && *middle < *std::prev(middle))
        std::inplace_merge(matches.begin(), middle, matches.end());
}

} // namespace regatta::spool
