#include "core/spool/log_pattern.h"

#include "core/spool/terminal_text.h"

namespace regatta::spool {

namespace {

/// PCRE2's own measure of effort (pcre2pattern(3), "Setting match resource limits"): about a millisecond a
/// line.
QString limited(const QString &expression)
{
    return QStringLiteral("(*LIMIT_MATCH=50000)(*LIMIT_DEPTH=5000)") + expression;
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
    const QRegularExpressionMatch match = m_expression->match(line);
    return match.isValid() ? std::optional(match.hasMatch()) : std::nullopt;
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

} // namespace regatta::spool
