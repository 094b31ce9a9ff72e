#include "tests/contract/person.h"
#include "tests/contract/transport_contract.h"
#include "tests/support/processes.h"

#include <QFile>

#include <unistd.h>

using namespace regatta;
using base::ErrorCode;
using model::Outcome;
using tests::SshTransportContract;

namespace {

/// An account that logs in, and its password: "open sesame", as crypt(3) has it.
constexpr auto accounts = "root:x:0:0::/root:/bin/sh\nregatta:x:54321:54321::/:/bin/sh\n";
constexpr auto passwords = "root:*:19000::::::\n"
                           "regatta:$6$regatta$KLcvq0HlLjg15mt1hxJ7kK0gDM4YIo6ItNn5H3mLaEzrFffmYceeAI."
                           "gAW70N2s0a/UzYrNTQhMKTb9aAq0Q91:19000::::::\n";

/// Without the pause after a wrong password.
constexpr auto pamRules = "auth required pam_unix.so nodelay\naccount required pam_unix.so\n"
                          "session required pam_permit.so\n";

/// Each command runs among mounts of its own, as the account above; the machine's own files stay as they are.
constexpr auto enter = R"(exec unshare --mount sh -c '
for name in passwd shadow sudoers; do mount --bind $name /etc/$name || exit; done
mount --bind pam /etc/pam.d/sudo || exit
exec setpriv --reuid=54321 --regid=54321 --clear-groups sh -c "$SSH_ORIGINAL_COMMAND"'
)";

/// A command that ends while sudo 1.9.13 still sets itself up is one for whose end sudo waits for ever (it
/// loses the SIGCHLD, see sudo-project/sudo#519): once in some hundred runs.
const QByteArray afterSudo = "sleep 0.3; ";

/// The real sudo, on a host where it asks. Only root can make one; who else runs the tests has the stand-in.
class RealSudo : public SshTransportContract
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0 || tests::runProgram({QStringLiteral("unshare"), QStringLiteral("--mount"),
                                                   QStringLiteral("true")}) != 0)
            return;
        write("passwd", accounts);
        write("shadow", passwords);
        write("pam", pamRules);
        write("enter", "cd '" + QFile::encodeName(folder.path()) + "' || exit\n" + enter);
        allow("regatta");
        setCredentials(credentials);
        addConfigLine(QStringLiteral("ForceCommand exec sh '%1'").arg(pathOf("enter")));
        SshTransportContract::SetUp();
    }

    bool isThere() const { return sshd != nullptr; }

    /// The only one who may become root. With a terminal of sudo's own for the command, as Debian has it, a
    /// lecture every time, and nothing kept outside of the test's folder.
    void allow(const QByteArray &account)
    {
        const QByteArray here = QFile::encodeName(folder.path());
        write("sudoers", "Defaults use_pty, lecture=always, lecture_status_dir=" + here +
                             "/lectured, timestampdir=" + here + "/stamps, !mail_no_user, !mail_badpass\n" +
                             account + " ALL=(ALL) ALL\n");
    }

    /// Starts it, and gives these answers to what is asked.
    transport::ExecutionId start(const QByteArray &command, bool hasPty, const QList<const char *> &words,
                                 const QByteArray &input = {})
    {
        credentials.forgetRunDecisions(); // sudo is asked for anew
        auto one = execution(afterSudo + command);
        one.become = QStringLiteral("root");
        one.hasPty = hasPty;
        one.input.text = input;
        qsizetype asked = person.questions().size();
        const auto id = SshTransportContract::start(std::move(one));
        for (const char *word : words) {
            EXPECT_TRUE(person.waitForQuestion(++asked));
            person.say(word);
        }
        return id;
    }

    void expectRefusal(transport::ExecutionId id, ErrorCode code)
    {
        ASSERT_TRUE(waitForAll());
        EXPECT_EQ(result(id).outcome, Outcome::AuthenticationFailed);
        EXPECT_EQ(result(id).error.value_or(base::Error{}).code, code)
            << result(id).error.value_or(base::Error{}).detail.toStdString();
        EXPECT_EQ(record(id).standardOutput + record(id).standardError, "");
    }

    QTemporaryDir folder;
    tests::Person person;
    trust::Credentials credentials{&person};

private:
    QString pathOf(const char *name) const { return folder.filePath(QLatin1String(name)); }

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(pathOf(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::ReadGroup |
                            (qstrcmp(name, "passwd") == 0 ? QFile::ReadOther : QFile::Permissions()));
    }
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, RealSudo, testing::ValuesIn(tests::sshSubjects()), tests::subjectName);

TEST_P(RealSudo, AsksWithAndWithoutATerminal)
{
    for (const bool hasPty : {false, true}) {
        if (!isThere())
            return;
        const auto id = start("id -u; test -t 0 && echo terminal; exit 3", hasPty, {"open sesame"});
        ASSERT_TRUE(waitForAll());
        EXPECT_EQ(record(id).standardOutput, hasPty ? "0\r\nterminal\r\n" : "0\n");
        EXPECT_EQ(record(id).standardError, "") << "without lecture and prompt";
        EXPECT_EQ(result(id).exitCode, 3);
    }
}

TEST_P(RealSudo, ReadsNoFurtherThanThePassword)
{
    if (!isThere())
        return;
    const auto plain = start("cat; echo end", false, {"open sesame"}, "first\nlast\n");
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(plain).standardOutput, "first\nlast\nend\n");
    // A terminal shows what is typed, if nobody tells it not to.
    const auto typed = start("cat; echo end", true, {"open sesame"}, "first\nlast\n");
    ASSERT_TRUE(waitForAll());
    EXPECT_TRUE(record(typed).standardOutput.endsWith("first\r\nlast\r\nend\r\n"))
        << record(typed).standardOutput.toStdString();
}

TEST_P(RealSudo, AsksAgainAfterAWrongPassword)
{
    for (const bool hasPty : {false, true}) {
        if (!isThere())
            return;
        const auto id = start("echo in", hasPty, {"wrong", "open sesame"});
        ASSERT_TRUE(waitForAll());
        EXPECT_EQ(record(id).standardOutput, hasPty ? "in\r\n" : "in\n");
        EXPECT_TRUE(person.questions().last().wasWrong);
        expectRefusal(start("echo in", hasPty, {"wrong", "wrong", "wrong"}), ErrorCode::BecomePasswordWrong);
    }
}

TEST_P(RealSudo, LetsNobodyElseIn)
{
    for (const bool hasPty : {false, true}) {
        if (!isThere())
            return;
        allow("somebody");
        const auto id = start("echo in", hasPty, {"open sesame"});
        expectRefusal(id, ErrorCode::BecomeRefused);
        EXPECT_TRUE(result(id).error->detail.contains(QStringLiteral("not in the sudoers")));
    }
}

/// The account may signal sudo, which passes it on, but nothing that runs as root.
TEST_P(RealSudo, IsStoppedWithWhatItRuns)
{
    for (const bool hasPty : {false, true}) {
        for (const QByteArray traps : {"", "trap '' TERM HUP; "}) {
            if (!isThere())
                return;
            const auto id = start(traps + "echo $$; exec sleep 600", hasPty, {"open sesame"});
            ASSERT_TRUE(observer->waitForOutput(id, "\n"));
            const pid_t process = record(id).standardOutput.trimmed().toInt();
            transport->stop(id);
            ASSERT_TRUE(waitForAll());
            if (traps.isEmpty() && GetParam().verifiesStop) {
                EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
            }
            if (result(id).outcome == Outcome::Cancelled) {
                EXPECT_FALSE(tests::isAlive(process)) << "a receipt that isn't true";
            }
            tests::killAll({process});
        }
    }
}
