#include "tests/contract/transport_contract.h"
#include "tests/support/scratch_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>
#include <sys/stat.h>

using namespace regatta;
using namespace std::chrono_literals;
using base::ErrorCode;
using model::Outcome;
using model::TaskState;
using tests::allSubjects;
using tests::ScratchFolder;
using tests::TransportContract;
using transport::CopyOrder;
using transport::CopyProgress;
using Direction = model::FileCopy::Direction;
namespace fs = std::filesystem;

namespace {

/// The hosts are this machine: both ends of a copy are in one folder.
class CopyContract : public TransportContract, protected ScratchFolder
{
protected:
    /// A null array: there is no such file.
    QByteArray read(const QByteArray &name) const { return ScratchFolder::read(name).value_or(QByteArray()); }

    transport::Execution copying(Direction direction, const QByteArray &from, const QByteArray &to,
                                 std::optional<quint32> mode = {})
    {
        transport::Execution made = execution({});
        made.copy = CopyOrder{direction, path(from), path(to), mode};
        return made;
    }

    model::AttemptResult copy(Direction direction, const QByteArray &from, const QByteArray &to,
                              std::optional<quint32> mode = {})
    {
        return run(copying(direction, from, to, mode)).results.value(0);
    }

    /// Too large to be over before a test has done something about it: some chunks are on their way only.
    static constexpr qsizetype largeSize = 64 * 1024 * 1024;
    static QByteArray largeFile()
    {
        QByteArray bytes(largeSize, Qt::Uninitialized);
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = char(i ^ (i >> 15));
        return bytes;
    }
};

void expectRefused(const model::AttemptResult &result, ErrorCode code)
{
    EXPECT_EQ(result.outcome, Outcome::CommandFailed);
    EXPECT_FALSE(result.exitCode);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, code);
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Transport, CopyContract, testing::ValuesIn(allSubjects()), tests::subjectName);

TEST_P(CopyContract, CopiesAFileBothWays)
{
    const QByteArray content = largeFile().first(3'000'001);
    write("from/file", content, 0640);
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        const auto record = run(copying(direction, "from/file", "to"));
        EXPECT_EQ(record.results.value(0).outcome, Outcome::Succeeded);
        EXPECT_TRUE(record.results.value(0).times.running);
        EXPECT_EQ(read("to"), content);
        EXPECT_EQ(modeOf("to"), 0640U);
        EXPECT_EQ(namesIn(""), QStringList({"from", "to"}));
        ASSERT_FALSE(record.progress.isEmpty());
        EXPECT_EQ(record.progress.last(), (CopyProgress{content.size(), content.size()}));
        EXPECT_EQ(record.standardOutput, "");
        fs::remove(path("to").toStdString());
    }
}

TEST_P(CopyContract, GivesTheModeThatIsAskedFor)
{
    write("from", "", 0600);
    EXPECT_EQ(copy(Direction::Push, "from", "to", 0755).outcome, Outcome::Succeeded);
    EXPECT_EQ(modeOf("to"), 0755U);
    EXPECT_EQ(read("to"), "");
}

TEST_P(CopyContract, PutsTheNewFileInTheOldOnesPlace)
{
    write("from", "new");
    write("to", "old");
    fs::create_hard_link(path("to").toStdString(), path("old").toStdString());
    EXPECT_EQ(copy(Direction::Push, "from", "to").outcome, Outcome::Succeeded);
    EXPECT_EQ(read("to"), "new");
    EXPECT_EQ(read("old"), "old"); // the old one wasn't written into
}

TEST_P(CopyContract, CopiesFoldersWithAnyNames)
{
    write("from/a b", "1", 0600);
    write("from/deep/er/'quoted' \"$HOME\" `id`", "2");
    write("from/-rf", "3");
    write("from/deep/line\nend\\", "4");
    write("from/invalid\xff\xfe", "5");
    fs::create_directory(path("from/empty").toStdString());
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        EXPECT_EQ(copy(direction, "from", "to").outcome, Outcome::Succeeded);
        EXPECT_EQ(read("to/a b"), "1");
        EXPECT_EQ(read("to/deep/er/'quoted' \"$HOME\" `id`"), "2");
        EXPECT_EQ(read("to/-rf"), "3");
        EXPECT_EQ(read("to/deep/line\nend\\"), "4");
        EXPECT_EQ(read("to/invalid\xff\xfe"), "5");
        EXPECT_EQ(modeOf("to/a b"), 0600U);
        EXPECT_TRUE(fs::is_directory(path("to/empty").toStdString()));
        fs::remove_all(path("to").toStdString());
    }
}

TEST_P(CopyContract, CopiesThousandsOfSmallFiles)
{
    constexpr int count = 2'000;
    for (int i = 0; i < count; ++i)
        write("from/" + QByteArray::number(i % 100) + '/' + QByteArray::number(i), QByteArray::number(i));
    EXPECT_EQ(copy(Direction::Push, "from", "to").outcome, Outcome::Succeeded);
    for (int i = 0; i < count; ++i) {
        ASSERT_EQ(read("to/" + QByteArray::number(i % 100) + '/' + QByteArray::number(i)),
                  QByteArray::number(i));
    }
}

TEST_P(CopyContract, SaysWhatIsNotThere)
{
    write("from", "1");
    const auto missing = copy(Direction::Pull, "nothing", "to");
    expectRefused(missing, ErrorCode::CopyFailed);
    EXPECT_TRUE(missing.error->detail.startsWith(QFile::decodeName(path("nothing"))))
        << missing.error->detail.toStdString();
    const auto homeless = copy(Direction::Push, "from", "no/such/folder/to");
    EXPECT_EQ(homeless.outcome, Outcome::CommandFailed);
    EXPECT_TRUE(homeless.error->detail.contains(QStringLiteral("No such file")))
        << homeless.error->detail.toStdString();
    EXPECT_EQ(namesIn(""), QStringList({"from"}));
}

TEST_P(CopyContract, LeavesNothingWhenItIsStopped)
{
    write("from", largeFile());
    for (const Direction direction : {Direction::Push, Direction::Pull}) {
        write("to/file", "old");
        const auto id = start(copying(direction, "from", "to/file"));
        ASSERT_TRUE(observer->waitForProgress(id, 0));
        transport->stop(id);
        ASSERT_TRUE(waitForAll());
        EXPECT_EQ(result(id).outcome, Outcome::Cancelled);
        EXPECT_EQ(record(id).stateNames().last(), TaskState::Stopping);
        EXPECT_EQ(read("to/file"), "old");
        EXPECT_EQ(namesIn("to"), QStringList({"file"}));
    }
}

TEST_P(CopyContract, KeepsTheStepsTimeLimit)
{
    write("from", largeFile());
    write("to/file", "old");
    auto slow = copying(Direction::Push, "from", "to/file");
    slow.timeouts.step = 1ms;
    const auto result = run(std::move(slow)).results.value(0);
    EXPECT_EQ(result.outcome, Outcome::TimedOut);
    EXPECT_EQ(result.error.value_or(base::Error{}).code, ErrorCode::StepTimedOut);
    EXPECT_EQ(namesIn("to"), QStringList({"file"}));
}

TEST_P(CopyContract, IsStoppedBeforeItBegins)
{
    write("from", "1");
    const auto id = start(copying(Direction::Push, "from", "to"));
    transport->stop(id);
    ASSERT_TRUE(waitForAll());
    EXPECT_TRUE(result(id).outcome == Outcome::Cancelled || result(id).outcome == Outcome::Succeeded);
    EXPECT_TRUE(namesIn("") == QStringList({"from"}) || namesIn("") == QStringList({"from", "to"}));
}

TEST_P(CopyContract, LetsCommandsFollow)
{
    write("from", "1");
    EXPECT_EQ(copy(Direction::Push, "from", "to").outcome, Outcome::Succeeded);
    EXPECT_EQ(run("cat " + path("to")).standardOutput, "1");
}
