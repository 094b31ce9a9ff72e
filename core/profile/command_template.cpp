#include "core/profile/command_template.h"

#include "core/base/quoting.h"

#include <algorithm>
#include <utility>

namespace regatta::profile {

using base::ErrorCode;
using base::Expected;
using base::failure;

namespace {

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNameCharacter(QChar c)
{
    return isAsciiLetter(c) || (c >= u'0' && c <= u'9') || c == u'-';
}

/// "{{name}}" or "{{name|word}}" at the front of a text.
struct Match
{
    qsizetype length = 0; ///< 0: none
    QString name;
    QString filter;
    bool hasFilter = false;
};

class Matcher
{
public:
    explicit Matcher(QStringView text)
        : m_text(text)
    {}

    Match match()
    {
        Match found;
        if (!take(u"{{"))
            return {};
        skipBlanks();
        found.name = takeName();
        if (found.name.isEmpty())
            return {};
        skipBlanks();
        if (take(u"|")) {
            found.hasFilter = true;
            skipBlanks();
            found.filter = takeName();
            skipBlanks();
        }
        if (!take(u"}}"))
            return {};
        found.length = m_at;
        return found;
    }

private:
    bool take(QStringView word)
    {
        if (!m_text.mid(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == u' ' || m_text[m_at] == u'\t'))
            ++m_at;
    }

    QString takeName()
    {
        const qsizetype start = m_at;
        if (m_at < m_text.size() && isAsciiLetter(m_text[m_at])) {
            while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
                ++m_at;
        }
        return m_text.mid(start, m_at - start).toString();
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

bool isNumber(const QString &value)
{
    return std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

const QStringList &builtInPlaceholders()
{
    static const QStringList names = {
        QStringLiteral("host"), QStringLiteral("user"),    QStringLiteral("port"), QStringLiteral("index"),
        QStringLiteral("run"),  QStringLiteral("attempt"), QStringLiteral("slot")};
    return names;
}

bool isPlaceholderName(QStringView text)
{
    return !text.isEmpty() && isAsciiLetter(text.front()) &&
           std::all_of(text.begin(), text.end(), isNameCharacter);
}

Expected<CommandTemplate> CommandTemplate::parse(const QString &text, Values values)
{
    CommandTemplate result;
    result.m_text = text;
    ShellScanner scanner; // raw values are taken for plain words here; render() knows better
    Piece piece;
    const auto addLiteral = [&](QStringView literal) {
        piece.literal += literal;
        scanner.scan(literal);
    };

    for (qsizetype at = 0; at < text.size();) {
        const QStringView rest = QStringView(text).mid(at);
        if (rest.startsWith(u"{{{{")) {
            addLiteral(u"{{");
            at += 4;
            continue;
        }
        const Match match = rest.startsWith(u"{{") ? Matcher(rest).match() : Match();
        if (match.length == 0) {
            addLiteral(rest.left(1));
            ++at;
            continue;
        }
        piece.placeholderText = rest.left(match.length).toString();
        const bool isRaw = match.hasFilter || values == Values::AsTheyAre;
        piece.placeholder = Placeholder{match.name, isRaw, at};
        if (match.hasFilter && match.filter != u"raw")
            return failure(ErrorCode::InvalidPlaceholder, piece.placeholderText);
        if (!isRaw && scanner.place() == ShellScanner::Place::Joined)
            return failure(ErrorCode::UnquotablePlaceholder, piece.placeholderText);
        scanner.skipValue();
        result.m_placeholders.append(piece.placeholder);
        result.m_pieces.append(std::exchange(piece, Piece()));
        at += match.length;
    }
    result.m_pieces.append(piece);
    return result;
}

Expected<QString> CommandTemplate::render(const Lookup &lookup) const
{
    QString line;
    ShellScanner scanner;
    for (qsizetype i = 0; i < m_pieces.size(); ++i) {
        const Piece &piece = m_pieces[i];
        line += piece.literal;
        scanner.scan(piece.literal);
        if (piece.placeholderText.isEmpty())
            continue;

        const std::optional<QString> value = lookup(piece.placeholder.name);
        if (!value)
            return failure(ErrorCode::UnknownPlaceholder, piece.placeholderText);
        if (piece.placeholder.raw) {
            line += *value;
            scanner.scan(*value);
            continue;
        }
        const Expected<QString> word = quoted(*value, scanner, piece, textAfter(i));
        if (!word)
            return tl::unexpected(word.error());
        line += *word;
        scanner.skipValue();
    }
    return line;
}

Expected<QString> CommandTemplate::quoted(const QString &value, const ShellScanner &scanner,
                                          const Piece &piece, QStringView next) const
{
    const bool harmless = base::isHarmlessForPosixShell(value);
    switch (scanner.place()) {
    case ShellScanner::Place::Bare: {
        // "2" in front of ">" would be the number of a descriptor.
        const bool numbersDescriptor = isNumber(value) && (next.startsWith(u'<') || next.startsWith(u'>'));
        if (scanner.joinsExpansion() || numbersDescriptor)
            return base::alwaysQuotedForPosixShell(value);
        return base::quotedForPosixShell(value);
    }
    case ShellScanner::Place::SingleQuoted:
        return harmless || value.isEmpty() ? value : u'\'' + base::quotedForPosixShell(value) + u'\'';
    case ShellScanner::Place::DoubleQuoted:
        if ((harmless || value.isEmpty()) && !scanner.joinsExpansion())
            return value;
        return u'"' + base::quotedForPosixShell(value) + u'"';
    case ShellScanner::Place::Unsure:
        if (harmless)
            return value;
        break;
    case ShellScanner::Place::Joined:
        break;
    }
    return failure(ErrorCode::UnquotablePlaceholder, piece.placeholderText);
}

/// What follows the placeholder of a piece: its next character is enough. A value counts as a descriptor's
/// sign, so that whatever it turns out to be is safe.
QStringView CommandTemplate::textAfter(qsizetype piece) const
{
    const Piece &next = m_pieces[piece + 1];
    if (next.literal.isEmpty() && next.placeholder.raw)
        return u">";
    return next.literal;
}

} // namespace regatta::profile
