#include "core/trust/credentials.h"

#include "tests/unit/trust/trust_fakes.h"

#include <gtest/gtest.h>

namespace regatta::trust {
namespace {

using Asked = LogInQuestion::Kind;
using fakes::NotingPrompter;

LogInQuestion passwordOf(const char *account)
{
    return {Asked::Password, QString::fromLatin1(account), {}, {{QString(), false}}};
}

LogInQuestion passphraseOf(const char *file)
{
    return {Asked::Passphrase, QString::fromLatin1(file), {}, {{QString(), false}}};
}

LogInAnswer word(const char *text, bool forAll = false)
{
    return {{Secret(text)}, forAll};
}

class CredentialsTest : public ::testing::Test
{
protected:
    Credentials::Request ask(const LogInQuestion &question, std::vector<LogInAnswer> &answers)
    {
        return credentials.ask(question,
                               [&answers](const LogInAnswer &answer) { answers.push_back(answer); });
    }

    void answer(const LogInAnswer &given)
    {
        ASSERT_FALSE(prompter.logIns.empty());
        const auto open = std::move(prompter.logIns.front());
        prompter.logIns.erase(prompter.logIns.begin());
        open.answer(given);
    }

    NotingPrompter prompter;
    Credentials credentials{&prompter};
    std::vector<LogInAnswer> one;
    std::vector<LogInAnswer> two;
    std::vector<LogInAnswer> three;
};

} // namespace

TEST_F(CredentialsTest, AsksOneQuestionAtATimeInOrder)
{
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passwordOf("ops@b"), two);
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_EQ(prompter.logIns.front().question.subject, QStringLiteral("ops@a"));
    answer(word("x"));
    ASSERT_EQ(one.size(), 1);
    EXPECT_EQ(one.front().words.first().bytes(), "x");
    EXPECT_TRUE(two.empty());
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_EQ(prompter.logIns.front().question.subject, QStringLiteral("ops@b"));
    answer(word("y"));
    EXPECT_EQ(two.front().words.first().bytes(), "y");
}

TEST_F(CredentialsTest, SaysHowManyWaitForTheAnswerByNow)
{
    auto first = ask(passwordOf("ops@a"), one);
    ASSERT_EQ(prompter.logIns.size(), 1);
    const LogInQuestion::Waiting waiting = prompter.logIns.front().question.waiting;
    EXPECT_EQ(waiting.now(), 0);
    auto second = ask(passwordOf("ops@b"), two);
    const auto key = ask(passphraseOf("/k"), three);
    EXPECT_EQ(waiting.now(), 1) << "only those whom the answer may serve";
    const auto third = ask(passwordOf("ops@c"), three);
    EXPECT_EQ(waiting.now(), 2) << "who came while the person types counts";
    second.reset();
    EXPECT_EQ(waiting.now(), 1);
    first.reset();
    EXPECT_EQ(waiting.now(), 0) << "nobody waits for it any more";
}

TEST_F(CredentialsTest, OneAnswerServesAllWhoWaitAndWhoComeLater)
{
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passwordOf("ops@b"), two);
    answer(word("x", true));
    EXPECT_EQ(two.size(), 1);
    const auto third = ask(passwordOf("ops@c"), three);
    EXPECT_EQ(three.size(), 1);
    EXPECT_TRUE(prompter.logIns.empty());
}

TEST_F(CredentialsTest, WhoWasRefusedWithItIsAskedAgain)
{
    const auto first = ask(passwordOf("ops@a"), one);
    answer(word("x", true));
    LogInQuestion again = passwordOf("ops@b");
    again.wasWrong = true;
    const auto second = ask(again, two);
    EXPECT_TRUE(two.empty());
    EXPECT_EQ(prompter.logIns.size(), 1);
}

TEST_F(CredentialsTest, DecliningForAllEndsAllSuchQuestions)
{
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passwordOf("ops@b"), two);
    answer({{}, true});
    EXPECT_FALSE(two.front().isGiven());
    const auto third = ask(passwordOf("ops@c"), three);
    EXPECT_FALSE(three.front().isGiven());
}

TEST_F(CredentialsTest, APassphraseIsAskedForOnceAKey)
{
    const auto first = ask(passphraseOf("/k"), one);
    const auto second = ask(passphraseOf("/k"), two);
    const auto third = ask(passphraseOf("/other"), three);
    answer(word("x"));
    EXPECT_EQ(one.size(), 1);
    EXPECT_EQ(two.size(), 1);
    EXPECT_TRUE(three.empty());
}

TEST_F(CredentialsTest, AKeyThatNobodyOpensIsNotAskedAboutAgain)
{
    const auto first = ask(passphraseOf("/k"), one);
    answer({});
    const auto second = ask(passphraseOf("/k"), two);
    EXPECT_EQ(two.size(), 1);
    EXPECT_TRUE(prompter.logIns.empty());
    credentials.forgetRunDecisions();
    const auto third = ask(passphraseOf("/k"), three);
    EXPECT_TRUE(three.empty());
    EXPECT_EQ(prompter.logIns.size(), 1);
}

TEST_F(CredentialsTest, ACodeServesNobodyElse)
{
    LogInQuestion code{Asked::Interactive, QStringLiteral("ops@a"), {}, {{QStringLiteral("Code:"), true}}};
    const auto first = ask(code, one);
    const auto second = ask(code, two);
    answer(word("123", true));
    EXPECT_EQ(one.size(), 1);
    EXPECT_TRUE(two.empty());
}

TEST_F(CredentialsTest, AWithdrawnQuestionGoesAndTheNextOneComes)
{
    auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passwordOf("ops@b"), two);
    first.reset();
    EXPECT_EQ(prompter.withdrawn, 1);
    answer({}); // the dialog was closed
    EXPECT_TRUE(one.empty());
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_EQ(prompter.logIns.front().question.subject, QStringLiteral("ops@b"));
}

TEST_F(CredentialsTest, WithoutAnybodyTheAnswerIsNone)
{
    Credentials alone(nullptr);
    EXPECT_FALSE(alone.canAsk());
    const auto request =
        alone.ask(passwordOf("ops@a"), [this](const LogInAnswer &answer) { one.push_back(answer); });
    ASSERT_EQ(one.size(), 1);
    EXPECT_FALSE(one.front().isGiven());
}

namespace {

class CredentialsWithStore : public CredentialsTest
{
protected:
    using CredentialsTest::ask;

    Credentials::Request ask(const LogInQuestion &question, std::vector<LogInAnswer> &answers)
    {
        auto request =
            keeping.ask(question, [&answers](const LogInAnswer &answer) { answers.push_back(answer); });
        store.answer();
        return request;
    }

    static LogInAnswer kept(LogInAnswer answer)
    {
        answer.isToBeKept = true;
        return answer;
    }

    static LogInQuestion again(LogInQuestion question)
    {
        question.wasWrong = true;
        return question;
    }

    fakes::NotingStore store;
    Credentials keeping{&prompter, &store};
};

} // namespace

TEST_F(CredentialsWithStore, WhatItHasIsTriedBeforeAnybodyIsAsked)
{
    store.secrets = {{QStringLiteral("password ops@a"), "x"}, {QStringLiteral("passphrase /key"), "y"}};
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passphraseOf("/key"), two);
    EXPECT_TRUE(prompter.logIns.empty());
    ASSERT_EQ(one.size(), 1);
    ASSERT_EQ(two.size(), 1);
    EXPECT_EQ(one.front().words.first().bytes(), "x");
    EXPECT_EQ(two.front().words.first().bytes(), "y");
    const auto third = ask(passwordOf("ops@b"), three);
    EXPECT_TRUE(three.empty()) << "another account has another password";
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_TRUE(prompter.logIns.front().question.canBeKept);
}

TEST_F(CredentialsWithStore, NothingIsKeptUnlessThePersonWantsIt)
{
    const auto first = ask(passwordOf("ops@a"), one);
    answer(word("x"));
    EXPECT_TRUE(store.secrets.isEmpty());
    const auto second = ask(passwordOf("ops@b"), two);
    answer(kept(word("y")));
    EXPECT_EQ(store.secrets, (QMap<QString, QByteArray>{{QStringLiteral("password ops@b"), "y"}}));
}

TEST_F(CredentialsWithStore, WhatServesAllIsKeptForEachThatItServes)
{
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(passwordOf("ops@b"), two);
    answer(kept(word("x", true)));
    const auto third = ask(passwordOf("ops@c"), three);
    EXPECT_EQ(three.size(), 1);
    EXPECT_EQ(store.secrets.keys(),
              (QStringList{QStringLiteral("password ops@a"), QStringLiteral("password ops@b"),
                           QStringLiteral("password ops@c")}));
}

TEST_F(CredentialsWithStore, WhatIsWrongIsTakenOutAndAskedFor)
{
    store.secrets = {{QStringLiteral("password ops@a"), "old"}};
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second = ask(again(passwordOf("ops@a")), two);
    EXPECT_TRUE(store.secrets.isEmpty());
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_TRUE(prompter.logIns.front().question.canBeKept);
    answer(kept(word("new")));
    EXPECT_EQ(store.secrets.value(QStringLiteral("password ops@a")), "new");
    const auto third = ask(again(passwordOf("ops@a")), three);
    EXPECT_TRUE(store.secrets.isEmpty()) << "nor is what turned out to be wrong";
}

TEST_F(CredentialsWithStore, ACodeIsNeverLookedUpNorKept)
{
    const LogInQuestion code{
        Asked::Interactive, QStringLiteral("ops@a"), {}, {{QStringLiteral("Code:"), true}}};
    const auto first = ask(code, one);
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_FALSE(prompter.logIns.front().question.canBeKept);
    answer(kept(word("4711")));
    EXPECT_TRUE(store.secrets.isEmpty());
}

TEST_F(CredentialsWithStore, AStoreThatIsNotThereIsNotOffered)
{
    const auto first = keeping.ask(passwordOf("ops@a"), [](const LogInAnswer &) {});
    ASSERT_EQ(store.readings.size(), 1);
    EXPECT_TRUE(prompter.logIns.empty());
    store.readings.front().done({});
    ASSERT_EQ(prompter.logIns.size(), 1);
    EXPECT_FALSE(prompter.logIns.front().question.canBeKept);
}

TEST_F(CredentialsWithStore, WhoIsGoneIsNotLookedUpForAnybody)
{
    auto first = keeping.ask(passwordOf("ops@a"), [this](const LogInAnswer &given) { one.push_back(given); });
    first.reset();
    store.secrets = {{QStringLiteral("password ops@a"), "x"}};
    store.answer();
    EXPECT_TRUE(one.empty());
    EXPECT_TRUE(prompter.logIns.empty());
}

TEST_F(CredentialsWithStore, WhoWaitsForItIsServedByWhatWasSaidMeanwhile)
{
    const auto first = ask(passwordOf("ops@a"), one);
    const auto second =
        keeping.ask(passwordOf("ops@b"), [this](const LogInAnswer &given) { two.push_back(given); });
    answer(word("x", true));
    EXPECT_TRUE(two.empty());
    store.answer();
    ASSERT_EQ(two.size(), 1);
    EXPECT_EQ(two.front().words.first().bytes(), "x");
    EXPECT_TRUE(prompter.logIns.empty());
}

TEST_F(CredentialsTest, AnAccountsPasswordForSudoServesAllItsTasks)
{
    const LogInQuestion become{Asked::Become, QStringLiteral("ops@a"), {}, {{QString(), false}}};
    const auto first = ask(become, one);
    const auto second = ask(become, two);
    const auto login = ask(passwordOf("ops@a"), three);
    answer(word("x"));
    ASSERT_EQ(one.size(), 1);
    ASSERT_EQ(two.size(), 1) << "it is the same account";
    EXPECT_TRUE(three.empty()) << "that is another question";
    const auto later = credentials.knownAnswer(become);
    ASSERT_TRUE(later);
    EXPECT_EQ(later->words.first(), Secret("x"));
}

TEST_F(CredentialsTest, WhoWasRefusedGetsAnotherAnswerThatIsKnownByNow)
{
    LogInQuestion become{Asked::Become, QStringLiteral("ops@a"), {}, {{QString(), false}}};
    const auto first = ask(become, one);
    answer(word("wrong", true));
    become.wasWrong = true;
    become.subject = QStringLiteral("ops@b");
    EXPECT_FALSE(credentials.knownAnswer(become, Secret("wrong")));
    const auto second = ask(become, two);
    answer(word("right", true));
    become.subject = QStringLiteral("ops@c");
    const auto known = credentials.knownAnswer(become, Secret("wrong"));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->words.first(), Secret("right"));
    credentials.forgetRunDecisions();
    become.wasWrong = false;
    EXPECT_FALSE(credentials.knownAnswer(become));
}

} // namespace regatta::trust
