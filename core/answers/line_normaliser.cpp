#include "core/answers/line_normaliser.h"

#include <algorithm>
#include <utility>

namespace regatta::answers {

namespace {

/// Bytes that no honest text holds, so that nothing else can look like what was taken out.
constexpr char anyNumber = '\x01';
constexpr char anyName = '\x02';

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

/// "web1" is not what "web10" or "my-web1" say.
bool isOfName(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

void replaceName(QByteArray &line, const QByteArray &name)
{
    for (qsizetype at = line.indexOf(name); at >= 0; at = line.indexOf(name, at)) {
        const qsizetype end = at + name.size();
        const bool isWhole =
            (at == 0 || !isOfName(line[at - 1])) && (end == line.size() || !isOfName(line[end]));
        if (isWhole)
            line.replace(at, name.size(), QByteArray(1, anyName));
        ++at;
    }
}

QByteArray squeezed(const QByteArray &line, const AnswerOptions &options)
{
    QByteArray out(line.size(), Qt::Uninitialized); // it never gets longer
    char *const begin = out.data();
    char *end = begin;
    const auto endsWith = [&](char c) { return end != begin && end[-1] == c; };
    for (const char c : line) {
        if (options.ignoreNumbers && isDigit(c)) {
            if (!endsWith(anyNumber))
                *end++ = anyNumber;
        } else if (options.ignoreWhiteSpace && isSpace(c)) {
            if (end != begin && !endsWith(' '))
                *end++ = ' ';
        } else {
            *end++ = c;
        }
    }
    if (options.ignoreWhiteSpace && endsWith(' '))
        --end;
    out.truncate(end - begin);
    return out;
}

} // namespace

LineNormaliser::LineNormaliser(const AnswerOptions &options, QByteArrayList names)
    : m_options(options)
    , m_names(std::move(names))
{}

QByteArray LineNormaliser::normalised(QByteArrayView line) const
{
    QByteArray text = line.toByteArray();
    if (m_options.ignoreHostName) {
        for (const QByteArray &name : m_names)
            replaceName(text, name);
    }
    return m_options.ignoreNumbers || m_options.ignoreWhiteSpace ? squeezed(text, m_options) : text;
}

QByteArrayList namesOf(const QString &address)
{
    const QByteArray whole = address.toUtf8();
    if (whole.isEmpty())
        return {};
    const QByteArray label = whole.left(whole.indexOf('.'));
    const bool isNumber = std::all_of(label.begin(), label.end(), isDigit);
    if (isNumber || label.isEmpty() || label == whole || whole.contains(':'))
        return {whole};
    return {whole, label};
}

} // namespace regatta::answers
