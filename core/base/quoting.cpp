#include "core/base/quoting.h"

#include <algorithm>

namespace regatta::base {

namespace {

bool isHarmless(QChar c)
{
    const ushort u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'_' ||
           u == u'-' || u == u'.' || u == u'/' || u == u':' || u == u'@' || u == u'%' || u == u'+' ||
           u == u',';
}

/// Inside single quotes every character stands for itself; what can't be there is written between them.
QString quotedWith(const QString &word, const QString &writtenQuote, const QString &writtenBackslash)
{
    QString quoted;
    quoted.reserve(word.size() + 8);
    quoted += u'\'';
    for (const QChar c : word) {
        if (c == u'\'')
            quoted += writtenQuote;
        else if (c == u'\\')
            quoted += writtenBackslash;
        else if (c != u'\0')
            quoted += c;
    }
    quoted += u'\'';
    return quoted;
}

/// Words that need it are quoted in this way.
template <typename Quote>
QString joined(const QStringList &words, Quote quote)
{
    QStringList quoted;
    quoted.reserve(words.size());
    for (const QString &word : words)
        quoted << (isHarmlessForPosixShell(word) ? word : quote(word));
    return quoted.join(u' ');
}

} // namespace

bool isHarmlessForPosixShell(const QString &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), isHarmless);
}

QString quotedForPosixShell(const QString &word)
{
    return isHarmlessForPosixShell(word) ? word : alwaysQuotedForPosixShell(word);
}

QString alwaysQuotedForPosixShell(const QString &word)
{
    return quotedWith(word, QStringLiteral("'\\''"), QStringLiteral("\\"));
}

QString posixCommandLine(const QStringList &words)
{
    return joined(words, alwaysQuotedForPosixShell);
}

QString posixCommandLineForSsh(const QStringList &words)
{
    return joined(words, [](const QString &word) {
        return quotedWith(word, QStringLiteral("'\"'\"'"), QStringLiteral("'\\\\'"));
    });
}

} // namespace regatta::base
