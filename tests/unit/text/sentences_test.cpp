#include "ui/text/sentences.h"

#include "ui/text/names.h"

#include <gtest/gtest.h>

#include <QSet>
#include <QTranslator>

namespace regatta::text {
namespace {

using base::ErrorCode;

std::vector<ErrorCode> allCodes()
{
    std::vector<ErrorCode> codes;
    for (int code = 0; code <= int(ErrorCode::Internal); ++code)
        codes.push_back(ErrorCode(code));
    return codes;
}

TEST(Sentences, EveryCodeHasItsOwnSentence)
{
    QSet<QString> facts;
    for (const ErrorCode code : allCodes())
        facts.insert(whatHappened({code, {}}));
    EXPECT_EQ(size_t(facts.size()), allCodes().size());
}

TEST(Sentences, EveryCodeButAWishedForEndSaysWhatToDo)
{
    for (const ErrorCode code : allCodes())
        EXPECT_EQ(whatToDo({code, {}}).isEmpty(), code == ErrorCode::Cancelled) << int(code);
}

TEST(Sentences, TheDetailStandsInTheSentence)
{
    EXPECT_EQ(sentence(base::Error{ErrorCode::ConnectionRefused, QStringLiteral("10.0.0.5 port 22")}),
              QStringLiteral("The host refused the connection: 10.0.0.5 port 22. "
                             "Check the port, and that sshd runs there."));
}

TEST(Sentences, ASpoolIsNothingThatAPersonWrote)
{
    for (const ErrorCode code : {ErrorCode::SpoolDamaged, ErrorCode::SpoolNewer}) {
        const QString words = sentence(base::Error{code, QStringLiteral("/runs/a.spool")});
        EXPECT_TRUE(words.contains(u"hosts printed: /runs/a.spool") ||
                    words.contains(u"damaged: /runs/a.spool"))
            << words.toStdString();
        EXPECT_FALSE(words.contains(u"orrect") || words.contains(u"\"regatta\"")) << words.toStdString();
    }
}

TEST(Sentences, AProblemOfThePlanNamesItsKey)
{
    const engine::PlanProblem problem{{ErrorCode::InvalidRange, QStringLiteral("a[3-1]")},
                                      QStringLiteral("targets[2]")};
    EXPECT_TRUE(sentence(problem).startsWith(QStringLiteral("targets[2]: This isn't a range: a[3-1].")))
        << sentence(problem).toStdString();
    const engine::PlanProblem evil{{ErrorCode::EmptyValue, {}}, QStringLiteral("caps.\x1b[2J")};
    EXPECT_FALSE(sentence(evil).contains(u'\x1b'));
}

TEST(Sentences, AChangedHostKeyComesWithTheCommandThatRemovesTheKnownOne)
{
    const base::Error changed{ErrorCode::HostKeyChanged,
                              QStringLiteral("known: A (f:1), shown: B\nssh-keygen -R '[a]:2222'")};
    EXPECT_EQ(whatHappened(changed), QStringLiteral("The host's key is not the one that is known: "
                                                    "known: A (f:1), shown: B"));
    EXPECT_EQ(whatToDo(changed),
              QStringLiteral("Find out why before anything else: it may be another machine. If the change "
                             "is right, remove the known key: ssh-keygen -R '[a]:2222'"));
    const QString file(2000, u'f');
    EXPECT_TRUE(
        whatToDo({ErrorCode::HostKeyChanged, QStringLiteral("x\nssh-keygen -R ") + file}).endsWith(file))
        << "a command isn't cut";
    EXPECT_FALSE(whatToDo({ErrorCode::HostKeyChanged, QStringLiteral("two keys")}).contains(u"ssh-keygen"));
}

TEST(Sentences, WhatAHostSaysIsNeutralised)
{
    const QString evil = QStringLiteral("ok\x1b[2Jnot\u202e ok\nnext");
    EXPECT_EQ(neutralised(evil), QStringLiteral("ok·[2Jnot· ok next"));
    EXPECT_EQ(neutralised(QString(600, u'a')).size(), 500);
    EXPECT_TRUE(neutralised(QString(600, u'a')).endsWith(u'…'));
}

TEST(Sentences, AReasonFitsANarrowColumn)
{
    model::AttemptResult result;
    result.outcome = model::Outcome::Succeeded;
    EXPECT_EQ(shortReason(result), QString());
    result.outcome = model::Outcome::CommandFailed;
    result.exitCode = 1;
    EXPECT_EQ(shortReason(result), QStringLiteral("exit 1"));
    result.exitCode.reset();
    result.signal = "KILL";
    EXPECT_EQ(shortReason(result), QStringLiteral("signal KILL"));
    result = {};
    result.outcome = model::Outcome::Unreachable;
    result.error = base::Error{ErrorCode::ConnectionRefused, {}};
    EXPECT_EQ(shortReason(result), QStringLiteral("refused"));
}

TEST(Names, EveryOutcomeHasItsOwnWord)
{
    QSet<QString> words;
    for (int outcome = 0; outcome < model::outcomeCount; ++outcome)
        words.insert(outcomeName(model::Outcome(outcome)));
    EXPECT_EQ(words.size(), model::outcomeCount);
}

TEST(Names, ACountOfOutcomesReadsAsAPhrase)
{
    QTranslator english;
    ASSERT_TRUE(english.load(QStringLiteral(":/regatta/translations/regatta_en.qm")));
    const auto countOf = [&english](const char *source, int tasks) {
        return english.translate("regatta::text::Names", source, nullptr, tasks);
    };
    EXPECT_EQ(countOf("%Ln host key(s) refused", 1), QStringLiteral("%Ln host key refused"));
    EXPECT_EQ(countOf("%Ln host key(s) refused", 2), QStringLiteral("%Ln host keys refused"));
    QSet<QString> words;
    for (int outcome = 0; outcome < model::outcomeCount; ++outcome) {
        const QString phrase = text::countOf(model::Outcome(outcome), 2);
        EXPECT_TRUE(phrase.startsWith(u"2 ")) << phrase.toStdString();
        words.insert(phrase);
    }
    EXPECT_EQ(words.size(), model::outcomeCount);
}

} // namespace
} // namespace regatta::text
