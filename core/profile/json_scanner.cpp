#include "core/profile/json_scanner.h"

#include "core/profile/profile_format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace regatta::profile {

using base::ErrorCode;

namespace {

bool isPlainKey(const QString &key)
{
    const auto isWordCharacter = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_' || c == u'-');
    };
    return !key.isEmpty() && std::all_of(key.begin(), key.end(), isWordCharacter);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

const char byteOrderMark[] = "\xEF\xBB\xBF";

} // namespace

/// The keys of one object so far. Most objects are small, and a big one must not take quadratic time.
class SeenKeys
{
public:
    bool insert(const QString &key)
    {
        const qsizetype before = m_keys.size();
        m_keys.insert(key);
        return m_keys.size() > before;
    }

private:
    QSet<QString> m_keys;
};

QString keyPath(const QString &parent, const QString &key)
{
    if (isPlainKey(key))
        return parent.isEmpty() ? key : parent + u'.' + key;
    QString escaped = key;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return parent + QStringLiteral("[\"") + escaped + QStringLiteral("\"]");
}

QString itemPath(const QString &parent, qsizetype index)
{
    return parent + u'[' + QString::number(index) + u']';
}

QByteArray withEscapedMarks(const QByteArray &json)
{
    // One at the start of the file belongs to the file.
    const qsizetype start = json.startsWith(byteOrderMark) ? qsizetype(std::size(byteOrderMark)) - 1 : 0;
    return json.sliced(start).replace(byteOrderMark, "\\ufeff");
}

TextPosition textPosition(const QByteArray &text, qsizetype offset)
{
    offset = std::clamp<qsizetype>(offset, 0, text.size());
    const auto end = text.begin() + offset;
    const int line = int(std::count(text.begin(), end, '\n')) + 1;
    qsizetype lineStart = offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    if (lineStart == 0 && text.startsWith(byteOrderMark))
        lineStart = std::min<qsizetype>(3, offset);
    const auto isFirstByte = [](char c) { return (c & 0xC0) != 0x80; };
    return {line, int(std::count_if(text.begin() + lineStart, end, isFirstByte)) + 1};
}

std::optional<JsonScanner::Failure> JsonScanner::scan(const QByteArray &text, const Visitor &visitor)
{
    m_text = text;
    m_visitor = visitor;
    m_at = text.startsWith(byteOrderMark) ? 3 : 0;
    m_path.clear();
    m_failure.reset();

    skipSpace();
    if (value(0)) {
        skipSpace();
        if (m_at < m_text.size())
            fail("end of file");
    }
    return m_failure;
}

bool JsonScanner::value(int level)
{
    if (level >= format::mostLevels)
        return fail("less nesting", ErrorCode::NestedTooDeeply);
    switch (peek()) {
    case '{':
        return object(level);
    case '[':
        return array(level);
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return isDigit(peek()) || peek() == '-' ? number() : fail("value");
    }
}

bool JsonScanner::object(int level)
{
    ++m_at;
    skipSpace();
    if (take('}'))
        return true;
    SeenKeys seen;
    for (;;) {
        if (!member(level, seen))
            return false;
        skipSpace();
        if (take('}'))
            return true;
        if (!expect(',', "\",\" | \"}\""))
            return false;
        skipSpace();
    }
}

bool JsonScanner::member(int level, SeenKeys &seen)
{
    const qsizetype keyStart = m_at;
    if (peek() != '"')
        return fail("\"key\"");
    if (!string())
        return false;
    const QString key = decoded(keyStart, m_at);
    skipSpace();
    if (!expect(':', "\":\""))
        return false;
    skipSpace();

    const qsizetype parentLength = m_path.size();
    m_path = keyPath(m_path, key);
    m_visitor({m_path, QStringView(m_path).left(parentLength), key, keyStart, m_at, !seen.insert(key)});
    const bool isSound = value(level + 1);
    m_path.truncate(parentLength);
    return isSound;
}

bool JsonScanner::array(int level)
{
    ++m_at;
    skipSpace();
    if (take(']'))
        return true;
    const qsizetype parentLength = m_path.size();
    for (qsizetype index = 0;; ++index) {
        m_path += u'[' + QString::number(index) + u']';
        m_visitor({m_path, QStringView(m_path).left(parentLength), QString(), -1, m_at, false});
        if (!value(level + 1))
            return false;
        m_path.truncate(parentLength);
        skipSpace();
        if (take(']'))
            return true;
        if (!expect(',', "\",\" | \"]\""))
            return false;
        skipSpace();
    }
}

bool JsonScanner::string()
{
    ++m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(c == '\n' ? "closing quote | \\n" : "\\u00XX");
        if (c == '\\') {
            if (!escape())
                return false;
        } else {
            ++m_at;
        }
    }
    return fail("closing quote");
}

bool JsonScanner::escape()
{
    ++m_at;
    const char c = peek();
    if (c == 'u') {
        const QByteArray digits = m_text.mid(m_at + 1, 4);
        const auto isHexadecimal = [](char d) {
            return QByteArrayView("0123456789abcdefABCDEF").contains(d);
        };
        if (digits.size() != 4 || !std::all_of(digits.begin(), digits.end(), isHexadecimal))
            return fail("\\uXXXX");
        m_at += 5;
        return true;
    }
    if (c == '\0' || !QByteArrayView("\"\\/bfnrt").contains(c))
        return fail("\\\" | \\\\ | \\/ | \\b | \\f | \\n | \\r | \\t | \\uXXXX");
    ++m_at;
    return true;
}

bool JsonScanner::number()
{
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        return digits();
    }
    return true;
}

bool JsonScanner::digits()
{
    const qsizetype start = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at > start || fail("digit");
}

bool JsonScanner::word(const char *text)
{
    const QByteArrayView expected(text);
    if (!QByteArrayView(m_text).sliced(m_at).startsWith(expected))
        return fail("value");
    m_at += expected.size();
    return true;
}

void JsonScanner::skipSpace()
{
    while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
        ++m_at;
}

bool JsonScanner::take(char c)
{
    if (m_at >= m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool JsonScanner::expect(char c, const char *expected)
{
    return take(c) || fail(expected);
}

bool JsonScanner::fail(const char *expected, ErrorCode code)
{
    m_failure = Failure{code, m_at, QString::fromLatin1(expected)};
    return false;
}

QString JsonScanner::decoded(qsizetype start, qsizetype end) const
{
    const QByteArray literal = m_text.mid(start, end - start);
    if (!literal.contains('\\'))
        return QString::fromUtf8(literal.mid(1, literal.size() - 2));
    return QJsonDocument::fromJson('[' + literal + ']').array().at(0).toString();
}

} // namespace regatta::profile
