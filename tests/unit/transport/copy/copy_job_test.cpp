#include "core/transport/copy/copy_job.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/transport/copy/willing_files.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace regatta;
using namespace regatta::transport;
using base::ErrorCode;
using copy::Attributes;
using copy::Checksums;
using Direction = model::FileCopy::Direction;
namespace fs = std::filesystem;

namespace {

/// Both ends are folders of this machine; the far one does what a test says.
class CopyJobTest : public testing::Test, protected tests::ScratchFolder
{
protected:
    base::Expected<void> run(Direction direction, const QByteArray &from, const QByteArray &to,
                             std::optional<quint32> mode = {})
    {
        job = std::make_unique<copy::CopyJob>(CopyOrder{direction, path(from), path(to), mode}, near, far,
                                              Checksums::Method::Reading);
        job->start();
        while (!job->hasEnded() && (near.hasWork() || far.hasWork())) {
            near.work(3);
            far.work(3);
            job->goOn();
        }
        EXPECT_TRUE(job->hasEnded());
        return job->hasEnded() ? job->result() : base::failure(ErrorCode::Internal);
    }

    copy::LocalFiles near;
    tests::WillingFiles far;
    std::unique_ptr<copy::CopyJob> job;
};

/// Differs in every chunk, and ends within one.
QByteArray largeFile()
{
    QByteArray bytes;
    for (int i = 0; bytes.size() < 3'000'000; ++i)
        bytes += QByteArray::number(i) + '\n';
    return bytes;
}

} // namespace

TEST_F(CopyJobTest, CopiesAFile)
{
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        write("from/file", largeFile(), 0640);
        ASSERT_TRUE(run(direction, "from/file", "file"));
        EXPECT_EQ(read("file"), largeFile());
        EXPECT_EQ(modeOf("file"), 0640U);
        EXPECT_EQ(job->progress(), (CopyProgress{largeFile().size(), largeFile().size()}));
        EXPECT_EQ(namesIn(""), QStringList({"file", "from"}));
        fs::remove(path("file").toStdString());
    }
}

TEST_F(CopyJobTest, CopiesALargeFileBesideSmallOnes)
{
    write("from/b", largeFile());
    for (const char *name : {"c", "d", "e"})
        write(QByteArray("from/") + name, name);
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        ASSERT_TRUE(run(direction, "from", "to"));
        EXPECT_EQ(read("to/b"), largeFile());
        EXPECT_EQ(read("to/e"), "e");
        fs::remove_all(path("to").toStdString());
    }
}

TEST_F(CopyJobTest, CopiesAnEmptyFile)
{
    write("from/file", "");
    ASSERT_TRUE(run(Direction::Push, "from/file", "file", 0755));
    EXPECT_EQ(read("file"), "");
    EXPECT_EQ(modeOf("file"), 0755U);
}

TEST_F(CopyJobTest, CopiesIntoAFolderThatIsNamedAsOne)
{
    write("from/file", "new");
    fs::create_directory(path("to").toStdString());
    ASSERT_TRUE(run(Direction::Push, "from/file", "to/"));
    EXPECT_EQ(read("to/file"), "new");
    const auto result = run(Direction::Push, "from/file", "to");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().detail, QFile::decodeName(path("to")) + ": Is a directory");
}

TEST_F(CopyJobTest, GathersShortAnswers)
{
    write("from/file", largeFile());
    far.longestRead = 1000;
    ASSERT_TRUE(run(Direction::Pull, "from/file", "file"));
    EXPECT_EQ(read("file"), largeFile());
}

TEST_F(CopyJobTest, ReadsFilesWhoseSizeIsNotKnown)
{
    // As most files in /proc.
    job =
        std::make_unique<copy::CopyJob>(CopyOrder{Direction::Pull, "/proc/self/limits", path("limits"), 0600},
                                        near, far, Checksums::Method::Reading);
    job->start();
    while (!job->hasEnded()) {
        near.work(1);
        far.work(1);
        job->goOn();
    }
    ASSERT_TRUE(job->result());
    EXPECT_TRUE(read("limits")->contains("Max open files"));
}

TEST_F(CopyJobTest, LeavesTheOldFileIfTheNewOneCannotBeWritten)
{
    write("from/file", largeFile());
    write("to/file", "old");
    far.writeError = base::Error{ErrorCode::CopyFailed, "file: Failure"};
    const auto result = run(Direction::Push, "from/file", "to/file");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), *far.writeError);
    EXPECT_EQ(read("to/file"), "old");
    EXPECT_EQ(namesIn("to"), QStringList({"file"}));
}

TEST_F(CopyJobTest, LeavesNothingWhenItIsStopped)
{
    write("from/file", largeFile());
    write("to/file", "old");
    const base::Error stopped{ErrorCode::Cancelled, {}};
    far.whenWritten = [&](int writes) {
        if (writes == 5)
            job->stop(stopped);
    };
    const auto result = run(Direction::Push, "from/file", "to/file");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), stopped);
    EXPECT_EQ(read("to/file"), "old");
    EXPECT_EQ(namesIn("to"), QStringList({"file"}));
}

TEST_F(CopyJobTest, MayBeStoppedAtAnyTime)
{
    write("from/a", "one");
    write("from/b", "two");
    write("to/a", "old");
    for (int turns = 0;; ++turns) {
        SCOPED_TRACE(turns);
        copy::LocalFiles files;
        copy::CopyJob stopped({Direction::Push, path("from"), path("to"), {}}, files, files,
                              Checksums::Method::Reading);
        stopped.start();
        for (int turn = 0; turn < turns && files.hasWork(); ++turn)
            files.work(1);
        const bool wasDone = stopped.hasEnded();
        stopped.stop({ErrorCode::Cancelled, {}});
        while (files.hasWork())
            files.work(1);
        ASSERT_TRUE(stopped.hasEnded());
        for (const QString &name : namesIn("to"))
            EXPECT_FALSE(name.startsWith('.')) << name.toStdString();
        EXPECT_TRUE(read("to/a") == "old" || read("to/a") == "one");
        if (wasDone)
            break;
    }
    EXPECT_EQ(read("to/b"), "two");
}

TEST_F(CopyJobTest, CopiesAFolderWithAllThatIsBelow)
{
    write("from/a b", "1", 0600);
    write("from/deep/er/'quoted' \"$HOME\"", "2");
    write("from/deep/line\nend", "3");
    write("from/invalid\xff\xfe", "4");
    fs::create_directory(path("from/empty").toStdString());
    fs::permissions(path("from/deep").toStdString(), fs::perms(0750));
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        ASSERT_TRUE(run(direction, "from", "to"));
        EXPECT_EQ(read("to/a b"), "1");
        EXPECT_EQ(read("to/deep/er/'quoted' \"$HOME\""), "2");
        EXPECT_EQ(read("to/deep/line\nend"), "3");
        EXPECT_EQ(read("to/invalid\xff\xfe"), "4");
        EXPECT_EQ(modeOf("to/a b"), 0600U);
        EXPECT_EQ(modeOf("to/deep"), 0750U);
        EXPECT_TRUE(fs::is_directory(path("to/empty").toStdString()));
        EXPECT_EQ(job->progress(), (CopyProgress{4, 4}));
        fs::remove_all(path("to").toStdString());
    }
}

TEST_F(CopyJobTest, KeepsWhatElseIsInAFolder)
{
    write("from/a", "new");
    write("to/a", "old");
    write("to/b", "kept");
    ASSERT_TRUE(run(Direction::Push, "from/", "to"));
    EXPECT_EQ(read("to/a"), "new");
    EXPECT_EQ(read("to/b"), "kept");
}

TEST_F(CopyJobTest, MakesFoldersHereButNotOnTheHost)
{
    write("from/a", "1");
    ASSERT_TRUE(run(Direction::Pull, "from/a", "logs/web1/a"));
    EXPECT_EQ(read("logs/web1/a"), "1");
    EXPECT_FALSE(run(Direction::Push, "from/a", "other/web1/a"));
    EXPECT_EQ(namesIn(""), QStringList({"from", "logs"}));
}

TEST_F(CopyJobTest, CopiesWhatLinksLeadTo)
{
    write("real/file", "1");
    write("from/plain", "2");
    fs::create_directory_symlink(path("real").toStdString(), path("from/folder").toStdString());
    fs::create_symlink("plain", path("from/link").toStdString());
    ASSERT_TRUE(run(Direction::Push, "from", "to"));
    EXPECT_EQ(read("to/folder/file"), "1");
    EXPECT_EQ(read("to/link"), "2");
    EXPECT_FALSE(fs::is_symlink(path("to/folder").toStdString()));
    EXPECT_FALSE(fs::is_symlink(path("to/link").toStdString()));
}

TEST_F(CopyJobTest, RefusesLinksThatLeadBackAndNowhere)
{
    write("from/deep/file", "1");
    fs::create_directory_symlink("..", path("from/deep/up").toStdString());
    const auto loop = run(Direction::Push, "from", "to");
    ASSERT_FALSE(loop);
    EXPECT_TRUE(loop.error().detail.endsWith("from/deep/up: a link that leads back to where it is"));
    fs::remove(path("from/deep/up").toStdString());
    fs::create_symlink("nothing", path("from/deep/dangling").toStdString());
    const auto dangling = run(Direction::Push, "from", "to");
    ASSERT_FALSE(dangling);
    EXPECT_TRUE(dangling.error().detail.endsWith("from/deep/dangling: a link that leads nowhere"));
    EXPECT_FALSE(read("to/deep/file"));
}

TEST_F(CopyJobTest, RefusesDevicesAndPipes)
{
    write("from/file", "1");
    ASSERT_EQ(::mkfifo(path("from/pipe").constData(), 0600), 0);
    EXPECT_FALSE(run(Direction::Push, "from", "to"));
    EXPECT_FALSE(run(Direction::Push, "from/pipe", "to"));
}

TEST_F(CopyJobTest, NeverLeavesTheFolderItCopiesInto)
{
    write("from/file", "1");
    for (const QByteArray &name : {QByteArray("../escaped"), QByteArray("/tmp/escaped"), QByteArray(".."),
                                   QByteArray("."), QByteArray(""), QByteArray("a\0b", 3)}) {
        far.entries = {{name, {Attributes::Kind::File, 1, 0644}}};
        const auto result = run(Direction::Pull, "from", "to");
        ASSERT_FALSE(result);
        EXPECT_TRUE(result.error().detail.endsWith("not a name that a file can have"));
    }
    EXPECT_EQ(namesIn(""), QStringList({"from"}));
}

TEST_F(CopyJobTest, SaysWhatIsNotThere)
{
    const auto result = run(Direction::Pull, "nothing", "to");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (base::Error{ErrorCode::CopyFailed, QFile::decodeName(path("nothing")) +
                                                                      ": No such file or directory"}));
}
