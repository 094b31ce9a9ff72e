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

QString textOf(QByteArrayView line)
{
    return plainTerminalText(withoutNewline(line));
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
        else
            m_open.remove(streamOf(entry->head)); // nobody knows how it goes on
        m_line += source.m_index->linesOf(*entry);
        m_found += matches.size() - before;
    }
    m_at = walker.offset();
    return !hasEnded();
}

void LogSearch::searchRecord(const LogSource &source, const IndexEntry &entry, QByteArrayView bytes,
                             std::vector<qint64> &matches)
{
    m_cuts = cutsOf(entry.head, bytes);
    std::optional<CutLine> before = goOn(source, entry, bytes, matches);
    const quint64 stream = streamOf(entry.head);
    if (bytes.isEmpty()) { // all of it belongs to a line that was open before
        if (!entry.head.isOpen)
            m_open.remove(stream);
        return;
    }
    m_open.remove(stream);
    const qsizetype whole = entry.head.isOpen ? lastLineStart(bytes, m_cuts) : bytes.size();
    if (whole > 0)
        searchAcross(before, textOf(bytes.first(firstLineSize(bytes, m_cuts))), matches);
    searchWholeLines(bytes.first(whole), matches);
    if (!entry.head.isOpen)
        return;
    OpenLine open{m_line + source.m_index->linesOf(entry) - 1, entry.headOffset()};
    open.attempt = entry.head.attempt;
    open.step = entry.head.step;
    open.before = whole > 0 ? lastCutLine(bytes.first(whole), open.line - 1, matches) : before;
    if (!searchOpenLine(source, open, matches))
        m_open.insert(stream, open);
}

std::optional<LogSearch::CutLine> LogSearch::goOn(const LogSource &source, const IndexEntry &entry,
                                                  QByteArrayView &bytes, std::vector<qint64> &matches)
{
    const bool isJoined = source.m_index->isJoined(entry.headOffset());
    bool isCut = true;
    if (isJoined && !bytes.isEmpty()) {
        const qsizetype size = firstLineSize(bytes, m_cuts);
        isCut = bytes[size - 1] != '\n';
        bytes = bytes.sliced(size);
    }
    const auto open = m_open.find(streamOf(entry.head));
    if (open == m_open.end())
        return std::nullopt;
    if (isJoined && open->last < entry.headOffset() && searchOpenLine(source, *open, matches)) {
        m_open.erase(open);
        return std::nullopt;
    }
    // What isn't joined goes on with it, too, if a log would show too much as one line.
    const bool goesOn = isJoined ? isCut && open->last == entry.headOffset()
                                 : open->attempt == entry.head.attempt && open->step == entry.head.step;
    return goesOn ? std::optional(CutLine{open->line, open->tail}) : std::nullopt;
}

std::optional<LogSearch::CutLine> LogSearch::lastCutLine(QByteArrayView bytes, qint64 line,
                                                         const std::vector<qint64> &matches) const
{
    const bool isMatch = !matches.empty() && matches.back() == line;
    if (isMatch || bytes.endsWith('\n'))
        return std::nullopt;
    return CutLine{line, m_pattern.tailOf(textOf(bytes.sliced(lastLineStart(bytes, m_cuts))))};
}

void LogSearch::searchAcross(std::optional<CutLine> &before, const QString &text,
                             std::vector<qint64> &matches) const
{
    if (!before || m_pattern.findAcross(before->tail, text).first < 0)
        return;
    matches.push_back(before->line);
    before.reset();
}

bool LogSearch::searchOpenLine(const LogSource &source, OpenLine &open, std::vector<qint64> &matches)
{
    const LogSource::Continuation line = source.openLineOf(open.offset);
    open.last = line.last;
    const QString text = textOf(line.bytes);
    searchAcross(open.before, text, matches);
    open.tail = m_pattern.tailOf(text);
    const auto isMatch = m_pattern.matches(text);
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
    QString shown;
    for (qint64 line = m_line; !bytes.isEmpty() && !m_stop.stop_requested(); ++line) {
        const qsizetype size = firstLineSize(bytes, m_cuts);
        const auto isMatch = matchesLine(bytes, size, shown);
        if (!isMatch) {
            m_hasExploded = true;
            return;
        }
        if (*isMatch)
            matches.push_back(line);
        bytes = bytes.sliced(size);
    }
}

std::optional<bool> LogSearch::matchesLine(QByteArrayView bytes, qsizetype size, QString &shown)
{
    const QByteArrayView line = bytes.first(size);
    const QByteArrayView rest = bytes.sliced(size);
    const bool isCut = !line.endsWith('\n') && !rest.isEmpty();
    const QString known = std::exchange(shown, {});
    const QByteArrayView ahead = isCut ? rest.first(firstLineSize(rest, m_cuts)) : QByteArrayView();
    if (m_pattern.bytes()) {
        const qsizetype reach = std::max<qsizetype>(0, m_pattern.bytes()->size() - 1);
        const QByteArrayView both = bytes.first(size + std::min(reach, ahead.size()));
        if (canBeSearchedAsBytes(both, *m_pattern.bytes()))
            return comparable(both).contains(*m_pattern.bytes());
    }
    const QString text = known.isNull() ? textOf(line) : known;
    const auto isMatch = m_pattern.matches(text);
    if (!isCut || isMatch.value_or(true))
        return isMatch;
    shown = textOf(ahead);
    return m_pattern.findAcross(text, shown).first >= 0;
}

void mergeMatches(std::vector<qint64> &matches, std::vector<qint64> found)
{
    std::sort(found.begin(), found.end());
    const auto middle = matches.insert(matches.end(), found.begin(), found.end());
    if (middle != matches.begin() && middle != matches.end() && *middle < *std::prev(middle))
        std::inplace_merge(matches.begin(), middle, matches.end());
}

} // namespace regatta::spool
