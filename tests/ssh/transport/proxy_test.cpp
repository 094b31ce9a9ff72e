#include "tests/ssh/transport/libssh_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

/// An sshd that is reached through a program, as ProxyCommand has it.
class Proxy : public LibSshFixture
{
protected:
    ~Proxy() override { transport.reset(); }

    void startBehindProgram(const QStringList &configLines = {QStringLiteral("LogLevel INFO")})
    {
        startSshd(configLines, QStringLiteral("0.0.0.0"));
        QFile script(folder.filePath(QStringLiteral("carry")));
        ASSERT_TRUE(script.open(QIODevice::WriteOnly));
        script.write("echo $$ >>\"$3\"\nexec 3<>/dev/tcp/$1/$2\ncat <&3 &\nexec cat >&3\n");
        endpoint.proxyCommand = carrying();
        makeTransport();
    }

    /// A line that carries the connection to the sshd; each process adds its number to pidFile().
    QString carrying() const
    {
        return QStringLiteral("exec bash %1 127.0.0.1 %2 %3")
            .arg(folder.filePath(QStringLiteral("carry")))
            .arg(sshd->port())
            .arg(pidFile());
    }

    QString pidFile() const { return folder.filePath(QStringLiteral("pids")); }

    QList<pid_t> processes() const
    {
        QFile file(pidFile());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QList<pid_t> pids;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty())
                pids << line.toInt();
        }
        return pids;
    }

    /// Not even as one that nobody has waited for.
    static bool isGone(pid_t process) { return ::kill(process, 0) != 0; }

    static bool waitUntilGone(pid_t process)
    {
        return QTest::qWaitFor([process] { return isGone(process); }, 60'000);
    }

    model::AttemptResult resultThrough(const QString &command)
    {
        endpoint.proxyCommand = command;
        return run("echo reached").results[0];
    }

    void expectFailedWith(const QString &command, const char *detail)
    {
        const auto end = resultThrough(command);
        expectFailure(end, Outcome::Unreachable, ErrorCode::ProxyCommandFailed);
        EXPECT_EQ(end.error->detail.toStdString(), detail);
    }

    qsizetype logIns() const { return sshd->log().count("Accepted publickey"); }
};

} // namespace

TEST_F(Proxy, CarriesASessionThatStaysWarm)
{
    startBehindProgram();
    const auto done = run("echo out; echo err >&2; exit 3");
    EXPECT_EQ(done.standardOutput, "out\n");
    EXPECT_EQ(done.standardError, "err\n");
    EXPECT_EQ(done.results[0].exitCode, 3);
    EXPECT_EQ(run("seq 1 1000000").standardOutput.size(), 6'888'896);
    EXPECT_EQ(logIns(), 1);
    EXPECT_EQ(processes().size(), 1);
}

TEST_F(Proxy, EndsWithItsSession)
{
    startBehindProgram();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    ASSERT_EQ(processes().size(), 1);
    EXPECT_FALSE(isGone(processes()[0]));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            transport->closeIdleSessions();
            return isGone(processes()[0]);
        },
        30'000)); // sooner than the idle limit
    EXPECT_EQ(run("echo back").standardOutput, "back\n");
    transport.reset();
    EXPECT_TRUE(isGone(processes().value(1)));
}

TEST_F(Proxy, IsMadeToGoIfItDoesNot)
{
    startBehindProgram();
    endpoint.proxyCommand =
        QStringLiteral("trap '' HUP TERM; echo $$ >>%1; while :; do sleep 600; done").arg(pidFile());
    Execution one = execution("true");
    one.timeouts.connect = 2s; // a shell needs some time to begin
    expectFailure(run(one).results[0], Outcome::Unreachable, ErrorCode::ConnectTimedOut);
    ASSERT_EQ(processes().size(), 1);
    EXPECT_TRUE(waitUntilGone(processes()[0]));
}

TEST_F(Proxy, LeavesNothingBehindWhenTheTransportEnds)
{
    startBehindProgram();
    endpoint.proxyCommand =
        QStringLiteral("trap '' HUP; echo $$ >>%1; echo; while :; do sleep 600; done").arg(pidFile());
    const auto id = start("true");
    ASSERT_TRUE(observer->waitForState(id, TaskState::Connecting));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFile::exists(pidFile()) && processes().size() == 1; }, 60'000));
    transport.reset();
    EXPECT_TRUE(isGone(processes()[0]));
}

TEST_F(Proxy, ThatExitsSaysWhy)
{
    startBehindProgram();
    expectFailedWith(QStringLiteral("echo no way >&2; echo over there >&2; exit 3"),
                     "exit code 3: no way over there");
    expectFailedWith(QStringLiteral("kill -KILL $$"), "signal 9");
    expectFailedWith(QStringLiteral("head -c 100000 /dev/zero | tr '\\0' x >&2; echo ' end' >&2; exit 1"),
                     ("exit code 1: " + std::string(496, 'x') + " end").c_str());
    EXPECT_TRUE(resultThrough(QStringLiteral("exec /nowhere/at/all"))
                    .error->detail.startsWith(QStringLiteral("exit code 127: ")));
    EXPECT_EQ(logIns(), 0);
}

TEST_F(Proxy, ThatTalksRubbishIsNotAnSshServer)
{
    startBehindProgram();
    // What is said by somebody who goes without listening may be lost.
    expectFailure(resultThrough(QStringLiteral("echo HTTP/1.1 200 OK; read -r banner")), Outcome::Unreachable,
                  ErrorCode::NotAnSshServer);
    expectFailure(resultThrough(QStringLiteral("exec yes")), Outcome::Unreachable, ErrorCode::NotAnSshServer);
    expectFailedWith(QStringLiteral("echo HTTP/1.1 403 Forbidden; echo 403 >&2; exit 1"), "exit code 1: 403");
}

TEST_F(Proxy, ThatIsHungUpOnComesBack)
{
    startBehindProgram();
    const QString once = folder.filePath(QStringLiteral("once"));
    endpoint.proxyCommand =
        QStringLiteral("if [ ! -e %1 ]; then touch %1; exit 0; fi; ").arg(once) + carrying();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    expectFailedWith(QStringLiteral("true"), "exit code 0"); // but not for ever
}

TEST_F(Proxy, ThatDiesLosesTheConnection)
{
    startBehindProgram();
    const auto id = start("echo ready; exec sleep 600");
    ASSERT_TRUE(observer->waitForOutput(id, "ready"));
    ASSERT_EQ(::kill(-processes()[0], SIGKILL), 0);
    ASSERT_TRUE(waitForAll());
    expectFailure(result(id), Outcome::ConnectionLost, ErrorCode::ConnectionLost);
    EXPECT_TRUE(waitUntilGone(processes()[0]));
}

TEST_F(Proxy, GetsNoneOfOurDescriptors)
{
    startBehindProgram();
    const QString list = folder.filePath(QStringLiteral("descriptors"));
    const QFile ours(folder.filePath(QStringLiteral("carry")));
    const int careless = ::open(QFile::encodeName(ours.fileName()).constData(), O_RDONLY); // inheritable
    endpoint.proxyCommand = QStringLiteral("ls /proc/self/fd >%1; ").arg(list) + carrying();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
    ::close(careless);
    QFile file(list);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "0\n1\n2\n3\n"); // the last is the folder that ls reads
}

TEST_F(Proxy, MaySayAnythingMeanwhile)
{
    startBehindProgram();
    endpoint.proxyCommand = QStringLiteral("head -c 1000000 /dev/zero >&2; ") + carrying();
    EXPECT_EQ(run("echo in").standardOutput, "in\n");
}

TEST_F(Proxy, LeadsToAJumpHost)
{
    startBehindProgram();
    const auto gate = std::make_shared<Endpoint>(endpoint);
    endpoint.proxyCommand.clear();
    endpoint.jump = gate;
    for (int i = 0; i < 5; ++i) {
        endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        start("echo in");
    }
    ASSERT_TRUE(waitForAll());
    for (quint64 id = 1; id <= 5; ++id)
        EXPECT_EQ(record({id}).standardOutput, "in\n");
    EXPECT_EQ(logIns(), 6);
    EXPECT_EQ(processes().size(), 1);

    auto broken = *gate;
    broken.proxyCommand = QStringLiteral("exit 7");
    endpoint.jump = std::make_shared<Endpoint>(broken);
    const auto end = run("true").results[0];
    expectFailure(end, Outcome::Unreachable, ErrorCode::ProxyCommandFailed);
    EXPECT_EQ(end.error->detail, QStringLiteral("jump host 127.0.0.1: exit code 7"));
}

TEST_F(Proxy, CarriesManyAtOnce)
{
    startBehindProgram({QStringLiteral("MaxStartups 500")});
    QList<ExecutionId> ids;
    for (int i = 0; i < 60; ++i) {
        endpoint.host = QStringLiteral("127.1.0.%1").arg(i + 1);
        ids << start("echo in");
    }
    ASSERT_TRUE(waitForAll());
    for (const ExecutionId id : ids)
        EXPECT_EQ(record(id).standardOutput, "in\n");
    transport.reset();
    for (const pid_t process : processes())
        EXPECT_TRUE(isGone(process));
}
