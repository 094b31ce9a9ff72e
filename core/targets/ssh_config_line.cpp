#include "core/targets/ssh_config_line.h"

#include <utility>

namespace regatta::targets {

QStringList wordsOfConfigLine(const QString &line)
{
    QStringList words;
    QString word;
    bool isWord = false;
    bool isQuoted = false;
    bool hadEquals = false;
    const auto end = [&] {
        if (isWord)
            words << std::exchange(word, {});
        isWord = false;
    };
    for (const QChar c : line) {
        const bool isEquals =
            c == u'=' && !hadEquals && words.size() + (isWord ? 1 : 0) == 1 && (isWord == words.isEmpty());
        if (c == u'"') {
            isQuoted = !isQuoted;
            isWord = true;
        } else if (!isQuoted && c == u'#' && !isWord) {
            break;
        } else if (!isQuoted && (c.isSpace() || isEquals)) {
            end();
            hadEquals |= isEquals;
        } else {
            word += c;
            isWord = true;
        }
    }
    end();
    return words;
}

bool matchesPattern(QStringView name, QStringView pattern, Qt::CaseSensitivity sensitivity)
{
    const auto isEqual = [sensitivity](QChar one, QChar other) {
        return one == other || (sensitivity == Qt::CaseInsensitive && one.toLower() == other.toLower());
    };
    qsizetype n = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype retryAt = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            retryAt = n;
        } else if (p < pattern.size() && (pattern[p] == u'?' || isEqual(pattern[p], name[n]))) {
            ++p;
            ++n;
        } else if (star >= 0) { // the last "*" takes one more
            p = star + 1;
            n = ++retryAt;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace regatta::targets
