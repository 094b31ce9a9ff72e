#include "core/trust/host_key_verifier.h"

#include "core/trust/changed_key.h"
#include "core/trust/host_names.h"
#include "tests/support/no_descriptors.h"
#include "tests/unit/trust/key_maker.h"
#include "tests/unit/trust/trust_fakes.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <optional>
#include <thread>

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using namespace std::chrono_literals;
using regatta::base::Error;
using regatta::base::ErrorCode;
using regatta::base::Expected;
using ::testing::ElementsAre;

namespace {

/// What one caller of verify() was told.
struct Told
{
    int times = 0;
    bool atOnce = false;
    Expected<void> verdict;

    bool isAccepted() const { return times == 1 && verdict.has_value(); }
    std::optional<ErrorCode> refusal() const
    {
        return times == 1 && !verdict ? std::optional(verdict.error().code) : std::nullopt;
    }
};

class HostKeyVerifierTest : public ::testing::Test
{
protected:
    void write(const QByteArray &bytes)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(bytes);
    }

    QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    HostKeyRequest request(const QString &host, const HostKey &key, HostKeyPolicy policy = HostKeyPolicy::Ask)
    {
        return {.host = host,
                .key = key,
                .policy = policy,
                .knownHostsFiles = {m_path, m_folder.filePath("none")}};
    }

    std::shared_ptr<Told> verify(const HostKeyRequest &request)
    {
        auto told = std::make_shared<Told>();
        told->atOnce = m_verifier->verify(request, [told](Expected<void> verdict) {
            ++told->times;
            told->verdict = std::move(verdict);
        });
        EXPECT_EQ(told->atOnce, told->times == 1);
        return told;
    }

    std::shared_ptr<Told> verify(const QString &host, const HostKey &key,
                                 HostKeyPolicy policy = HostKeyPolicy::Ask)
    {
        return verify(request(host, key, policy));
    }

    void pass(regatta::base::Duration duration) { m_scheduler->advance(duration); }
    size_t questions() const { return m_prompter.questions.size(); }
    QStringList askedHosts(size_t question) const
    {
        QStringList hosts;
        for (const UnknownHost &host : m_prompter.questions.at(question).hosts)
            hosts.append(host.host);
        return hosts;
    }
    void answer(size_t question, const QList<HostKeyAnswer> &answers)
    {
        m_prompter.questions.at(question).answer(answers);
        pass(0s);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath("known_hosts");
    NotingPrompter m_prompter;
    ManualScheduler *m_scheduler = new ManualScheduler; // the verifier's
    std::unique_ptr<HostKeyVerifier> m_verifier =
        std::make_unique<HostKeyVerifier>(&m_prompter, std::unique_ptr<Scheduler>(m_scheduler));
};

constexpr auto refuse = HostKeyAnswer::Refuse;
constexpr auto forThisRun = HostKeyAnswer::AcceptForThisRun;
constexpr auto forGood = HostKeyAnswer::AcceptForGood;

} // namespace

TEST_F(HostKeyVerifierTest, DecidesAtOnceWhatTheFilesKnow)
{
    write(knownHostsLine("web1", ed25519Key(1)) + knownHostsLine("web2", ed25519Key(2)) + "@revoked " +
          knownHostsLine("*", ed25519Key(3)) + "@cert-authority " + knownHostsLine("*.org", ed25519Key(4)));
    for (const auto policy : {HostKeyPolicy::Ask, HostKeyPolicy::Strict, HostKeyPolicy::AcceptNew}) {
        EXPECT_TRUE(verify("web1", ed25519Key(1), policy)->isAccepted());
        EXPECT_EQ(
            verify("web2", ed25519Key(9), policy)->verdict.error(),
            (Error{ErrorCode::HostKeyChanged, "known: ED25519 " + fingerprint(ed25519Key(2)) + " (" + m_path +
                                                  ":2), shown: ED25519 " + fingerprint(ed25519Key(9)) +
                                                  "\nssh-keygen -f " + m_path + " -R web2"}));
        EXPECT_EQ(verify("web2", rsaKey(9), policy)->refusal(), ErrorCode::HostKeyChanged);
        EXPECT_EQ(verify("web1", ed25519Key(3), policy)->verdict.error(),
                  (Error{ErrorCode::HostKeyRevoked, fingerprint(ed25519Key(3)) + ", " + m_path + ":3"}));
        EXPECT_EQ(verify("a.org", ed25519Key(1), policy)->verdict.error(),
                  (Error{ErrorCode::HostCertificateNeeded, m_path + ":4"}));
    }
    pass(1h);
    EXPECT_EQ(questions(), 0u);
    EXPECT_TRUE(m_verifier->needsHostCertificate("a.org", 22, {m_path}));
    EXPECT_THAT(*m_verifier->knownKeyTypes("web1", 22, {m_path}), ElementsAre("ssh-ed25519"));
}

TEST_F(HostKeyVerifierTest, StrictRefusesTheUnknown)
{
    EXPECT_EQ(verify("web1", ed25519Key(1), HostKeyPolicy::Strict)->verdict.error(),
              (Error{ErrorCode::HostKeyUnknown, "ssh-ed25519, " + fingerprint(ed25519Key(1))}));
}

TEST_F(HostKeyVerifierTest, StrictIsNotSatisfiedByWhatIsOnlyRemembered)
{
    const auto asked = verify("web1", ed25519Key(1));
    pass(300ms);
    answer(0, {forThisRun});
    EXPECT_TRUE(asked->isAccepted());
    EXPECT_EQ(verify("web1", ed25519Key(1), HostKeyPolicy::Strict)->refusal(), ErrorCode::HostKeyUnknown);
}

TEST_F(HostKeyVerifierTest, RefusesTheUnknownIfNobodyCanBeAsked)
{
    m_verifier = std::make_unique<HostKeyVerifier>(nullptr);
    EXPECT_EQ(verify("web1", ed25519Key(1))->refusal(), ErrorCode::HostKeyUnknown);
}

TEST_F(HostKeyVerifierTest, AcceptNewAcceptsAndWrites)
{
    EXPECT_TRUE(verify("web1", ed25519Key(1), HostKeyPolicy::AcceptNew)->isAccepted());
    EXPECT_TRUE(verify("web1", ed25519Key(1), HostKeyPolicy::AcceptNew)->isAccepted());
    EXPECT_EQ(verify("web1", ed25519Key(2), HostKeyPolicy::AcceptNew)->refusal(), ErrorCode::HostKeyChanged);
    EXPECT_EQ(verify("web1", rsaKey(1), HostKeyPolicy::AcceptNew)->refusal(), ErrorCode::HostKeyChanged);
    pass(0s);
    EXPECT_EQ(written(), knownHostsLine("web1", ed25519Key(1)));
    EXPECT_EQ(questions(), 0u);
}

TEST_F(HostKeyVerifierTest, WritesWhatItAcceptedBeforeItEnds)
{
    auto hashed = request("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
    hashed.hashNames = true;
    verify(hashed);
    EXPECT_EQ(written(), QByteArray());
    m_verifier.reset();
    EXPECT_TRUE(written().startsWith("|1|"));
}

TEST_F(HostKeyVerifierTest, AcceptNewAcceptsNothingWhileAFileCantBeRead)
{
    auto unreadable = request("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
    unreadable.knownHostsFiles.append(m_folder.path());
    EXPECT_EQ(verify(unreadable)->verdict.error(), (Error{ErrorCode::FileUnreadable, m_folder.path()}));
    ASSERT_EQ(m_verifier->problems().size(), 1);
    EXPECT_EQ(m_verifier->problems().first().code, ErrorCode::FileUnreadable);
}

TEST_F(HostKeyVerifierTest, SaysNothingOfAHostWhileAFileLacksADescriptor)
{
    write(knownHostsLine("web1", ed25519Key(1)));
    for (const auto policy : {HostKeyPolicy::Strict, HostKeyPolicy::AcceptNew, HostKeyPolicy::Ask}) {
        const regatta::tests::NoDescriptors shortage;
        EXPECT_EQ(verify("web1", ed25519Key(1), policy)->verdict.error(),
                  (Error{ErrorCode::DescriptorsExhausted, m_path}));
        EXPECT_EQ(m_verifier->knownKeyTypes("web1", 22, {m_path}).error().code,
                  ErrorCode::DescriptorsExhausted);
    }
    EXPECT_TRUE(verify("web1", ed25519Key(1), HostKeyPolicy::Strict)->isAccepted());
}

TEST_F(HostKeyVerifierTest, AKeyThatCantBeWrittenIsAcceptedForThisRunAndReported)
{
    auto unwritable = request("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
    unwritable.knownHostsFiles = {m_folder.filePath("no/such/folder")};
    EXPECT_TRUE(verify(unwritable)->isAccepted());
    pass(0s);
    ASSERT_EQ(m_verifier->problems().size(), 1);
    EXPECT_EQ(m_verifier->problems().first().code, ErrorCode::FileUnwritable);
}

TEST_F(HostKeyVerifierTest, AcceptNewAsksWhereNothingRemembers)
{
    const QString link = m_folder.filePath("link");
    ASSERT_TRUE(QFile::link("/dev/null", link));
    for (const QString &file : {QString("/dev/null"), link, m_folder.path()}) {
        auto forgetful = request("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
        forgetful.knownHostsFiles = {file, m_path};
        const size_t before = questions();
        const auto asked = verify(forgetful);
        EXPECT_EQ(asked->times, 0) << file.toStdString();
        pass(300ms);
        ASSERT_EQ(questions(), before + 1);
        answer(before, {refuse});
        EXPECT_EQ(asked->refusal(), ErrorCode::HostKeyUnknown);
        forgetful.asksNobody = true;
        EXPECT_EQ(verify(forgetful)->refusal(), ErrorCode::HostKeyUnknown);
    }
    write(knownHostsLine("web1", ed25519Key(1)));
    pass(1s); // files are looked at once a second
    auto known = request("web1", ed25519Key(1), HostKeyPolicy::AcceptNew);
    known.knownHostsFiles = {"/dev/null", m_path};
    EXPECT_TRUE(verify(known)->isAccepted()) << "the system's file knows it";
    EXPECT_TRUE(rememberNewKeys({m_folder.filePath("not yet there")}));
}

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

TEST_F(HostKeyVerifierTest, SaysHowTheKeyThatHasChangedIsFiled)
{
    write(knownHostsLine("[10.0.0.5]:2222", ed25519Key(1)));
    HostKeyRequest request = this->request("10.0.0.5", rsaKey(2));
    request.port = 2222;
    const QString detail = verify(request)->verdict.error().detail;
    EXPECT_TRUE(detail.contains("shown: RSA " + fingerprint(rsaKey(2)))) << detail.toStdString();
    EXPECT_TRUE(detail.endsWith("\nssh-keygen -f " + m_path + " -R '[10.0.0.5]:2222'"))
        << detail.toStdString();
}

TEST(ChangedKey, NamesNoFileWhereSshKeygenKnowsIt)
{
    EXPECT_TRUE(changedKeyError({"RSA", defaultKnownHostsFiles().first(), 3, "RSA", "web1"})
                    .detail.endsWith("\nssh-keygen -R web1"));
    EXPECT_TRUE(changedKeyError({"RSA", "/etc/it's", 3, "RSA", "web1"})
                    .detail.endsWith("\nssh-keygen -f '/etc/it'\\''s' -R web1"));
}

TEST(ChangedKey, TakesNoWordsFromTheHost)
{
    EXPECT_TRUE(keyName({"ssh-evil\nrm -rf /", "x"}).startsWith("unknown SHA256:"));
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

namespace {

/// Answers from a thread of its own, as a window does.
class AcceptingPrompter final : public Prompter
{
public:
    ~AcceptingPrompter() override { join(); }

    void join()
    {
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }

    void askAboutHostKeys(QList<UnknownHost> hosts, std::function<void(QList<HostKeyAnswer>)> answer) override
    {
        m_threads.emplace_back([count = hosts.size(), answer = std::move(answer)] {
            answer(QList<HostKeyAnswer>(count, HostKeyAnswer::AcceptForGood));
        });
    }

    void askToLogIn(LogInQuestion, std::function<void(LogInAnswer)> answer) override { answer({}); }
    void withdrawLogInQuestion() override {}

private:
    std::vector<std::thread> m_threads;
};

} // namespace

TEST_F(HostKeyVerifierTest, GivesEachOfManyThreadsItsVerdict)
{
    write(knownHostsLine("known", ed25519Key(0)));
    AcceptingPrompter prompter;
    std::atomic<int> accepted = 0;
    std::promise<void> all;
    constexpr int threadCount = 8;
    constexpr int hostCount = 50;
    {
        HostKeyVerifier verifier(&prompter);
        const auto count = [&](Expected<void> verdict) {
            EXPECT_TRUE(verdict) << verdict.error().detail.toStdString();
            if (++accepted == threadCount * hostCount * 3)
                all.set_value();
        };
        std::vector<std::thread> threads;
        for (int i = 0; i < threadCount; ++i) {
            threads.emplace_back([&] {
                for (quint32 host = 0; host < hostCount; ++host) {
                    verifier.verify(request("known", ed25519Key(0)), count);
                    verifier.verify(request(QString("ask%1").arg(host), ed25519Key(host)), count);
                    verifier.verify(
                        request(QString("new%1").arg(host), ed25519Key(host), HostKeyPolicy::AcceptNew),
                        count);
                    verifier.knownKeyTypes("known", 22, {m_path});
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        EXPECT_EQ(all.get_future().wait_for(30s), std::future_status::ready);
        prompter.join();
    }
    EXPECT_EQ(written().count('\n'), 1 + 2 * hostCount) << "each host once";
}

TEST_F(HostKeyVerifierTest, EndsWhileManyWait)
{
    AcceptingPrompter prompter;
    std::atomic<int> told = 0;
    {
        HostKeyVerifier verifier(&prompter);
        for (quint32 host = 0; host < 100; ++host)
            verifier.verify(request(QString("ask%1").arg(host), ed25519Key(host)),
                            [&](Expected<void>) { ++told; });
    }
    EXPECT_EQ(told, 100);
}
