#include "tests/ssh/transport/libssh_fixture.h"

#include <QDir>
#include <QFile>

using namespace regatta;
using namespace regatta::tests;
using transport::CopyOrder;
using Direction = model::FileCopy::Direction;

namespace {

constexpr auto sftpServer = "/usr/lib/openssh/sftp-server";
constexpr qsizetype largeSize = 64 * 1024 * 1024;

/// A host that is this machine, on which `script` stands in for whatever is run there, SFTP too.
class LibSshCopy : public LibSshFixture
{
protected:
    void startHost(const QByteArray &script)
    {
        write(QStringLiteral("host.sh"), "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(path(QStringLiteral("host.sh")),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        startSshd({QStringLiteral("ForceCommand ") + path(QStringLiteral("host.sh")),
                   QStringLiteral("Subsystem sftp ") + QLatin1String(sftpServer)});
        makeTransport();
    }

    QString path(const QString &name) const { return folder.filePath(name); }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Beside the host's script: hidden ones too.
    QStringList names() const
    {
        QStringList all = QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        all.removeAll(QStringLiteral("host.sh"));
        return all;
    }

    Execution copying(Direction direction)
    {
        Execution one = execution({});
        one.copy = CopyOrder{direction,
                             QFile::encodeName(path(QStringLiteral("from"))),
                             QFile::encodeName(path(QStringLiteral("to"))),
                             {}};
        return one;
    }

    model::AttemptResult copy(Direction direction) { return run(copying(direction)).results.value(0); }

    void makeFiles(const QByteArray &content)
    {
        write(QStringLiteral("from"), content);
        write(QStringLiteral("to"), "old");
    }

    void expectOldFileOnly()
    {
        EXPECT_EQ(read(QStringLiteral("to")), "old");
        EXPECT_EQ(names(), QStringList({QStringLiteral("from"), QStringLiteral("to")}));
    }
};

/// Too long to be just read.
const QByteArray longFile(100'000, 'n');

} // namespace

TEST_F(LibSshCopy, BelievesNoWrongChecksum)
{
    startHost("case $SSH_ORIGINAL_COMMAND in sha256sum*) printf '%064d  x\\n' 0;; *) exec "
              "/usr/lib/openssh/sftp-server;; esac");
    makeFiles(longFile);
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        expectFailure(copy(direction), Outcome::CommandFailed, ErrorCode::ChecksumMismatch);
        expectOldFileOnly();
    }
}

TEST_F(LibSshCopy, ReadsBackWhereThereIsNoSha256sum)
{
    startHost("case $SSH_ORIGINAL_COMMAND in sha256sum*) echo not found >&2; exit 127;; *) exec "
              "/usr/lib/openssh/sftp-server;; esac");
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        makeFiles(longFile);
        EXPECT_EQ(copy(direction).outcome, Outcome::Succeeded);
        EXPECT_EQ(read(QStringLiteral("to")), longFile);
    }
}

TEST_F(LibSshCopy, LeavesTheOldFileWhereTheDiskIsFull)
{
    // A file may be no larger than 32 KiB, which the server takes for want of room.
    startHost("trap '' XFSZ; ulimit -f 64; exec /usr/lib/openssh/sftp-server");
    makeFiles(QByteArray(100'000, 'x'));
    const model::AttemptResult result = copy(Direction::Push);
    expectFailure(result, Outcome::CommandFailed, ErrorCode::CopyFailed);
    EXPECT_TRUE(result.error->detail.endsWith(QStringLiteral(": Failure")))
        << qPrintable(result.error->detail);
    expectOldFileOnly();
}

TEST_F(LibSshCopy, SaysWhatCameInsteadOfSftp)
{
    startHost("echo Welcome to web01");
    makeFiles("new");
    const model::AttemptResult result = copy(Direction::Push);
    expectFailure(result, Outcome::CommandFailed, ErrorCode::SftpRefused);
    EXPECT_EQ(result.error->detail, QStringLiteral("Welcome to web01"));
    expectOldFileOnly();
}

TEST_F(LibSshCopy, IsRefusedByAServerWithoutSftp)
{
    startSshd({QStringLiteral("Subsystem other /bin/true")});
    makeTransport();
    makeFiles("new");
    expectFailure(copy(Direction::Push), Outcome::CommandFailed, ErrorCode::SftpRefused);
    EXPECT_EQ(run("echo still here").standardOutput, "still here\n");
}

TEST_F(LibSshCopy, EndsWithTheConnection)
{
    startHost("exec /usr/lib/openssh/sftp-server");
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        makeFiles(QByteArray(largeSize, 'x'));
        const ExecutionId id = start(copying(direction));
        ASSERT_TRUE(observer->waitForProgress(id, 0));
        sshd->killConnections();
        ASSERT_TRUE(waitForAll());
        expectFailure(result(id), Outcome::ConnectionLost, ErrorCode::ConnectionLost);
        EXPECT_EQ(read(QStringLiteral("to")), "old");
        if (direction == Direction::Push) {
            // What is on the host can't be removed without a connection.
            for (const QString &name : names().filter(QStringLiteral(".regatta-")))
                QFile::remove(path(name));
        }
        expectOldFileOnly();
    }
}

TEST_F(LibSshCopy, IsTimedOutByAHostThatAnswersNothing)
{
    startHost("printf '\\000\\000\\000\\005\\002\\000\\000\\000\\003'; exec sleep 600");
    makeFiles("new");
    Execution silent = copying(Direction::Push);
    silent.timeouts.silence = 200ms;
    expectFailure(run(std::move(silent)).results.value(0), Outcome::TimedOut, ErrorCode::SilenceTimedOut);
    expectOldFileOnly();
}

TEST_F(LibSshCopy, SharesItsSessionWithCommands)
{
    startHost("case $SSH_ORIGINAL_COMMAND in *sftp-server) exec /usr/lib/openssh/sftp-server;; *) exec sh -c "
              "\"$SSH_ORIGINAL_COMMAND\";; esac");
    makeFiles(QByteArray(largeSize, 'x'));
    const ExecutionId id = start(copying(Direction::Push));
    ASSERT_TRUE(observer->waitForProgress(id, 0));
    EXPECT_EQ(observer->finishedCount(), 0);
    const ExecutionId command = start("echo beside");
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(record(command).standardOutput, "beside\n");
    EXPECT_EQ(result(id).outcome, Outcome::Succeeded);
}
