#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace regatta::spool {

/// What is looked for in a log: words, or a regular expression whose effort is limited. A value.
class LogPattern
{
public:
    enum class Kind { Text, Expression };

    LogPattern() = default;
    LogPattern(const QString &words, Kind kind, bool caseSensitive);

    bool isEmpty() const { return m_words.isEmpty(); }
    const QString &words() const { return m_words; }
    bool isExpression() const { return m_expression.has_value(); }
    /// What is wrong with the expression, as the library says it; empty if nothing is.
    QString error() const;

    /// Unset: the expression took too much effort, and should not be tried again.
    std::optional<bool> matches(const QString &line) const;

    /// Where in a line it stands first, from `from` on: start and length; start -1: nowhere.
    std::pair<qsizetype, qsizetype> find(const QString &line, qsizetype from) const;

    /// What to look for in bytes, if looking at bytes is enough; they are lower-case if the case makes no
    /// difference.
    const std::optional<QByteArray> &bytes() const { return m_bytes; }
    bool isCaseSensitive() const { return m_isCaseSensitive; }

private:
    QString m_words;
    bool m_isCaseSensitive = false;
    std::optional<QRegularExpression> m_expression;
    std::optional<QByteArray> m_bytes;
};

} // namespace regatta::spool
