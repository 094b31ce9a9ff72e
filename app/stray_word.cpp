#include "app/stray_word.h"

#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <numeric>
#include <vector>

namespace regatta::app {

namespace {

/// How many letters have to be put in, taken out or replaced (Levenshtein).
qsizetype distanceBetween(const QString &one, const QString &other)
{
    std::vector<qsizetype> row(size_t(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar letter : one) {
        qsizetype diagonal = row[0]++;
        for (size_t i = 1; i < row.size(); ++i) {
            const qsizetype replaced = diagonal + (letter == other[qsizetype(i) - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
        }
    }
    return row.back();
}

/// The verb that was meant, if one is close.
QString nearestVerb(const QString &word)
{
    const QStringList verbs{QStringLiteral("run"),   QStringLiteral("check"),   QStringLiteral("expand"),
                            QStringLiteral("retry"), QStringLiteral("history"), QStringLiteral("help")};
    constexpr qsizetype mostMistakes = 2; // two letters that changed places
    const auto nearest =
        std::min_element(verbs.begin(), verbs.end(), [&](const auto &one, const auto &other) {
            return distanceBetween(word, one) < distanceBetween(word, other);
        });
    const qsizetype mistakes = distanceBetween(word, *nearest);
    return mistakes <= mostMistakes && mistakes * 2 < word.size() ? *nearest : QString();
}

/// Those of the window that have no value. Qt has others of its own, most of which have one.
bool isFlag(const QString &option)
{
    const QStringList flags{QStringLiteral("--new-window"), QStringLiteral("--demo"),
                            QStringLiteral("--dark"), QStringLiteral("--light"), QStringLiteral("--")};
    return flags.contains(option) || option.contains(u'=');
}

} // namespace

QString complaintAboutStrayWord(const QStringList &words)
{
    bool isValue = false;
    for (const QString &word : words) {
        const bool isOption = word.startsWith(u'-');
        const bool isStray = !isOption && !isValue && !QFileInfo::exists(word);
        isValue = isOption && !isFlag(word);
        if (!isStray)
            continue;
        const QString sentence = QCoreApplication::translate("Main", "There is no verb and no file \"%1\".")
                                     .arg(text::neutralised(word));
        const QString verb = nearestVerb(word);
        return sentence + u' ' +
               (verb.isEmpty() ? QCoreApplication::translate("Main", "See regatta --help.")
                               : QCoreApplication::translate("Main", "Did you mean regatta %1?").arg(verb));
    }
    return {};
}

} // namespace regatta::app
