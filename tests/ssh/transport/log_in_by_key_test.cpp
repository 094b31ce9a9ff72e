#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QThread>

using namespace regatta;
using namespace regatta::tests;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int runProgram(const QString &program, const QStringList &arguments,
               const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    return process.waitForFinished() ? process.exitCode() : -1;
}

class LogIn : public LibSshFixture
{
protected:
    QString makeKey(const QString &name, const QString &type, const QString &passphrase = {})
    {
        const QString path = folder.filePath(name);
        QStringList arguments{QStringLiteral("-q"), QStringLiteral("-t"), type, QStringLiteral("-N"),
                              passphrase,           QStringLiteral("-f"), path};
        EXPECT_EQ(runProgram(QStringLiteral("ssh-keygen"), arguments), 0);
        return path;
    }

    /// The only key that the sshd accepts from now on.
    void accept(const QString &key)
    {
        QFile accepted(sshd->folder() + QStringLiteral("/authorized_keys"));
        ASSERT_TRUE(accepted.open(QIODevice::WriteOnly));
        accepted.write(contentOf(key + QStringLiteral(".pub")));
    }

    /// With so many keys, one of which is the last that it offers: this one's file.
    QString fill(auto &agent, int keys)
    {
        QString last;
        for (int i = 0; i < keys; ++i) {
            last = makeKey(QStringLiteral("k%1").arg(i), QStringLiteral("ed25519"));
            agent.add(last);
        }
        return last;
    }
};

/// ssh-agent in the foreground, with a socket of its own.
class Agent
{
public:
    explicit Agent(const QString &socket)
        : m_socket(socket)
    {
        m_process.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
        EXPECT_TRUE(m_process.waitForReadyRead()); // it prints its variables once it listens
    }
    ~Agent()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void add(const QString &key)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("SSH_AUTH_SOCK"), m_socket);
        EXPECT_EQ(runProgram(QStringLiteral("ssh-add"), {QStringLiteral("-q"), key}, environment), 0);
    }

    /// Its ends of those that are open now: of the others the kernel's list has no name.
    int connections() const
    {
        const QByteArray isConnected = " 03 ";
        int count = 0;
        for (const QByteArray &line : contentOf(QStringLiteral("/proc/net/unix")).split('\n'))
            count += line.endsWith(' ' + QFile::encodeName(m_socket)) && line.contains(isConnected);
        return count;
    }

private:
    const QString m_socket;
    QProcess m_process;
};

} // namespace

TEST_F(LogIn, WithAnRsaKey)
{
    startSshd();
    const QString key = makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"));
    accept(key);
    endpoint.identityFiles = {key};
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, WithAnRsaKeyOfTheAgent)
{
    const QString key = makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"));
    demo::ServerSettings host; // which says late that it takes SHA-2 signatures, unlike sshd
    host.logIn.authorizedKeys = {contentOf(key + QStringLiteral(".pub")).split(' ').value(1)};
    startServer(host);
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    agent.add(key);
    ASSERT_TRUE(QFile::remove(key));
    makeTransport();
    for (const QStringList &files : {QStringList(), QStringList{key}}) {
        endpoint.identityFiles = files;
        EXPECT_EQ(run("echo in").standardOutput, "in\n") << files.size();
    }
    endpoint.identityFiles.clear();
    regatta::transport::HostOptions options;
    options.identityFiles = {folder.filePath(QStringLiteral("on another machine"))};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n") << "with a file that isn't there";
}

TEST_F(LogIn, WithAnRsaKeyOfTheAgentThatHasOthersBehindIt)
{
    const QString key = makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"));
    demo::ServerSettings host; // as above
    host.logIn.authorizedKeys = {contentOf(key + QStringLiteral(".pub")).split(' ').value(1)};
    startServer(host);
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    agent.add(key);
    agent.add(makeKey(QStringLiteral("stranger"), QStringLiteral("ed25519")));
    ASSERT_TRUE(QFile::remove(key));
    endpoint.identityFiles.clear();
    regatta::transport::HostOptions options;
    options.identityFiles = {key}; // which the agent offers first, then the others
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, WithAnEcdsaKeyAmongOthers)
{
    startSshd();
    const QString key = makeKey(QStringLiteral("ecdsa"), QStringLiteral("ecdsa"));
    accept(key);
    endpoint.identityFiles = {makeKey(QStringLiteral("other"), QStringLiteral("ed25519")),
                              makeKey(QStringLiteral("rsa"), QStringLiteral("rsa")), key};
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, WithADefaultFile)
{
    startSshd();
    accept(makeKey(QStringLiteral("id_ed25519"), QStringLiteral("ed25519")));
    endpoint.identityFiles.clear();
    settings.sshDirectory = folder.path();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, WithoutAnyKeySaysWhatWouldBeAccepted)
{
    startSshd();
    endpoint.identityFiles.clear();
    makeTransport();
    const auto done = run("true").results[0];
    expectFailure(done, Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    EXPECT_EQ(done.error->detail, QStringLiteral("publickey"));
}

TEST_F(LogIn, WithTooManyKeysIsRefusedNotLost)
{
    startSshd({QStringLiteral("MaxAuthTries 2")});
    endpoint.identityFiles.clear();
    for (int i = 0; i < 4; ++i)
        endpoint.identityFiles.append(makeKey(QStringLiteral("k%1").arg(i), QStringLiteral("ed25519")));
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::TooManyAttempts);
}

TEST_F(LogIn, WithTheAgentOnManyHostsAtOnce)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    const QString key = makeKey(QStringLiteral("in_agent"), QStringLiteral("ed25519"));
    accept(key);
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    agent.add(makeKey(QStringLiteral("stranger"), QStringLiteral("ed25519")));
    agent.add(key);
    endpoint.identityFiles.clear();
    makeTransport();
    constexpr int hosts = 40;
    for (int i = 0; i < hosts; ++i) {
        endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        start("echo in");
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= hosts; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
    // The sessions are still open.
    EXPECT_GE(agent.connections(), 1);
    EXPECT_LE(agent.connections(), 4) << "one for each thread that talks to it, not for each session";
}

TEST_F(LogIn, WithAnEncryptedKeyThatTheAgentHolds)
{
    startSshd();
    const QString key = makeKey(QStringLiteral("plain"), QStringLiteral("ed25519"));
    accept(key);
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    agent.add(key);
    ASSERT_EQ(runProgram(QStringLiteral("ssh-keygen"),
                         {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-N"),
                          QStringLiteral("secret"), QStringLiteral("-f"), key}),
              0);
    endpoint.identityFiles = {key};
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, WithTheLastOfFiftyKeysInTheAgent)
{
    startSshd({QStringLiteral("MaxAuthTries 100")});
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    const QString last = fill(agent, 50);
    accept(last);
    endpoint.identityFiles.clear();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    transport->closeIdleSessions();
    startSshd(); // has patience for six
    accept(last);
    endpoint.identityFiles.clear();
    expectFailure(run("echo in").results[0], Outcome::AuthenticationFailed, ErrorCode::TooManyAttempts);
}

TEST_F(LogIn, WithTheLastOfTheAgentsKeysIfItsFileIsNamed)
{
    startSshd({QStringLiteral("MaxAuthTries 3")});
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    const QString last = fill(agent, 6);
    accept(last);
    ASSERT_TRUE(QFile::remove(last)); // only the agent has it, and its public half says which one it is
    endpoint.identityFiles.clear();
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::TooManyAttempts);

    regatta::transport::HostOptions options;
    options.identityFiles = {folder.filePath(QStringLiteral("none")), last};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogIn, AnAgentThatNeverAnswersKeepsNobodyElseWaiting)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    QLocalServer silent; // takes everybody in and says nothing
    ASSERT_TRUE(silent.listen(folder.filePath(QStringLiteral("silent"))));
    settings.agentSocket = folder.filePath(QStringLiteral("silent"));
    makeTransport();
    const QStringList files = std::exchange(endpoint.identityFiles, {});
    constexpr int hosts = 12; // more than there are threads
    for (int i = 0; i < hosts; ++i) {
        Execution one = execution("true");
        one.endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        one.timeouts.logIn = 2s;
        start(one);
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= hosts; ++id)
        expectFailure(result({id}), Outcome::AuthenticationFailed, ErrorCode::LogInTimedOut);

    regatta::transport::HostOptions options;
    options.identityAgent = folder.filePath(QStringLiteral("agent"));
    Agent agent(*options.identityAgent);
    agent.add(files.first());
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n") << "with another agent";
}

TEST_F(LogIn, AnAgentThatHangsUpEndsNothingElse)
{
    startSshd({}, QStringLiteral("0.0.0.0"));
    QLocalServer rude;
    ASSERT_TRUE(rude.listen(folder.filePath(QStringLiteral("rude"))));
    QObject::connect(&rude, &QLocalServer::newConnection, &rude,
                     [&rude] { delete rude.nextPendingConnection(); });
    QThread elsewhere; // waitForAll() handles no events
    rude.moveToThread(&elsewhere);
    elsewhere.start();
    settings.agentSocket = folder.filePath(QStringLiteral("rude"));
    makeTransport();
    endpoint.identityFiles.clear(); // nothing stands between libssh and the agent
    for (int i = 0; i < 50; ++i) {
        Execution one = execution("true");
        one.endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        start(one);
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 50; ++id)
        expectFailure(result({id}), Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);
    elsewhere.quit();
    elsewhere.wait();
}

/// Nobody's key is accepted, only what the authority has signed.
class LogInWithACertificate : public LogIn
{
protected:
    void SetUp() override
    {
        const QString authority = makeKey(QStringLiteral("authority"), QStringLiteral("ed25519"));
        startSshd({QStringLiteral("TrustedUserCAKeys %1.pub").arg(authority)});
        accept(makeKey(QStringLiteral("stranger"), QStringLiteral("ed25519")));
        key = makeKey(QStringLiteral("ours"), QStringLiteral("ed25519"));
        ASSERT_EQ(runProgram(QStringLiteral("ssh-keygen"),
                             {QStringLiteral("-q"), QStringLiteral("-s"), authority, QStringLiteral("-I"),
                              QStringLiteral("somebody"), QStringLiteral("-n"), sshd->user(),
                              key + QStringLiteral(".pub")}),
                  0);
        endpoint.identityFiles = {key};
    }

    QString key;
};

TEST_F(LogInWithACertificate, ThatStandsBesideItsKey)
{
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogInWithACertificate, ThatTheConfigurationNames)
{
    const QString elsewhere = folder.filePath(QStringLiteral("elsewhere.pub"));
    ASSERT_TRUE(QFile::rename(key + QStringLiteral("-cert.pub"), elsewhere));
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::NoMethodAccepted);

    regatta::transport::HostOptions options;
    options.identityFiles = {key};
    options.certificateFiles = {elsewhere};
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(LogInWithACertificate, ThatTheAgentHolds)
{
    settings.agentSocket = folder.filePath(QStringLiteral("agent"));
    Agent agent(settings.agentSocket);
    agent.add(key); // with its certificate
    ASSERT_TRUE(QFile::remove(key));
    ASSERT_TRUE(QFile::remove(key + QStringLiteral("-cert.pub")));
    endpoint.identityFiles.clear();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

/// With more keys in the agent than the server has patience for.
class LogInWithOneOfTheAgentsKeys : public LogIn
{
protected:
    void SetUp() override
    {
        startSshd({QStringLiteral("MaxAuthTries 3"), QStringLiteral("LogLevel VERBOSE")});
        settings.agentSocket = folder.filePath(QStringLiteral("agent"));
        agent = std::make_unique<Agent>(settings.agentSocket);
        for (int i = 0; i < 5; ++i)
            agent->add(makeKey(QStringLiteral("stranger%1").arg(i), QStringLiteral("ed25519")));
        key = makeKey(QStringLiteral("ours"), QStringLiteral("ed25519"));
        accept(key);
        agent->add(key);
        endpoint.identityFiles = {key};
    }

    void lock() const
    {
        ASSERT_EQ(runProgram(QStringLiteral("ssh-keygen"),
                             {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-N"),
                              QStringLiteral("secret"), QStringLiteral("-f"), key}),
                  0);
    }

    void configure()
    {
        regatta::transport::HostOptions options;
        options.identitiesOnly = true;
        options.identityFiles = endpoint.identityFiles;
        endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
        endpoint.identityFiles.clear();
    }

    void expectLogIn()
    {
        makeTransport();
        EXPECT_EQ(run("echo in").standardOutput, "in\n") << sshd->log().constData();
        EXPECT_EQ(sshd->log().count("Failed publickey"), 0);
    }

    std::unique_ptr<Agent> agent;
    QString key;
};

TEST_F(LogInWithOneOfTheAgentsKeys, WhoseFileIsLocked)
{
    lock();
    expectLogIn();
}

TEST_F(LogInWithOneOfTheAgentsKeys, WhoseFileIsLockedAndHasNoPublicHalfBeside)
{
    lock();
    QFile::remove(key + QStringLiteral(".pub"));
    expectLogIn();
}

TEST_F(LogInWithOneOfTheAgentsKeys, OfWhichOnlyThePublicHalfIsThere)
{
    QFile::remove(key);
    expectLogIn();
}

TEST_F(LogInWithOneOfTheAgentsKeys, NamedByItsPublicHalf)
{
    QFile::remove(key);
    endpoint.identityFiles = {key + QStringLiteral(".pub")};
    expectLogIn();
}

TEST_F(LogInWithOneOfTheAgentsKeys, WithIdentitiesOnly)
{
    lock();
    configure();
    expectLogIn();
}

TEST_F(LogInWithOneOfTheAgentsKeys, AndNoOtherIfTheServerDoesNotTakeIt)
{
    accept(folder.filePath(QStringLiteral("stranger0")));
    lock();
    configure();
    makeTransport();
    expectFailure(run("true").results[0], Outcome::AuthenticationFailed, ErrorCode::PassphraseNeeded);
}

TEST_F(LogInWithOneOfTheAgentsKeys, EachOfWhichIsOfferedOnceThoughItIsAFileToo)
{
    const QString other = makeKey(QStringLiteral("only_a_file"), QStringLiteral("ed25519"));
    accept(other);
    agent = std::make_unique<Agent>(settings.agentSocket = folder.filePath(QStringLiteral("smaller")));
    regatta::transport::HostOptions options;
    for (const auto &name : {"stranger0", "stranger1"}) {
        options.identityFiles << folder.filePath(QLatin1String(name));
        agent->add(options.identityFiles.last());
    }
    options.identityFiles << other;
    endpoint.options = std::make_shared<const regatta::transport::HostOptions>(options);
    endpoint.identityFiles.clear();
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n") << sshd->log().constData();
}

TEST_F(LogIn, WithAnAgentThatIsGoneUsesTheFiles)
{
    startSshd();
    accept(makeKey(QStringLiteral("id_ed25519"), QStringLiteral("ed25519")));
    endpoint.identityFiles.clear();
    settings.sshDirectory = folder.path();
    settings.agentSocket = folder.filePath(QStringLiteral("no agent here"));
    makeTransport();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}
