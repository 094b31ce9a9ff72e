#include "core/trust/changed_key.h"
#include "core/trust/host_names.h"
#include "tests/support/no_descriptors.h"
#include "tests/unit/trust/host_key_verifier_fixture.h"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

using namespace regatta::trust;
using namespace regatta::trust::fakes;
using namespace std::chrono_literals;
using regatta::base::Error;
using regatta::base::ErrorCode;
using regatta::base::Expected;
using ::testing::ElementsAre;

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
    answer(0, {HostKeyAnswer::AcceptForThisRun});
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
        answer(before, {HostKeyAnswer::Refuse});
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
