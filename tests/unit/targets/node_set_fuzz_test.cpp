#include "core/targets/folding.h"
#include "core/targets/node_set.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace regatta;
using namespace regatta::targets;

namespace {

const GroupLookup groups = groupsFrom({{QStringLiteral("a"), {QStringLiteral("a[0-9],@b")}},
                                       {QStringLiteral("b"), {QStringLiteral("b1!@0")}},
                                       {QStringLiteral("0"), {QStringLiteral("@a")}},
                                       {QStringLiteral("1"), {QStringLiteral("0,1[0-1]")}}});

QString randomText(QRandomGenerator &random, const QStringList &tokens, int most)
{
    QString text;
    for (int i = random.bounded(most); i >= 0; --i)
        text += tokens.at(random.bounded(int(tokens.size())));
    return text;
}

/// Any text is answered; what is accepted is sound, and folds back to itself.
void check(const QString &expression)
{
    const auto expansion = expand(expression, groups);
    if (!expansion) {
        EXPECT_GE(expansion.error().position, 0);
        EXPECT_LE(expansion.error().position, std::max<qsizetype>(expression.size(), 10)); // 10: in a group
        return;
    }
    if (expansion->targets.isEmpty())
        return;
    for (const model::Target &target : expansion->targets) {
        ASSERT_FALSE(target.name.isEmpty());
        ASSERT_FALSE(target.name.startsWith(u'-'));
        ASSERT_FALSE(target.user.startsWith(u'-'));
    }
    if (expansion->targets.size() > 5'000)
        return;
    const QString folded = fold(expansion->targets);
    const auto back = expand(folded);
    ASSERT_TRUE(back) << folded.toStdString();
    ASSERT_EQ(back->targets, expansion->targets) << folded.toStdString();
}

} // namespace

TEST(NodeSetFuzz, AnyTextOfTheSyntaxIsAnswered)
{
    QRandomGenerator random(42);
    const QStringList tokens =
        QStringLiteral("a b - . : :: @ [ [ ] ] , , ! & ^ / 0 1 9 10 007 1-3 [1-3] [0-9/3] % # é").split(u' ')
        << QStringLiteral(" ") << QStringLiteral("\t") << QString(QChar(u'\0'));
    for (int round = 0; round < 5'000; ++round) {
        const QString text = randomText(random, tokens, 24);
        SCOPED_TRACE(text.toStdString());
        ASSERT_NO_FATAL_FAILURE(check(text));
    }
}

TEST(NodeSetFuzz, SoundLookingTextIsAnswered)
{
    QRandomGenerator random(43);
    const QStringList tokens =
        QStringLiteral("web db n[1-3] [1-3] [01-12] x[0-9/3] , , ! & ^ @a @1 :22 u@ [::1] ::1 7 a")
            .split(u' ');
    for (int round = 0; round < 5'000; ++round) {
        const QString text = randomText(random, tokens, 9);
        SCOPED_TRACE(text.toStdString());
        ASSERT_NO_FATAL_FAILURE(check(text));
    }
}
