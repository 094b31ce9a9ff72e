#include "tests/unit/trust/host_key_verifier_fixture.h"

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using namespace std::chrono_literals;
using regatta::base::Error;
using regatta::base::ErrorCode;

namespace {

constexpr auto refuse = HostKeyAnswer::Refuse;
constexpr auto forThisRun = HostKeyAnswer::AcceptForThisRun;
constexpr auto forGood = HostKeyAnswer::AcceptForGood;

} // namespace

TEST_F(HostKeyVerifierTest, AsksAboutAllThatComeShortlyAfterEachOther)
{
    const auto web1 = verify("web1", ed25519Key(1));
    pass(299ms);
    const auto web2 = verify("web2", ed25519Key(2));
    pass(299ms);
    EXPECT_EQ(questions(), 0u);
    pass(1ms);
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(m_prompter.questions[0].hosts,
              (QList<UnknownHost>{{"web1", 22, ed25519Key(1)}, {"web2", 22, ed25519Key(2)}}));
    answer(0, {forThisRun, refuse});
    EXPECT_TRUE(web1->isAccepted());
    EXPECT_EQ(web2->refusal(), ErrorCode::HostKeyUnknown);
    EXPECT_EQ(written(), QByteArray());
}

TEST_F(HostKeyVerifierTest, GathersNoLongerThanTenSeconds)
{
    for (int i = 0; i < 99; ++i) {
        verify("web" + QString::number(i), ed25519Key(quint32(i)));
        pass(100ms);
    }
    EXPECT_EQ(questions(), 0u);
    verify("last", ed25519Key(200));
    pass(100ms);
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(askedHosts(0).size(), 100);
}

TEST_F(HostKeyVerifierTest, AsksOneQuestionAtATime)
{
    verify("web1", ed25519Key(1));
    pass(300ms);
    const auto web2 = verify("web2", ed25519Key(2));
    const auto web3 = verify("web3", ed25519Key(3));
    pass(1h);
    ASSERT_EQ(questions(), 1u);
    write(knownHostsLine("web4", ed25519Key(4)));
    EXPECT_TRUE(verify("web4", ed25519Key(4))->isAccepted()) << "who is known doesn't wait for the question";
    answer(0, {refuse});
    ASSERT_EQ(questions(), 2u) << "they have waited long enough";
    EXPECT_EQ(askedHosts(1), (QStringList{"web2", "web3"}));
    answer(1, {forThisRun, forThisRun});
    EXPECT_TRUE(web2->isAccepted());
    EXPECT_TRUE(web3->isAccepted());
}

TEST_F(HostKeyVerifierTest, OneRowForAHostThatIsAskedTwice)
{
    const auto first = verify("web1", ed25519Key(1));
    const auto second = verify("WEB1", ed25519Key(1));
    pass(300ms);
    const auto third = verify("web1", ed25519Key(1));
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(askedHosts(0), QStringList{"web1"});
    answer(0, {forThisRun});
    EXPECT_TRUE(first->isAccepted());
    EXPECT_TRUE(second->isAccepted());
    EXPECT_TRUE(third->isAccepted());
    pass(1h);
    EXPECT_EQ(questions(), 1u);
}

TEST_F(HostKeyVerifierTest, PortsAreHostsOfTheirOwn)
{
    auto other = request("web1", ed25519Key(2));
    other.port = 2222;
    verify("web1", ed25519Key(1));
    const auto second = verify(other);
    pass(300ms);
    ASSERT_EQ(questions(), 1u);
    answer(0, {refuse, forGood});
    EXPECT_TRUE(second->isAccepted());
    EXPECT_EQ(written(), knownHostsLine("[web1]:2222", ed25519Key(2)));
}

TEST_F(HostKeyVerifierTest, AsksOnceAboutAHostThatHasSeveralNamesAndSaysThem)
{
    for (const char *name : {"n07", "n06", "n07", "10.0.0.5", ""}) {
        HostKeyRequest named = request("10.0.0.5", ed25519Key(1));
        named.writtenAs = QString::fromLatin1(name);
        verify(named);
    }
    pass(300ms);
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(m_prompter.questions[0].hosts,
              (QList<UnknownHost>{{"10.0.0.5", 22, ed25519Key(1), {"n07", "n06"}}}));
}

TEST_F(HostKeyVerifierTest, RefusesBothKeysOfAHostThatShowsTwo)
{
    const auto first = verify("web1", ed25519Key(1));
    const auto bystander = verify("web2", ed25519Key(2));
    const auto second = verify("web1", ed25519Key(9));
    EXPECT_EQ(second->verdict.error(),
              (Error{ErrorCode::HostKeyChanged, "shown: ED25519 " + fingerprint(ed25519Key(1)) +
                                                    ", then: ED25519 " + fingerprint(ed25519Key(9))}));
    pass(300ms);
    EXPECT_EQ(first->refusal(), ErrorCode::HostKeyChanged);
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(askedHosts(0), QStringList{"web2"});
    EXPECT_EQ(verify("web1", ed25519Key(1))->refusal(), ErrorCode::HostKeyChanged) << "nor later in this run";
    answer(0, {forThisRun});
    EXPECT_TRUE(bystander->isAccepted());
}

TEST_F(HostKeyVerifierTest, RefusesBothKeysEvenWhileThePersonIsLookingAtOne)
{
    const auto first = verify("web1", ed25519Key(1));
    const auto bystander = verify("web2", ed25519Key(2));
    pass(300ms);
    EXPECT_EQ(verify("web1", ed25519Key(9))->refusal(), ErrorCode::HostKeyChanged);
    pass(0s);
    EXPECT_EQ(first->refusal(), ErrorCode::HostKeyChanged);
    answer(0, {forGood, forGood});
    EXPECT_EQ(first->times, 1);
    EXPECT_TRUE(bystander->isAccepted()) << "answers keep their order";
    EXPECT_EQ(written(), knownHostsLine("web2", ed25519Key(2)));
}

TEST_F(HostKeyVerifierTest, ForThisRunHoldsUntilForgotten)
{
    verify("web1", ed25519Key(1));
    pass(300ms);
    answer(0, {forThisRun});
    EXPECT_TRUE(verify("web1", ed25519Key(1))->isAccepted());
    EXPECT_EQ(verify("web1", ed25519Key(2))->refusal(), ErrorCode::HostKeyChanged);
    m_verifier->forgetRunDecisions();
    EXPECT_FALSE(verify("web1", ed25519Key(1))->atOnce);
}

TEST_F(HostKeyVerifierTest, ForGoodOutlastsTheRun)
{
    verify("web1", ed25519Key(1));
    pass(300ms);
    answer(0, {forGood});
    EXPECT_EQ(written(), knownHostsLine("web1", ed25519Key(1)));
    m_verifier->forgetRunDecisions();
    EXPECT_TRUE(verify("web1", ed25519Key(1))->isAccepted());
}

TEST_F(HostKeyVerifierTest, ForgettingKeepsWhatIsStillToBeWritten)
{
    verify("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
    m_verifier->forgetRunDecisions();
    EXPECT_EQ(verify("web1", ed25519Key(2), HostKeyPolicy::AcceptNew)->refusal(), ErrorCode::HostKeyChanged);
}

TEST_F(HostKeyVerifierTest, DoesntAskWhatTheFilesHaveLearntMeanwhile)
{
    write("# so that the file is there\n");
    const auto web1 = verify("web1", ed25519Key(1));
    const auto web2 = verify("web2", ed25519Key(2));
    const auto web3 = verify("web3", ed25519Key(3));
    write(knownHostsLine("web1", ed25519Key(1)) + knownHostsLine("web2", ed25519Key(9)));
    pass(300ms);
    EXPECT_TRUE(web1->isAccepted());
    EXPECT_EQ(web2->refusal(), ErrorCode::HostKeyChanged);
    ASSERT_EQ(questions(), 1u);
    EXPECT_EQ(askedHosts(0), QStringList{"web3"});
    write("@revoked " + knownHostsLine("*", ed25519Key(3)));
    answer(0, {forGood});
    EXPECT_EQ(web3->refusal(), ErrorCode::HostKeyRevoked);
}

TEST_F(HostKeyVerifierTest, TakesOneAnswerAndReadsMissingOnesAsNo)
{
    const auto web1 = verify("web1", ed25519Key(1));
    const auto web2 = verify("web2", ed25519Key(2));
    pass(300ms);
    answer(0, {forThisRun});
    EXPECT_TRUE(web1->isAccepted());
    EXPECT_EQ(web2->refusal(), ErrorCode::HostKeyUnknown);
    const auto again = verify("web2", ed25519Key(2));
    pass(300ms);
    ASSERT_EQ(questions(), 2u);
    answer(0, {forThisRun});
    EXPECT_EQ(again->times, 0) << "the first question's answer is none to the second";
    EXPECT_EQ(web1->times + web2->times, 2);
}

TEST_F(HostKeyVerifierTest, RefusesWhoStillWaitsWhenItEnds)
{
    const auto open = verify("web1", ed25519Key(1));
    pass(300ms);
    const auto gathering = verify("web2", ed25519Key(2));
    verify("web3", ed25519Key(3));
    const auto withdrawn = verify("web3", ed25519Key(4));
    m_verifier.reset();
    EXPECT_EQ(open->refusal(), ErrorCode::Cancelled);
    EXPECT_EQ(gathering->refusal(), ErrorCode::Cancelled);
    EXPECT_EQ(withdrawn->refusal(), ErrorCode::HostKeyChanged);
    m_prompter.questions[0].answer({forGood});
    EXPECT_EQ(open->times, 1) << "an answer may come too late";
    EXPECT_EQ(written(), QByteArray());
}
