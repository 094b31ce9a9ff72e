#include "core/spool/log_pattern.h"

#include "core/spool/terminal_text.h"

#include <chrono>

#include <time.h>

namespace regatta::spool {

namespace {

/// PCRE2's own measure of effort (pcre2pattern(3), "Setting match resource limits"). It counts anew wherever
/// in the line a match might begin, and not what a single repetition runs over, so that it bounds a line by
/// the cube of its length only: x*x*[yz] takes 23 ms for 4,000 x, which is how much a log shows as one line,
/// and some seconds where PCRE2 has no just-in-time compiler. QRegularExpression can neither stop a match nor
/// limit where it begins, and pieces of a line would miss what reaches across them: see mostTime.
QString limited(const QString &expression)
{
    return QStringLiteral("(*LIMIT_MATCH=50000)(*LIMIT_DEPTH=5000)") + expression;
}

/// An expression that took longer on one line is not tried on others. Of this thread's own time: on a busy
/// machine it isn't to blame.
constexpr std::chrono::milliseconds mostTime{500};
/// Shorter lines can't take so long, and asking for the time would.
constexpr qsizetype longLine = 1'000;

std::chrono::nanoseconds threadTime()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace

LogPattern::LogPattern(const QString &words, Kind kind, bool caseSensitive)
    : m_words(words)
    , m_isCaseSensitive(caseSensitive)
{
    if (kind == Kind::Expression) {
        QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
        if (!caseSensitive)
            options |= QRegularExpression::CaseInsensitiveOption;
        m_expression.emplace(limited(words), options);
        m_expression->optimize();
        return;
    }
    const QByteArray bytes = words.toUtf8();
    if (isPlainAscii(bytes))
        m_bytes = caseSensitive ? bytes : bytes.toLower();
    else if (caseSensitive)
        m_bytes = bytes;
}

QString LogPattern::error() const
{
    return m_expression && !m_expression->isValid() ? m_expression->errorString() : QString();
}

std::optional<bool> LogPattern::matches(const QString &line) const
{
    if (!m_expression)
        return line.contains(m_words, m_isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
    const bool isLong = line.size() >= longLine;
    const auto begin = isLong ? threadTime() : std::chrono::nanoseconds();
    const QRegularExpressionMatch match = m_expression->match(line);
    if (!match.isValid() || (isLong && threadTime() - begin > mostTime))
        return std::nullopt;
    return match.hasMatch();
}

std::pair<qsizetype, qsizetype> LogPattern::find(const QString &line, qsizetype from) const
{
    if (isEmpty())
        return {-1, 0};
    if (!m_expression) {
        const auto sensitivity = m_isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
        return {line.indexOf(m_words, from, sensitivity), m_words.size()};
    }
    const QRegularExpressionMatch match = m_expression->match(line, from);
    if (!match.hasMatch())
        return {-1, 0};
    return {match.capturedStart(), match.capturedLength()};
}

// Halves of characters at the ends would be an error for PCRE2.

QString LogPattern::tailOf(const QString &text) const
{
    // What stands in front of where a match may begin shows that no line begins there.
    const QString tail = text.right(reach() + 1);
    return !tail.isEmpty() && tail.front().isLowSurrogate() ? text.right(reach() + 2) : tail;
}

QString LogPattern::frontOf(const QString &ahead) const
{
    const QString front = ahead.left(reach());
    return !front.isEmpty() && front.back().isHighSurrogate() ? front.chopped(1) : front;
}

std::pair<qsizetype, qsizetype> LogPattern::findAcross(const QString &text, const QString &ahead) const
{
    if (isEmpty() || ahead.isEmpty())
        return {-1, 0};
    const QString tail = tailOf(text);
    const QString both = tail + frontOf(ahead);
    qsizetype from = std::max<qsizetype>(0, tail.size() - reach());
    if (from < tail.size() && tail[from].isLowSurrogate())
        ++from;
    while (from < tail.size()) {
        const auto [at, length] = find(both, from);
        if (at < 0 || at >= tail.size())
            break;
        if (at + length > tail.size())
            return {text.size() - tail.size() + at, length};
        from = at + std::max<qsizetype>(length, 1);
    }
    return {-1, 0};
}

} // namespace regatta::spool
