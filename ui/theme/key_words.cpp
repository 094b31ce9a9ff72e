#include "ui/theme/key_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace regatta::ui {

namespace {

struct KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(regatta::ui::KeyWords)
};

} // namespace

QString withKeys(const QString &words, const QKeySequence &keys)
{
    return KeyWords::tr("%1 (%2)").arg(words, keys.toString(QKeySequence::NativeText));
}

QString withoutMnemonic(QString text)
{
    static const QRegularExpression inBrackets(QStringLiteral("\\(&\\w\\)"));
    return text.remove(inBrackets).remove(u'&').remove(u'…');
}

} // namespace regatta::ui
