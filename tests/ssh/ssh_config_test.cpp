#include "core/transport/ssh_config/config_patterns.h"
#include "core/transport/ssh_config/option_parser.h"
#include "core/transport/ssh_config/ssh_config.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>

using namespace regatta::transport;
using regatta::base::ErrorCode;
using regatta::trust::HostKeyPolicy;

namespace {

/// A configuration in a folder of its own, asked about with the real ssh program.
class SshConfigTest : public testing::Test
{
protected:
    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }

    HostAnswer ask(const QByteArray &text, const QString &host, const QString &user = {}, quint16 port = 0)
    {
        return config().lookUpNow(write(QStringLiteral("config"), text), {{host, user, port}}).front();
    }

    HostOptions options(const QByteArray &text, const QString &host)
    {
        const HostAnswer answer = ask(text, host);
        EXPECT_TRUE(answer && *answer);
        return answer && *answer ? **answer : HostOptions{};
    }

    /// Their names, in order; or what is wrong with them.
    QStringList jumpHosts(const QByteArray &text, const QString &host, const QString &jump = {})
    {
        const HostAnswer answer =
            config().lookUpNow(write(QStringLiteral("config"), text), {{host, {}, 0, jump}}).front();
        if (!answer)
            return {answer.error().detail};
        QStringList names;
        for (const JumpHost &one : (*answer)->jumpHosts)
            names << one.host;
        return names;
    }

    /// An ssh that notes each time that it is asked.
    SshConfig countingConfig()
    {
        const QString program =
            write(QStringLiteral("ssh"),
                  "#!/bin/sh\necho x >> '" + m_folder.path().toUtf8() + "/asked'\nexec ssh \"$@\"\n");
        QFile(program).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return SshConfig(settings(program));
    }

    qsizetype timesAsked() const
    {
        QFile file(m_folder.filePath(QStringLiteral("asked")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
    }

    SshConfig config() { return SshConfig(settings(QStringLiteral("ssh"))); }
    SshConfig::Settings settings(const QString &program) const
    {
        SshConfig::Settings settings;
        settings.program = program;
        settings.home = m_folder.path();
        return settings;
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(SshConfigTest, SaysWhatConcernsAConnection)
{
    const HostOptions options = this->options("Host db\n"
                                              "  HostName 10.0.0.7\n  Port 2222\n  User ops\n"
                                              "  HostKeyAlias database\n  IdentitiesOnly yes\n"
                                              "  IdentityFile /keys/%h\n  IdentityFile /keys/two\n"
                                              "  UserKnownHostsFile /kh1 /kh2\n"
                                              "  GlobalKnownHostsFile none\n"
                                              "  StrictHostKeyChecking accept-new\n"
                                              "  HashKnownHosts yes\n  ConnectTimeout 7\n"
                                              "  ProxyJump jump.example.org\n"
                                              "  KexAlgorithms curve25519-sha256\n",
                                              QStringLiteral("db"));
    EXPECT_EQ(options.hostName, QStringLiteral("10.0.0.7"));
    EXPECT_EQ(options.port, 2222);
    EXPECT_EQ(options.user, QStringLiteral("ops"));
    EXPECT_EQ(options.hostKeyAlias, QStringLiteral("database"));
    EXPECT_TRUE(options.identitiesOnly);
    EXPECT_EQ(options.identityFiles, (QStringList{QStringLiteral("/keys/%h"), QStringLiteral("/keys/two")}));
    EXPECT_EQ(options.knownHostsFiles, (QStringList{QStringLiteral("/kh1"), QStringLiteral("/kh2")}));
    EXPECT_EQ(options.hostKeyPolicy, HostKeyPolicy::AcceptNew);
    EXPECT_TRUE(options.hashKnownHosts);
    EXPECT_EQ(options.connectTimeout, std::chrono::seconds(7));
    EXPECT_EQ(options.proxyJump, QStringLiteral("jump.example.org"));
    EXPECT_EQ(options.kexAlgorithms, "curve25519-sha256");
    EXPECT_TRUE(options.onlyOpenSsh.isEmpty()) << options.onlyOpenSsh.toStdString();
}

TEST_F(SshConfigTest, SaysHowToLogIn)
{
    const HostOptions options =
        this->options("CertificateFile /keys/one-cert.pub\nCertificateFile /keys/two\n"
                      "IdentityAgent /run/agent\n"
                      "PreferredAuthentications password,publickey\n"
                      "PubkeyAuthentication no\nPasswordAuthentication no\n"
                      "KbdInteractiveAuthentication no\n"
                      "NumberOfPasswordPrompts 1\n",
                      QStringLiteral("a"));
    EXPECT_EQ(options.certificateFiles,
              (QStringList{QStringLiteral("/keys/one-cert.pub"), QStringLiteral("/keys/two")}));
    EXPECT_EQ(options.identityAgent, QStringLiteral("/run/agent"));
    EXPECT_EQ(options.preferredAuthentications,
              (QStringList{QStringLiteral("password"), QStringLiteral("publickey")}));
    EXPECT_FALSE(options.publicKeyAuthentication);
    EXPECT_FALSE(options.passwordAuthentication);
    EXPECT_FALSE(options.keyboardInteractive);
    EXPECT_EQ(options.passwordPrompts, 1);

    EXPECT_EQ(this->options("IdentityAgent none\n", QStringLiteral("a")).identityAgent, QString())
        << "no agent, not the usual one";
    EXPECT_FALSE(this->options("IdentityAgent SSH_AUTH_SOCK\n", QStringLiteral("a")).identityAgent);
}

TEST_F(SshConfigTest, SaysWhichAlgorithms)
{
    const HostOptions options =
        this->options("Ciphers aes256-ctr\nMACs hmac-sha2-512\nKexAlgorithms curve25519-sha256\n"
                      "HostKeyAlgorithms ssh-ed25519,rsa-sha2-512\n"
                      "PubkeyAcceptedAlgorithms rsa-sha2-512\nProxyCommand nc %h %p\n",
                      QStringLiteral("a"));
    EXPECT_EQ(options.ciphers, "aes256-ctr");
    EXPECT_EQ(options.macs, "hmac-sha2-512");
    EXPECT_EQ(options.kexAlgorithms, "curve25519-sha256");
    EXPECT_EQ(options.hostKeyAlgorithms, "ssh-ed25519,rsa-sha2-512");
    EXPECT_EQ(options.publicKeyAlgorithms, "rsa-sha2-512");
    EXPECT_EQ(options.proxyCommand, QStringLiteral("nc %h %p"));
}

TEST_F(SshConfigTest, LeavesDefaultsUnsaid)
{
    const HostOptions options = this->options("", QStringLiteral("plain"));
    EXPECT_TRUE(options.identityFiles.isEmpty());
    EXPECT_TRUE(options.kexAlgorithms.isEmpty());
    EXPECT_TRUE(options.ciphers.isEmpty());
    EXPECT_TRUE(options.proxyJump.isEmpty());
    EXPECT_TRUE(options.onlyOpenSsh.isEmpty());
    EXPECT_FALSE(options.identityAgent);
    EXPECT_FALSE(options.connectTimeout);
    EXPECT_EQ(options.hostKeyPolicy, HostKeyPolicy::Ask);
    EXPECT_TRUE(options.preferredAuthentications.isEmpty());
    EXPECT_TRUE(options.publicKeyAuthentication);
    EXPECT_TRUE(options.passwordAuthentication);
    EXPECT_TRUE(options.keyboardInteractive);
    EXPECT_EQ(options.passwordPrompts, 3);
}

TEST_F(SshConfigTest, AJumpHostHasAConfigurationOfItsOwn)
{
    const HostOptions options = this->options("Host inner\n  ProxyJump mid\n"
                                              "Host mid\n  Port 2200\n  User m\n  ProxyJump outer:77\n"
                                              "Host outer\n  User o\n  HostName 10.0.0.1\n",
                                              QStringLiteral("inner"));
    ASSERT_EQ(options.jumpHosts.size(), 2);
    EXPECT_EQ(options.jumpHosts[0].host, QStringLiteral("outer"));
    EXPECT_EQ(options.jumpHosts[0].port, 77);
    EXPECT_EQ(options.jumpHosts[0].options->user, QStringLiteral("o"));
    EXPECT_EQ(options.jumpHosts[0].options->hostName, QStringLiteral("10.0.0.1"));
    EXPECT_EQ(options.jumpHosts[1].host, QStringLiteral("mid"));
    EXPECT_EQ(options.jumpHosts[1].options->port, 2200);
    EXPECT_EQ(options.jumpHosts[1].options->user, QStringLiteral("m"));
}

TEST_F(SshConfigTest, InAChainOnlyTheFirstOneMayHaveItsOwn)
{
    EXPECT_EQ(jumpHosts("Host t\n  ProxyJump a,u@b:22\nHost a\n  ProxyJump z\nHost b\n  ProxyJump y\n",
                        QStringLiteral("t")),
              (QStringList{QStringLiteral("z"), QStringLiteral("a"), QStringLiteral("b")}));
}

TEST_F(SshConfigTest, NoneIsNoJumpHost)
{
    const QByteArray text = "Host gate\n  ProxyJump none\nHost *\n  ProxyJump gate\n";
    EXPECT_EQ(jumpHosts(text, QStringLiteral("web")), QStringList{QStringLiteral("gate")});
    EXPECT_EQ(jumpHosts(text, QStringLiteral("gate")), QStringList());
    EXPECT_EQ(jumpHosts(text, QStringLiteral("web"), QStringLiteral("none")), QStringList());
    EXPECT_EQ(jumpHosts("", QStringLiteral("web"), QStringLiteral("u@[::1]:22,::2")),
              (QStringList{QStringLiteral("::1"), QStringLiteral("::2")}));
    EXPECT_EQ(jumpHosts("", QStringLiteral("web"), QStringLiteral("a,b,c,d,e,f")).size(), 6);
    EXPECT_EQ(jumpHosts("", QStringLiteral("web"), QStringLiteral("a,b,c,d,e,f,g")),
              QStringList{QStringLiteral("more than 6 jump hosts in a row")});
}

TEST_F(SshConfigTest, TokensInAJumpHostStandForTheTarget)
{
    EXPECT_EQ(jumpHosts("Host gate*\n  ProxyJump none\n"
                        "Host web\n  HostName 10.0.0.7\nHost *\n  ProxyJump %r@gate-%n-%h\n",
                        QStringLiteral("web")),
              QStringList{QStringLiteral("gate-web-10.0.0.7")});
    // Each one needs another before it, so that there is no end.
    EXPECT_TRUE(jumpHosts("Host *\n  ProxyJump gate-%n\n", QStringLiteral("web"))
                    .value(0)
                    .startsWith(QStringLiteral("jumphost loop via gate-gate-")));
}

TEST_F(SshConfigTest, ChainsThatComeToThemselvesAreReported)
{
    const QByteArray round = "Host a\n  ProxyJump b\nHost b\n  ProxyJump c\nHost c\n  ProxyJump b\n";
    EXPECT_TRUE(
        jumpHosts(round, QStringLiteral("a")).value(0).startsWith(QStringLiteral("jumphost loop via")));
    EXPECT_EQ(jumpHosts("Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n", QStringLiteral("b")).value(0),
              QStringLiteral("jumphost loop via b"));
    EXPECT_EQ(jumpHosts("", QStringLiteral("gate"), QStringLiteral("gate")).value(0),
              QStringLiteral("jumphost loop via gate"));
    // Its own word on a jump host that everything goes through, itself included.
    EXPECT_EQ(jumpHosts("Host *\n  ProxyJump gate\n", QStringLiteral("web")).value(0),
              QStringLiteral("jump host gate: jumphost loop via gate"));
}

TEST_F(SshConfigTest, AJumpHostThatCantBeUnderstoodIsReported)
{
    EXPECT_EQ(jumpHosts("", QStringLiteral("web"), QStringLiteral("gate:door")).value(0),
              QStringLiteral("invalid ProxyJump \"gate:door\""));
    EXPECT_EQ(jumpHosts("", QStringLiteral("web"), QStringLiteral("gate:ssh")),
              QStringList{QStringLiteral("gate")});
}

TEST_F(SshConfigTest, OneJumpHostOfManyIsOneQuestion)
{
    SshConfig config = countingConfig();
    const QString file = write(QStringLiteral("config"), "Host node*\n  ProxyJump gate\n");
    std::vector<HostQuery> queries;
    for (int i = 0; i < 1'000; ++i)
        queries.push_back({QStringLiteral("node%1").arg(i)});
    const auto answers = config.lookUpNow(file, queries);
    EXPECT_EQ((*answers.back())->jumpHosts.size(), 1);
    EXPECT_EQ(*answers.front(), *answers.back()); // shared, not equal
    EXPECT_EQ(timesAsked(), 3);                   // with the one about a host without any configuration
}

TEST_F(SshConfigTest, WhatThePersonSaysStandsAboveTheFile)
{
    const HostAnswer answer = ask("Host *\n  User ops\n  Port 2222\nMatch user me\n  HostName special\n",
                                  QStringLiteral("web"), QStringLiteral("me"), 99);
    ASSERT_TRUE(answer && *answer);
    EXPECT_EQ((*answer)->user, QStringLiteral("me"));
    EXPECT_EQ((*answer)->port, 99);
    EXPECT_EQ((*answer)->hostName, QStringLiteral("special"));
}

TEST_F(SshConfigTest, ManyHostsThatNoLineTellsApartAreOneQuestion)
{
    std::vector<HostQuery> queries;
    for (int i = 0; i < 10'000; ++i)
        queries.push_back({QStringLiteral("node%1").arg(i), {}, 0});
    queries.push_back({QStringLiteral("web1"), {}, 0});
    const QString file = write(QStringLiteral("config"), "Host web*\n  User www\nHost *\n  User all\n");
    SshConfig config = countingConfig();
    const auto answers = config.lookUpNow(file, queries);
    ASSERT_EQ(answers.size(), queries.size());
    EXPECT_EQ((*answers.front())->user, QStringLiteral("all"));
    EXPECT_EQ(answers[0], answers[9'999]);
    EXPECT_EQ((*answers.back())->user, QStringLiteral("www"));
    EXPECT_EQ(timesAsked(), 3); // the defaults, the many, the one
}

TEST_F(SshConfigTest, HostsOfOneAnswerKeepTheirOwnNames)
{
    const QString file = write(QStringLiteral("config"), "Host e*\n  HostName %h.example.org\n");
    SshConfig config = countingConfig();
    const auto answers = config.lookUpNow(
        file, {{QStringLiteral("e"), {}, 0}, {QStringLiteral("e1"), {}, 0}, {QStringLiteral("e2"), {}, 0}});
    const auto dialled = [](const HostAnswer &answer, const char *host) {
        const QString name = QString::fromLatin1(host);
        return *expandTokens((*answer)->hostName, {.host = name, .hostName = name});
    };
    EXPECT_EQ(dialled(answers[0], "e"), QStringLiteral("e.example.org"));
    EXPECT_EQ(dialled(answers[1], "e1"), QStringLiteral("e1.example.org"));
    EXPECT_EQ(dialled(answers[2], "e2"), QStringLiteral("e2.example.org"));
}

TEST_F(SshConfigTest, PathsThatHoldAHostsNameAreItsOwn)
{
    for (const QByteArray keyword : {"UserKnownHostsFile", "IdentityAgent"}) {
        const QString file = write(QStringLiteral("config"), keyword + " /of/%n\n");
        const auto answers = config().lookUpNow(
            file, {{QStringLiteral("one")}, {QStringLiteral("two")}, {QStringLiteral("three")}});
        const HostOptions &last = **answers.back();
        const QString path = keyword == "IdentityAgent" ? last.identityAgent.value_or(QString())
                                                        : last.knownHostsFiles.value(0);
        EXPECT_EQ(path, QStringLiteral("/of/three")) << keyword.constData();
    }
}

TEST_F(SshConfigTest, PathsThatHoldAPersonsNameTellNoHostsApart)
{
    SshConfig config = countingConfig();
    const QString file =
        write(QStringLiteral("config"), "UserKnownHostsFile %d/known-%u-%r-%p\nIdentityAgent %d/agent\n");
    config.lookUpNow(file, {{QStringLiteral("one")}, {QStringLiteral("two")}, {QStringLiteral("three")}});
    EXPECT_EQ(timesAsked(), 2); // with the one about a host without any configuration
}

TEST_F(SshConfigTest, IncludedFilesTellHostsApartToo)
{
    QDir(m_folder.path()).mkpath(QStringLiteral(".ssh/config.d"));
    write(QStringLiteral(".ssh/config.d/a.conf"), "Host web1\n  User inner\n");
    const QString include = m_folder.filePath(QStringLiteral(".ssh/config.d/*.conf"));
    const QString file = write(QStringLiteral("config"), "Include " + include.toUtf8() + "\n");
    const auto answers =
        config().lookUpNow(file, {{QStringLiteral("web1"), {}, 0}, {QStringLiteral("web2"), {}, 0}});
    EXPECT_EQ((*answers[0])->user, QStringLiteral("inner"));
    EXPECT_NE((*answers[1])->user, QStringLiteral("inner"));
}

TEST_F(SshConfigTest, AnEqualsSignMayStandBetween)
{
    for (const QByteArray line : {"Host=web1", "Host = web1", "Host =web1", "host= \"web1\""}) {
        const QString file = write(QStringLiteral("config"), line + "\n  User=inner\n");
        const auto answers =
            config().lookUpNow(file, {{QStringLiteral("web1"), {}, 0}, {QStringLiteral("web2"), {}, 0}});
        EXPECT_EQ((*answers[0])->user, QStringLiteral("inner")) << line.constData();
        EXPECT_NE((*answers[1])->user, QStringLiteral("inner")) << line.constData();
    }
}

TEST_F(SshConfigTest, ABrokenLineIsReportedInTheWordsOfSsh)
{
    const HostAnswer answer = ask("Host *\n  Colour blue\n", QStringLiteral("web"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::SshConfigUnusable);
    EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("line 2: Bad configuration option: colour")))
        << answer.error().detail.toStdString();
}

TEST_F(SshConfigTest, WithoutTheProgramNothingIsConfigured)
{
    SshConfig config(settings(QStringLiteral("/nowhere/ssh")));
    const auto answers = config.lookUpNow({}, {{QStringLiteral("web"), {}, 0}});
    ASSERT_TRUE(answers.front());
    EXPECT_EQ(*answers.front(), nullptr);
}

TEST_F(SshConfigTest, AMatchThatHangsIsGivenUp)
{
    SshConfig::Settings quick = settings(QStringLiteral("ssh"));
    quick.limit = std::chrono::milliseconds(300);
    SshConfig config(quick);
    const QString file = write(QStringLiteral("config"), "Match exec \"sleep 60\"\n  User late\n");
    const auto answers = config.lookUpNow(file, {{QStringLiteral("web"), {}, 0}});
    ASSERT_FALSE(answers.front());
    EXPECT_EQ(answers.front().error().code, ErrorCode::SshConfigUnusable);
}

TEST_F(SshConfigTest, WhatOnlySshCanDoIsNamed)
{
    EXPECT_EQ(options("ControlMaster auto\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("controlmaster auto"));
    EXPECT_EQ(options("PKCS11Provider /lib/x.so\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("pkcs11provider /lib/x.so"));
    EXPECT_EQ(options("KnownHostsCommand /bin/true %H\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("knownhostscommand /bin/true %H"));
    EXPECT_EQ(options("CheckHostIP yes\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("checkhostip yes"));
}

TEST_F(SshConfigTest, VariablesOfATerminalAreNoReasonForTheProgramAndOthersAre)
{
    EXPECT_TRUE(options("SendEnv LANG LC_*\n", QStringLiteral("a")).onlyOpenSsh.isEmpty());
    EXPECT_EQ(options("SendEnv LANG LC_* GIT_*\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("sendenv GIT_*"));
    EXPECT_EQ(options("SetEnv STAGE=test\n", QStringLiteral("a")).onlyOpenSsh,
              QStringLiteral("setenv STAGE=test"));
}

TEST_F(SshConfigTest, GssapiCountsOnlyWithATicket)
{
    EXPECT_TRUE(options("GSSAPIAuthentication yes\n", QStringLiteral("a")).onlyOpenSsh.isEmpty());
    SshConfig::Settings withTicket = settings(QStringLiteral("ssh"));
    withTicket.hasKerberosTicket = true;
    const QString file = write(QStringLiteral("config"), "GSSAPIAuthentication yes\n");
    const auto answers = SshConfig(withTicket).lookUpNow(file, {{QStringLiteral("a"), {}, 0}});
    EXPECT_EQ((*answers.front())->onlyOpenSsh, QStringLiteral("gssapiauthentication yes"));
}

TEST_F(SshConfigTest, CheckingCannotBeTurnedOff)
{
    EXPECT_EQ(options("StrictHostKeyChecking no\n", QStringLiteral("a")).hostKeyPolicy,
              HostKeyPolicy::AcceptNew);
    EXPECT_EQ(options("StrictHostKeyChecking yes\n", QStringLiteral("a")).hostKeyPolicy,
              HostKeyPolicy::Strict);
    EXPECT_TRUE(options("NoHostAuthenticationForLocalhost yes\n", QStringLiteral("a")).onlyOpenSsh.isEmpty());
}

TEST_F(SshConfigTest, NoFileOfTheUsersMeansThatNoneIsWrittenTo)
{
    const HostOptions none =
        options("UserKnownHostsFile none\nGlobalKnownHostsFile /system\n", QStringLiteral("a"));
    EXPECT_EQ(none.knownHostsFiles, (QStringList{QStringLiteral("/dev/null"), QStringLiteral("/system")}));
    const HostOptions neither =
        options("UserKnownHostsFile none\nGlobalKnownHostsFile none\n", QStringLiteral("a"));
    EXPECT_EQ(neither.knownHostsFiles, QStringList{QStringLiteral("/dev/null")}) << "empty is the default";
}

TEST_F(SshConfigTest, NoIdentityFileIsNotTheDefaultOnes)
{
    const HostOptions none = options("IdentityFile none\n", QStringLiteral("a"));
    EXPECT_TRUE(none.noIdentityFiles);
    EXPECT_TRUE(none.identityFiles.isEmpty());
    EXPECT_FALSE(options("", QStringLiteral("a")).noIdentityFiles);
    EXPECT_FALSE(options("IdentityFile /keys/one\n", QStringLiteral("a")).noIdentityFiles);
}

TEST_F(SshConfigTest, BatchModeTrustsAndAsksNobody)
{
    const HostOptions batch = options("BatchMode yes\n", QStringLiteral("a"));
    EXPECT_TRUE(batch.asksNobody);
    EXPECT_EQ(batch.hostKeyPolicy, HostKeyPolicy::Strict);
    EXPECT_FALSE(options("", QStringLiteral("a")).asksNobody);
    EXPECT_EQ(options("BatchMode yes\nStrictHostKeyChecking accept-new\n", QStringLiteral("a")).hostKeyPolicy,
              HostKeyPolicy::AcceptNew);
}

TEST_F(SshConfigTest, QuestionsUnderWayAreBrokenOffAtTheEnd)
{
    std::promise<std::vector<HostAnswer>> promise;
    const QString file = write(QStringLiteral("config"), "Match exec \"sleep 60\"\n  User late\n");
    {
        SshConfig config(settings(QStringLiteral("ssh")));
        config.lookUp(file, {{QStringLiteral("web"), {}, 0}},
                      [&](std::vector<HostAnswer> answers) { promise.set_value(std::move(answers)); });
    }
    const auto answers = promise.get_future().get();
    EXPECT_FALSE(answers.front());
}

TEST(SshConfigTokens, AreExpandedAsSshDoes)
{
    const TokenValues values{
        QStringLiteral("web"), QStringLiteral("web.example.org"), 2222, QStringLiteral("ops"), {},
        QStringLiteral("me"),  QStringLiteral("/home/me")};
    EXPECT_EQ(expandTokens(QStringLiteral("~/.ssh/%r@%h:%p-%n-%k-%%"), values),
              QStringLiteral("/home/me/.ssh/ops@web.example.org:2222-web-web-%"));
    EXPECT_EQ(expandTokens(QStringLiteral("%d/%u"), values), QStringLiteral("/home/me/me"));
    EXPECT_FALSE(expandTokens(QStringLiteral("/tmp/%C"), values));
    EXPECT_FALSE(expandTokens(QStringLiteral("100%"), values));
}

TEST(SshConfigTokens, VariablesOfTheEnvironmentAreExpandedInPaths)
{
    qputenv("REGATTA_TEST_KEYS", "/media/keys");
    HostOptions options;
    options.identityFiles = {QStringLiteral("${REGATTA_TEST_KEYS}/%r-key")};
    options.certificateFiles = {QStringLiteral("/old/${REGATTA_TEST_KEYS}")};
    options.identityAgent = QStringLiteral("$REGATTA_TEST_KEYS");
    TokenValues values;
    values.user = QStringLiteral("ops");
    const auto expanded = withTokensExpanded(std::make_shared<const HostOptions>(options), values);
    ASSERT_TRUE(expanded);
    EXPECT_EQ(expanded->identityFiles, QStringList{QStringLiteral("/media/keys/ops-key")});
    EXPECT_EQ(expanded->certificateFiles, QStringList{QStringLiteral("/old//media/keys")});
    EXPECT_EQ(expanded->identityAgent, QStringLiteral("/media/keys"));

    options.identityFiles = {QStringLiteral("${REGATTA_TEST_UNSET}/key")};
    EXPECT_FALSE(withTokensExpanded(std::make_shared<const HostOptions>(options), values));
}
