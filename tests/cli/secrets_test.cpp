#include "app/demo/descriptor.h"
#include "app/demo/key_pair.h"
#include "app/demo/ssh_server.h"
#include "tests/cli/terminal_program.h"
#include "tests/support/processes.h"
#include "tests/support/sshd_fixture.h"
#include "tests/support/sudo_stand_in.h"

#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

#include <fcntl.h>

using namespace regatta;
using namespace regatta::tests;

namespace {

const QByteArray secret = "S3same-open-with-a-rare-word";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

[[maybe_unused]] QByteArray memoryBetween(const demo::Descriptor &memory, quint64 begin, quint64 end)
{
    QByteArray bytes(qsizetype(end - begin), '\0');
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = ::pread(memory.get(), bytes.data() + done, size_t(bytes.size() - done),
                                      off_t(begin + quint64(done)));
        if (count <= 0)
            break; // it may have been given back meanwhile
        done += count;
    }
    return bytes;
}

/// In all that the process may write to: see proc(5).
[[maybe_unused]] bool isInMemoryOf(pid_t process, const QByteArray &text)
{
    const QByteArray folder = "/proc/" + QByteArray::number(process);
    const demo::Descriptor memory(::open((folder + "/mem").constData(), O_RDONLY | O_CLOEXEC));
    EXPECT_TRUE(memory.isOpen());
    for (const QByteArray &line : contentOf(QString::fromLatin1(folder + "/maps")).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        const QList<QByteArray> range = words.value(0).split('-');
        if (words.value(1).startsWith("rw") &&
            memoryBetween(memory, range[0].toULongLong(nullptr, 16), range[1].toULongLong(nullptr, 16))
                .contains(text))
            return true;
    }
    return false;
}

/// What a person types at the terminal must not be found anywhere afterwards.
class Secrets : public testing::Test
{
protected:
    void startServer(demo::LogInSettings logIn)
    {
        demo::ServerSettings host;
        host.logIn = std::move(logIn);
        host.home = m_home.path();
        auto started = demo::SshServer::start(host);
        ASSERT_TRUE(started);
        m_server = std::move(*started);
        QFile known(m_folder.filePath(QStringLiteral("known_hosts")));
        ASSERT_TRUE(known.open(QIODevice::WriteOnly));
        known.write(m_server->knownHosts());
    }

    /// Says "ready", and "done" once the test has looked around; neither word stands in it.
    QString command() const
    {
        return QStringLiteral(
                   "printf 're%s\\n' ady; while [ ! -e %1 ]; do sleep 0.05; done; printf 'do%s\\n' ne")
            .arg(hasLooked());
    }
    QString hasLooked() const { return m_folder.filePath(QStringLiteral("looked")); }

    std::unique_ptr<TerminalProgram> start(const QStringList &more = {})
    {
        const QStringList arguments = QStringList{QStringLiteral("run"),
                                                  QStringLiteral("-w"),
                                                  QStringLiteral("ops@127.0.0.1:%1").arg(m_server->port()),
                                                  QStringLiteral("--command"),
                                                  command(),
                                                  QStringLiteral("--ssh-config"),
                                                  QStringLiteral("none"),
                                                  QStringLiteral("--yes"),
                                                  QStringLiteral("--known-hosts"),
                                                  m_folder.filePath(QStringLiteral("known_hosts"))} +
                                      more;
        return std::make_unique<TerminalProgram>(arguments, m_home.path());
    }

    enum class Kept { No, ForTheRun };

    /// Types the secret, and looks for it while the command runs and afterwards.
    void expectItStaysSecret(TerminalProgram &program, Kept kept = Kept::No)
    {
        program.type(secret + '\n');
        ASSERT_TRUE(program.waitForOutput("ready")) << program.output().constData();
        expectNothingIsSeenOf(QList<pid_t>{program.pid()} + descendantsOf(program.pid()));
        if (kept == Kept::No)
            expectNothingIsRemembered(program.pid());
        ASSERT_TRUE(QFile(hasLooked()).open(QIODevice::WriteOnly));
        ASSERT_TRUE(program.waitForOutput("done")) << program.output().constData();
        EXPECT_EQ(program.waitForEnd(), 0);
        EXPECT_FALSE(program.output().contains(secret)) << program.output().constData();
        expectNothingIsWritten();
    }

    /// What everybody on the machine can see.
    static void expectNothingIsSeenOf(const QList<pid_t> &processes)
    {
        for (const pid_t process : processes) {
            const QString folder = QStringLiteral("/proc/%1/").arg(process);
            EXPECT_FALSE(contentOf(folder + QStringLiteral("cmdline")).contains(secret));
            EXPECT_FALSE(contentOf(folder + QStringLiteral("environ")).contains(secret));
        }
    }

    /// It was wiped when it had served.
    static void expectNothingIsRemembered(pid_t process)
    {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they keep what was freed, and more
        EXPECT_TRUE(isInMemoryOf(process, "ops@127.0.0.1")) << "so that the secret would be found";
        EXPECT_FALSE(isInMemoryOf(process, secret));
#else
        Q_UNUSED(process)
#endif
    }

    void expectNothingIsWritten() const
    {
        int files = 0;
        QDirIterator all(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            ++files;
            EXPECT_FALSE(contentOf(all.next()).contains(secret)) << all.filePath().toStdString();
        }
        EXPECT_GT(files, 1) << "the history and what the host printed";
    }

    QTemporaryDir m_home;
    QTemporaryDir m_folder;
    std::unique_ptr<demo::SshServer> m_server;
};

} // namespace

TEST_F(Secrets, APasswordIsNowhereToBeFound)
{
    demo::LogInSettings logIn;
    logIn.methods = {demo::LogInMethod::Password};
    logIn.password = secret;
    startServer(logIn);
    const auto program = start();
    ASSERT_TRUE(program->waitForOutput("Password of ops@127.0.0.1")) << program->output().constData();
    expectItStaysSecret(*program);
}

TEST_F(Secrets, APassphraseIsNowhereToBeFound)
{
    const QString key = m_folder.filePath(QStringLiteral("key"));
    ASSERT_TRUE(makeKey(key, QString::fromLatin1(secret)));
    demo::LogInSettings logIn;
    logIn.authorizedKeys = {contentOf(key + QStringLiteral(".pub")).split(' ').value(1)};
    startServer(logIn);
    const auto program = start({QStringLiteral("--identity"), key});
    ASSERT_TRUE(program->waitForOutput("Passphrase of the key")) << program->output().constData();
    expectItStaysSecret(*program);
}

TEST_F(Secrets, APasswordForSudoIsNowhereToBeFound)
{
    const SudoStandIn sudo({.password = secret});
    TerminalProgram program({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("here"),
                             QStringLiteral("--transport"), QStringLiteral("local"),
                             QStringLiteral("--become"), QStringLiteral("root"), QStringLiteral("--command"),
                             command(), QStringLiteral("--yes")},
                            m_home.path(), sudo.path());
    ASSERT_TRUE(program.waitForOutput("for sudo: ")) << program.output().constData();
    expectItStaysSecret(program, Kept::ForTheRun); // other tasks of the host ask for it, too
    EXPECT_FALSE(program.output().contains("[y/N]")) << "there is no other host";
}

TEST_F(Secrets, APasswordThatIsTypedWhereNoneIsAskedForIsNotShown)
{
    const SudoStandIn sudo({.password = "open sesame"});
    TerminalProgram program({QStringLiteral("run"), QStringLiteral("-w"), QStringLiteral("here,there"),
                             QStringLiteral("--transport"), QStringLiteral("local"),
                             QStringLiteral("--become"), QStringLiteral("root"), QStringLiteral("--command"),
                             QStringLiteral("echo in"), QStringLiteral("--yes"), QStringLiteral("--waves"),
                             QStringLiteral("1,2")}, // the other one asks later, however slow this machine is
                            m_home.path(), sudo.path());
    ASSERT_TRUE(program.waitForOutput("for sudo: ")) << program.output().constData();
    program.type("open sesame\nyes, I typed ahead\n");
    ASSERT_TRUE(program.waitForOutput("[y/N] ")) << program.output().constData();
    program.type("y" + secret + '\n'); // no yes, whatever it begins with
    // What Qt is made to tell about itself here may stand between them.
    ASSERT_TRUE(program.waitForOutput("no\r\n", "[y/N] ")) << program.output().constData();
    ASSERT_TRUE(program.waitForOutput("for sudo: ", "[y/N] ")) << program.output().constData();
    program.type("open sesame\n");
    EXPECT_EQ(program.waitForEnd(), 0) << program.output().constData();
    EXPECT_FALSE(program.output().contains(secret)) << program.output().constData();
}

TEST_F(Secrets, WhatAServerAsksDoesNotDrawOnTheTerminal)
{
    demo::LogInSettings logIn;
    logIn.methods = {demo::LogInMethod::KeyboardInteractive};
    logIn.prompts = {{"\x1b[31mCo\x07"
                      "de\x9b"
                      "2J: ",
                      secret, false}};
    startServer(logIn);
    const auto program = start();
    ASSERT_TRUE(program->waitForOutput("Co")) << program->output().constData();
    ASSERT_TRUE(program->waitForOutput("2J")) << program->output().constData();
    EXPECT_FALSE(program->output().contains("\x1b[31m"));
    EXPECT_FALSE(program->output().contains('\x07'));
    expectItStaysSecret(*program);
}
