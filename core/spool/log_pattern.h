#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <optional>
#include <utility>

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

    /// What stands in `text` and what its line goes on with may be one match: the first that begins in `text`
    /// and ends in `ahead`, as find() gives it, with all its length. Of an expression's match no more than
    /// `mostAcross` characters are looked at on either side: it can't be tried on lines without end.
    std::pair<qsizetype, qsizetype> findAcross(const QString &text, const QString &ahead) const;
    /// As much of the end of a text as findAcross() looks at, and of the front of what follows.
    QString tailOf(const QString &text) const;
    QString frontOf(const QString &ahead) const;
    static constexpr qsizetype mostAcross = 256;

    /// What to look for in bytes, if looking at bytes is enough; they are lower-case if the case makes no
    /// difference.
    const std::optional<QByteArray> &bytes() const { return m_bytes; }
    bool isCaseSensitive() const { return m_isCaseSensitive; }

private:
    /// How many characters of a match that goes across may stand on one side.
    qsizetype reach() const { return m_expression ? mostAcross : std::max<qsizetype>(0, m_words.size() - 1); }

    QString m_words;
    bool m_isCaseSensitive = false;
    std::optional<QRegularExpression> m_expression;
    std::optional<QByteArray> m_bytes;
};

} // namespace regatta::spool
